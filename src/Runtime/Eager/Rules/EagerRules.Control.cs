using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

internal static partial class EagerRules
{
    private static readonly Dictionary<OpDef, Func<EagerCall, ITensor[]>> s_control = new()
    {
        [OpTable.If] = If,
        [OpTable.While] = While,
        [OpTable.Scan] = Scan,
    };

    private static ITensor[] If(EagerCall call)
    {
        var isTrue = ((Tensor<bool>)call.X).Item();
        return call.Run(call.Node.Body(isTrue ? "then" : "else"), call.Operands[1..]);
    }

    private static ITensor[] While(EagerCall call)
    {
        var state = new LoopState(call.Operands, call.Node.Types.Count);
        while (GoesOn(call, state.Values)) state.Carry(call.Run(call.Node.Body("body"), state.Values));
        return state.Results();
    }

    private static bool GoesOn(EagerCall call, ITensor[] values)
    {
        using var condition = (Tensor<bool>)call.Run(call.Node.Body("cond"), values)[0];
        return condition.Item();
    }

    private static ITensor[] Scan(EagerCall call)
    {
        var carried = (int)call.Node.Int("carried");
        var scanned = (int)call.Node.Int("scanned");
        var length = scanned > 0 ? call.Operands[carried].Shape[0] : call.Size(call.Node.Dims("length")[0]);
        var state = new LoopState(call.Operands, carried);
        var stacks = Enumerable.Range(carried, call.Node.Types.Count - carried)
            .Select(i => call.Node.Types[i].DType.Visit<Allocating, ITensor>(new(call.ResultShape(i)))).ToArray();
        for (var round = 0; round < length; round++)
        {
            var index = call.Node.Bool("reverse") ? length - 1 - round : round;
            var inputs = (ITensor[])state.Values.Clone();
            for (var i = carried; i < carried + scanned; i++) inputs[i] = call.Operands[i].Visit<Picking, ITensor>(new(index));
            var results = call.Run(call.Node.Body("body"), inputs);
            for (var i = carried; i < carried + scanned; i++) inputs[i].Dispose();
            state.Carry(results[..carried]);
            for (var k = 0; k < stacks.Length; k++)
            {
                results[carried + k].Visit<Placing, bool>(new(stacks[k], index));
                results[carried + k].Dispose();
            }
        }
        return [.. state.Results(), .. stacks];
    }

    /// <summary>A loop's operands, the first of which change from round to round.</summary>
    private sealed class LoopState(ITensor[] operands, int carried)
    {
        // The operands themselves belong to the caller; later values are the loop's own.
        private bool _isOwn;

        public ITensor[] Values { get; } = (ITensor[])operands.Clone();

        public void Carry(ITensor[] next)
        {
            for (var i = 0; i < carried; i++)
            {
                if (_isOwn) Values[i].Dispose();
                Values[i] = next[i];
            }
            _isOwn = true;
        }

        public ITensor[] Results() => Values.Take(carried).Select(v => _isOwn ? v : v.Copy()).ToArray();
    }

    private readonly struct Allocating(Shape shape) : IDTypeVisitor<ITensor>
    {
        public ITensor Visit<T>() where T : unmanaged => new Tensor<T>(shape);
    }

    private readonly struct Picking(int index) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged => x[index];
    }

    /// <summary>Writes a tensor into place <c>index</c> of a stack.</summary>
    private readonly struct Placing(ITensor stack, int index) : ITensorVisitor<bool>
    {
        public bool Visit<T>(Tensor<T> x) where T : unmanaged
        {
            x.AsSpan().CopyTo(((Tensor<T>)stack).AsSpan().Slice(index * x.Count, x.Count));
            GC.KeepAlive(x);
            GC.KeepAlive(stack);
            return true;
        }
    }
}
