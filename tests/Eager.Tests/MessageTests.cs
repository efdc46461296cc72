using System;
using System.Linq;
using GraphCompiler.IR;
using Xunit;
using static GraphCompiler.Ops;

namespace GraphCompiler.Eager.Tests;

/// <summary>A mistake reads the same whether the compiler finds it or a call at run time.</summary>
public class MessageTests
{
    private static readonly Tensor<float> s_matrix = Tensor.Ones<float>(3, 4);

    [Fact]
    public void Shapes_that_do_not_broadcast() => Same(
        () => _ = s_matrix + Tensor.Ones<float>(3), OpTable.Add, [[3, 4], [3]], OpErrors.ShapesDoNotBroadcast);

    [Fact]
    public void A_third_shape_that_does_not_broadcast() => Same(
        () => Clamp(s_matrix, Tensor.Ones<float>(4), Tensor.Ones<float>(5)), OpTable.Clamp, [[3, 4], [4], [5]], OpErrors.ShapesDoNotBroadcast);

    [Fact]
    public void Inner_dimensions() => Same(() => MatMul(s_matrix, s_matrix), OpTable.MatMul, [[3, 4], [3, 4]], OpErrors.InnerDimensions);

    [Fact]
    public void An_axis_out_of_range() => Same(() => Sum(s_matrix, axis: 2), OpTable.Sum, [[3, 4]], OpErrors.AxisOutOfRange, ("axis", Ints(2)));

    [Fact]
    public void An_axis_twice() => Same(() => Sum(s_matrix, [0, -2]), OpTable.Sum, [[3, 4]], OpErrors.AxisOutOfRange, ("axis", Ints(0, -2)));

    [Fact]
    public void The_maximum_of_nothing() => Same(
        () => Max(Tensor.Zeros<float>(2, 0), axis: 1), OpTable.Max, [[2, 0]], OpErrors.EmptyReduction, ("axis", Ints(1)));

    [Fact]
    public void Another_element_count() => Same(
        () => Reshape(s_matrix, 5, -1), OpTable.Reshape, [[3, 4]], OpErrors.ElementCount, ("shape", new Attr.Dims(Seq.Of<Dim>(5, -1))));

    [Fact]
    public void A_dtype_that_is_not_accepted()
    {
        var error = Assert.Throws<OpException>(() => Exp(Tensor.Ones<int>(2)));
        Assert.Equal(OpErrors.DTypeNotAccepted, error.Id);
        Assert.Equal("GF0101: exp: dtype i32 of x is not accepted; allowed: f32, f64", error.Message);
        Assert.Throws<OpException>(() => _ = Tensor.Ones<Half>(2) + Tensor.Ones<Half>(2));
        Assert.Throws<OpException>(() => _ = Tensor.Ones<float>(2) & Tensor.Ones<float>(2));
        Assert.Throws<OpException>(() => Sum(Tensor.Ones<bool>(2)));
        Assert.Throws<OpException>(() => MatMul(Tensor.Ones<bool>(2, 2), Tensor.Ones<bool>(2, 2)));
    }

    [Fact]
    public void Storage_dtypes_are_to_be_cast() => Assert.Equal("GF0101: exp: dtype f16 of x is not accepted; allowed: f32, f64; cast it first",
        Assert.Throws<OpException>(() => Exp(Tensor.Ones<Half>(2))).Message);

    [Fact]
    public void Results_of_too_many_elements()
    {
        var column = Tensor.Zeros<float>(50000, 1);
        TooLarge(() => _ = column + Transpose(column), "add", "50000, 50000");
        TooLarge(() => MatMul(column, column, transposeY: true), "matmul", "50000, 50000");
        TooLarge(() => BroadcastTo(column, 50000, 50000), "broadcast_to", "50000, 50000");
        TooLarge(() => Pad(Tensor.Ones<float>(1), [int.MaxValue], [int.MaxValue]), "pad", "4294967295");

        static void TooLarge(Action call, string op, string shape) => Assert.Equal(
            $"GF0115: {op}: the result would have the shape [{shape}]; a tensor has at most {Array.MaxLength} elements", Assert.Throws<OpException>(call).Message);
    }

    [Fact]
    public void Arguments_that_are_null_are_named()
    {
        Assert.Equal("axis", Assert.Throws<ArgumentNullException>(() => Sum(s_matrix, (int[])null!)).ParamName);
        Assert.Equal("perm", Assert.Throws<ArgumentNullException>(() => Transpose(s_matrix, null!)).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentNullException>(() => Reshape(s_matrix, null!)).ParamName);
        Assert.Equal("stops", Assert.Throws<ArgumentNullException>(() => Slice(s_matrix, [0], null!)).ParamName);
    }

    [Fact]
    public void An_index_that_is_found_at_run_time()
    {
        var error = Assert.Throws<OpException>(() => Take(s_matrix, Tensor.Create<int>([0, 7], 2), axis: 1));
        Assert.Equal(OpErrors.IndexOutOfRange, error.Id);
        Assert.Contains("index 7 is out of range for axis 1 of size 4; allowed: -4 to 3", error.Message);
    }

    [Fact]
    public void Pieces_that_do_not_divide() =>
        Assert.Contains("3 sections do not divide axis 1 of size 4", Assert.Throws<ArgumentException>(() => Split(s_matrix, 3, axis: 1)).Message);

    private static Attr Ints(params long[] values) => new Attr.Ints(values);

    private static void Same(Action eager, OpDef op, long[][] shapes, string id, params (string, Attr)[] attributes)
    {
        var builder = new GraphBuilder();
        var parameters = shapes.Select((s, i) => builder.Parameter(OpCall.OperandName(op, i), new(DType.F32, s.Select(d => (Dim)d).ToSeq()))).ToArray();
        var compiler = Assert.Throws<OpException>(() => builder.Add(op, parameters, attributes));
        var run = Assert.Throws<OpException>(eager);
        Assert.Equal(id, compiler.Id);
        Assert.Equal(id, run.Id);
        Assert.Equal(compiler.Message, run.Message);
        Assert.Equal((compiler.Operand, compiler.AttributeName), (run.Operand, run.AttributeName));
    }
}
