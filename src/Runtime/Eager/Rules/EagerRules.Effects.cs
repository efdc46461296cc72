using System;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

internal static partial class EagerRules
{
    public static void Print(ITensor x, string? label) => x.Visit<Printing, bool>(new(label));

    public static void Assert(Tensor<bool> condition, string message, Violation violation)
    {
        Graph.Check(condition.AsSpan(), condition.Shape, message, place: null, violation);
        GC.KeepAlive(condition);
    }

    private static ITensor Effect(EagerCall call)
    {
        switch (call.Node.Op.Effect!(call.Node))
        {
            case EffectFacts.Print print: Print(call.Operands[1], print.Label); break;
            case EffectFacts.Assert assert: Assert((Tensor<bool>)call.Operands[1], assert.Message, assert.Violation); break;
            case EffectFacts.Bounds bounds: Check(bounds, call.Size(bounds.Size), call.Operands[1..]); break;
        }
        return new Tensor<bool>(call.ResultShape());
    }

    private static void Check(EffectFacts.Bounds bounds, long size, ITensor[] indices)
    {
        if (indices.Length == 2)
        {
            var (start, end) = (Numbers(indices[0])[0], Numbers(indices[1])[0]);
            if (!bounds.Holds(start, end, size)) throw bounds.Violation(size, start, end);
            return;
        }
        foreach (var index in Numbers(indices[0]))
        {
            if (!bounds.Holds(index, size)) throw bounds.Violation(size, index);
        }
    }

    private static long[] Numbers(ITensor indices) => indices is Tensor<long> wide ? wide.ToArray() : System.Array.ConvertAll(((Tensor<int>)indices).ToArray(), i => (long)i);

    private readonly struct Printing(string? label) : ITensorVisitor<bool>
    {
        public bool Visit<T>(Tensor<T> x) where T : unmanaged
        {
            Graph.Print(x, label);
            return true;
        }
    }
}
