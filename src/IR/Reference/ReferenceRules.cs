using System.Linq;

namespace GraphCompiler.IR;

/// <summary>How each family is evaluated, from its facts alone: elements one by one, nothing shared with code generation.</summary>
internal static partial class ReferenceRules
{
    public static Literal[] Evaluate(ReferenceCall call) => call.Node.Op.Reference?.Invoke(call) ?? call.Node.Kind switch
    {
        OpKind.Source => [Source(call)],
        OpKind.Elementwise => [Elementwise(call)],
        OpKind.Reshape => [call.X.Reshape(call.ResultShape())],
        OpKind.View => [View(call)],
        OpKind.Reduce => [Reduce(call)],
        OpKind.ArgReduce => [ArgReduce(call)],
        OpKind.Concat => [Concat(call)],
        OpKind.Pad => [Pad(call)],
        OpKind.Gather => [Gather(call)],
        OpKind.Update => [Update(call)],
        OpKind.Contract => [Contract(call)],
        OpKind.Composite => [Expand(call)],
        OpKind.Fused => call.Run(call.Node.Body("body"), call.Operands),
        OpKind.Effect => [Effect(call)],
        OpKind.After => [call.X],
        OpKind.Get => [call.Operands[(int)call.Node.Int("index")]],
        _ => throw new System.NotSupportedException($"{call.Node.Op.Name} has no Reference rule"),
    };

    private static Literal Source(ReferenceCall call)
    {
        var dtype = call.Node.DType;
        switch (call.Node.Op.Source!(call.Node))
        {
            case SourceFacts.Splat splat:
                var value = splat.Value.Value(0);
                return call.Fill(_ => value);
            case SourceFacts.Index along:
                return call.Fill(index => ScalarValue.Of(index[along.Axis]).Cast(DType.I64, dtype));
            case var size:
                var number = ((SourceFacts.Size)size).Value.Evaluate(call.Symbols);
                return call.Fill(_ => ScalarValue.Of(number).Cast(DType.I64, dtype));
        }
    }

    private static Literal Effect(ReferenceCall call)
    {
        switch (call.Node.Op.Effect!(call.Node))
        {
            case EffectFacts.Print print: call.Effects.Print(call.Operands[1], print.Label); break;
            case EffectFacts.Assert assert: call.Effects.Assert(call.Operands[1], assert.Message, assert.Violation); break;
            case EffectFacts.Bounds bounds: Check(bounds, bounds.Size.Evaluate(call.Symbols), call.Operands); break;
        }
        return Literal.Of(EffectFacts.Token.DType, call.ResultShape(), System.Array.Empty<long>());
    }

    private static void Check(EffectFacts.Bounds bounds, long size, Literal[] operands)
    {
        if (operands.Length == 3)
        {
            var (start, end) = (operands[1].Integer(0), operands[2].Integer(0));
            if (!bounds.Holds(start, end, size)) throw bounds.Violation(size, start, end);
            return;
        }
        for (var i = 0; i < operands[1].Count; i++)
        {
            if (!bounds.Holds(operands[1].Integer(i), size)) throw bounds.Violation(size, operands[1].Integer(i));
        }
    }

    private static Literal Elementwise(ReferenceCall call)
    {
        var rank = call.Node.Rank;
        var body = ScalarEvaluator.Compile(call.Node.Op.BodyOf(call.Node), call.Operands.Select(o => o.DType).ToArray(), call.Node.DType);
        var strides = call.Operands.Select(o => RowMajor.BroadcastStrides(o.Shape, rank)).ToArray();
        var arguments = new ScalarValue[call.Operands.Length];
        return call.Fill(index =>
        {
            for (var i = 0; i < arguments.Length; i++) arguments[i] = call.Operands[i].Value(RowMajor.Offset(index, strides[i]));
            return body(arguments);
        });
    }

    private static Literal Contract(ReferenceCall call)
    {
        var (x, y, facts) = (call.Operands[0], call.Operands[1], call.Node.Op.Contract!(call.Node));
        var (m, n, k) = (facts.M.Evaluate(call.Symbols), facts.N.Evaluate(call.Symbols), facts.K.Evaluate(call.Symbols));
        var batch = call.Sizes(facts.Batch);
        var xStrides = RowMajor.BroadcastStrides(call.Sizes(facts.XBatch), batch.Count);
        var yStrides = RowMajor.BroadcastStrides(call.Sizes(facts.YBatch), batch.Count);
        var (xRow, xInner) = facts.TransposeX ? (1L, m) : (k, 1L);
        var (yInner, yColumn) = facts.TransposeY ? (1L, k) : (n, 1L);
        var elements = RowMajor.Indices(batch.Append(m).Append(n)).Select(index =>
        {
            var xStart = RowMajor.Offset(index, xStrides) * m * k + index[batch.Count] * xRow;
            var yStart = RowMajor.Offset(index, yStrides) * k * n + index[batch.Count + 1] * yColumn;
            var (sum, wrapped) = (0.0, 0L);
            for (long i = 0; i < k; i++)
            {
                var (a, b) = (x.Value(xStart + i * xInner), y.Value(yStart + i * yInner));
                sum += a.Float * b.Float;
                wrapped = unchecked(wrapped + a.Integer * b.Integer);
            }
            return new ScalarValue(sum, wrapped);
        });
        return Literal.Of(call.Node.DType, call.ResultShape(), elements);
    }

    /// <summary>A composite is evaluated as the graph it stands for.</summary>
    private static Literal Expand(ReferenceCall call)
    {
        var builder = new GraphBuilder();
        var operands = call.Node.Inputs.Select((input, i) => builder.Term(builder.Parameter($"x{i}", input.Type))).ToArray();
        var result = call.Node.Op.Expand!(call.Node, operands);
        return call.Run(builder.Build(call.Node.Op.Name, [result.Node]), call.Operands)[0];
    }
}
