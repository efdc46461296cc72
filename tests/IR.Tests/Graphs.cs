using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.IR.Tests;

/// <summary>Short ways to graphs and literals.</summary>
internal static class Graphs
{
    public static Graph Of(OpDef op, IReadOnlyList<TensorType> operands, params (string, Attr)[] attributes)
    {
        var builder = new GraphBuilder();
        var parameters = operands.Select((type, i) => builder.Parameter($"x{i}", type)).ToArray();
        return builder.Build("f", [builder.Add(op, parameters, attributes)]);
    }

    public static Literal Run(OpDef op, params Literal[] operands) => Run(op, operands, []);

    public static Literal Run(OpDef op, Literal[] operands, params (string, Attr)[] attributes) =>
        ReferenceEngine.Run(Of(op, operands.Select(o => o.Type).ToArray(), attributes), operands)[0];

    /// <summary>A graph of one line: <c>"%x: f32[N,2]", "sum %x [axis=[1]]"</c>.</summary>
    public static Graph Parse(string parameters, string line) => GraphParser.Parse($"graph @f({parameters}) {{\n  %0 = {line}\n  return %0\n}}\n", "test");

    public static Literal Floats(params double[] values) => Literal.Of(DType.F64, Seq.Of((long)values.Length), values);

    public static Literal Ints(params long[] values) => Literal.Of(DType.I64, Seq.Of((long)values.Length), values);

    public static Literal Bools(params bool[] values) => Literal.Of(DType.Bool, Seq.Of((long)values.Length), values.Select(v => v ? 1L : 0L));

    public static double[] ToArray(this Literal literal) => Enumerable.Range(0, literal.Count).Select(literal.Float).ToArray();
}
