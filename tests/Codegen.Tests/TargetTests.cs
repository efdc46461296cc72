using System;
using System.Linq;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Codegen.Tests;

/// <summary>Every target can write every primitive, and through them the body of every op.</summary>
public class TargetTests
{
    public static TheoryData<Target> Targets => [LaneTarget.Instance, ScalarTarget.Instance];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_primitive_has_its_line(Target target)
    {
        var written = Enum.GetValues<Primitive>()
            .Except([Primitive.Arg, Primitive.Const, Primitive.Attribute, Primitive.Cast]);
        var missing = written.Where(p => !target.Lines.ContainsKey(p)).ToList();
        Assert.True(missing.Count == 0, $"{target.GetType().Name} needs a line for {string.Join(", ", missing)}");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_body_can_be_written_for_every_dtype_it_accepts(Target target)
    {
        foreach (var op in OpTable.All.Where(o => o.Kind == OpKind.Elementwise))
        {
            foreach (var dtype in Enum.GetValues<DType>().Where(d => d.In(op.Accepts) && d.In(DTypes.Compute)))
            {
                if (op.Attributes.Any(a => a.Kind == AttrKind.DType)) continue;
                Assert.NotEmpty(Print(target, op, dtype).Result);
            }
        }
    }

    [Theory]
    [InlineData("relu", DType.F32, "F.Rectify(x)")]
    [InlineData("rsqrt", DType.F64, "D.Splat(1d) / D.Sqrt(x)")]
    [InlineData("ne", DType.I32, "~I.Equal(x, y)")]
    [InlineData("select", DType.I64, "L.Select(condition, x, y)")]
    [InlineData("hard_swish", DType.F32, "F.AtLeast(x, F.Splat(-3f)) * F.AtMost(F.Rectify(x * F.Splat(0.16666667f) + F.Splat(0.5f)), F.Splat(1f))")]
    public void A_body_in_lanes(string op, DType dtype, string expected) =>
        Assert.Equal(expected, Print(LaneTarget.Instance, OpTable.Find(op)!, dtype).Result);

    [Theory]
    [InlineData("silu", DType.F32, "float.Max(x, -1000f) / (1f + Elementary.Exp(-x))")]
    [InlineData("is_nan", DType.F64, "!(x == x)")]
    [InlineData("div", DType.I32, "Scalars.Divide(x, y)")]
    public void A_body_in_plain_csharp(string op, DType dtype, string expected) =>
        Assert.Equal(expected, Print(ScalarTarget.Instance, OpTable.Find(op)!, dtype).Result);

    [Fact]
    public void What_is_used_twice_is_computed_once()
    {
        var (statements, result, _, _) = Print(LaneTarget.Instance, OpTable.Find("softsign")!, DType.F32);
        Assert.Equal(["var min = F.AtMost(F.AtLeast(x, F.Splat(-1E+30f)), F.Splat(1E+30f));"], statements);
        Assert.Equal("min / (F.Splat(1f) + F.Abs(min))", result);
    }

    [Theory]
    [InlineData(0.1, "0.1f")]
    [InlineData(-0.0, "-0f")]
    [InlineData(16777217.0, "16777216f")]
    [InlineData(double.NegativeInfinity, "float.NegativeInfinity")]
    [InlineData(1e-45, "1.401298E-45f")]
    public void A_float_literal_reads_back_to_the_same_bits(double value, string expected) =>
        Assert.Equal(expected, CSharpLiteral.Of(Literal.Scalar(DType.F32, value)).Text);

    private static ScalarBody Print(Target target, OpDef op, DType dtype)
    {
        // A select's condition is bool whatever it selects.
        var selects = op.Body!.Op == Primitive.Select && op.Body.Args[0].Op == Primitive.Arg;
        var dtypes = op.Operands.Select((_, i) => selects && i == 0 ? DType.Bool : dtype).ToSeq();
        return ScalarBody.Print(target, op.Body, dtypes, op.Operands, dtype == DType.Bool ? DType.I32 : dtype);
    }
}
