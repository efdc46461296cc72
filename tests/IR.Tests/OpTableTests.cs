using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

/// <summary>What must hold for every entry of the op table, so that a new op is tested by existing.</summary>
public class OpTableTests
{
    public static IEnumerable<object[]> Names => OpTable.All.Select(op => new object[] { op.Name });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_definition_is_complete(string name)
    {
        var op = OpTable.Find(name)!;
        Assert.Matches("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", op.Name);
        Assert.True(op.Summary.Length > 3 && op.Summary.EndsWith('.'), $"summary: '{op.Summary}'");
        Assert.True(op.Onnx.Operator is { Length: > 0 } || op.Onnx.Reason is { Length: > 3 }, "an ONNX operator or the reason there is none");
        Assert.True(op.Vjp is not Vjp.None none || none.Reason.Length > 3, "the reason there is no gradient");
        Assert.True(op.Vjp is not Vjp.FromExpansion || op.Expand is not null, "a gradient from the expansion needs one");
        Assert.All(op.Operands, operand => Assert.Matches("^[a-z]+$", operand));
        Assert.Equal(op.Attributes.Count, op.Attributes.Select(a => a.Name).Distinct().Count());
        Assert.All(op.Attributes, a => Assert.Matches("^[a-z]+(_[a-z]+)*$", a.Name));
        Assert.All(op.Attributes, a => Assert.True(a.Summary.Length > 3, $"summary of {a.Name}"));
        Assert.True(op.Domain.Low < op.Domain.High);
        Assert.True(op.Internal == op.PublicName is null);
        if (op.PublicName is not null) Assert.Matches("^[A-Z][A-Za-z0-9]*$", op.PublicName);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_facts_of_the_kind_are_there(string name)
    {
        var op = OpTable.Find(name)!;
        Assert.Equal(op.Kind is OpKind.Elementwise or OpKind.Reduce, op.Body is not null);
        Assert.Equal(op.Kind is OpKind.Reduce or OpKind.ArgReduce, op.Reduction is not null);
        Assert.Equal(op.Kind is OpKind.View, op.View is not null);
        Assert.Equal(op.Kind is OpKind.Source, op.Source is not null);
        Assert.Equal(op.Kind is OpKind.Contract, op.Contract is not null);
        Assert.Equal(op.Kind is OpKind.Effect, op.Effect is not null);
        Assert.Equal(op.Kind is OpKind.Control, op.Control is not null);
        Assert.Equal(op.Kind is OpKind.Composite, op.Expand is not null);
        Assert.True(op.Reference is not null == op.Kind is OpKind.Control or OpKind.Constant, "only control flow and constants have Reference rules of their own");
    }

    [Fact]
    public void Public_names_are_unique()
    {
        var names = OpTable.All.Select(op => op.PublicName).OfType<string>().ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("eq", "Equal")]
    [InlineData("select", "Where")]
    [InlineData("gather", "Take")]
    [InlineData("matmul", "MatMul")]
    [InlineData("max", "Max")]
    [InlineData("maximum", "Maximum")]
    [InlineData("leaky_relu", "LeakyRelu")]
    [InlineData("dim", null)]
    public void Public_names(string name, string? expected) => Assert.Equal(expected, OpTable.Find(name)!.PublicName);

    public static IEnumerable<object[]> ElementwiseTypes =>
        from op in OpTable.All
        where op.Kind == OpKind.Elementwise
        from dtype in Enum.GetValues<DType>()
        where dtype.In(op.Accepts) && OperandTypes(op, dtype) is not null
        select new object[] { op.Name, dtype };

    /// <summary>Bodies are well typed for every dtype they accept, and evaluate anywhere in their domain.</summary>
    [Theory]
    [MemberData(nameof(ElementwiseTypes))]
    public void Bodies_evaluate_and_bind(string name, DType dtype)
    {
        var op = OpTable.Find(name)!;
        const int Count = 64;
        var random = new Random(1);
        var operands = OperandTypes(op, dtype)!.Select(t => Sample(t, op.Domain, Count, random)).ToArray();
        var graph = Graphs.Of(op, operands.Select(o => o.Type).ToArray(), Attributes(op));
        var result = Engine.Reference.Run(graph, operands)[0];
        Assert.Equal(graph.OutputTypes[0], result.Type);
        if (result.DType.IsFloat()) Assert.DoesNotContain(result.ToArray(), double.IsNaN);
        // A cast to the same dtype is its operand.
        if (graph.Outputs[0].Kind == OpKind.Elementwise) Assert.False(HasAttribute(op.BodyOf(graph.Outputs[0])));
    }

    public static IEnumerable<object[]> Associative => OpTable.All.Where(op => op.Commutative || op.Associative).Select(op => new object[] { op.Name });

    /// <summary>The facts that rewriting relies on, on integers, where they hold exactly, and for commutativity on floats.</summary>
    [Theory]
    [MemberData(nameof(Associative))]
    public void Commutative_and_associative_ops_are(string name)
    {
        var op = OpTable.Find(name)!;
        var random = new Random(2);
        foreach (var dtype in new[] { DType.F32, DType.I32, DType.I64, DType.Bool }.Where(t => t.In(op.Accepts)))
        {
            var (x, y, z) = (Sample(dtype, op.Domain, 200, random), Sample(dtype, op.Domain, 200, random), Sample(dtype, op.Domain, 200, random));
            if (op.Commutative) Assert.Null(Closeness.Exact.Difference(Graphs.Run(op, x, y), Graphs.Run(op, y, x)));
            if (op.Associative && !dtype.IsFloat())
                Assert.Null(Closeness.Exact.Difference(Graphs.Run(op, Graphs.Run(op, x, y), z), Graphs.Run(op, x, Graphs.Run(op, y, z))));
        }
    }

    /// <summary>The neutral element leaves every value as it is.</summary>
    [Fact]
    public void Reductions_start_from_the_neutral_element()
    {
        var random = new Random(3);
        foreach (var op in OpTable.All.Where(o => o.Kind == OpKind.Reduce))
        {
            foreach (var dtype in Enum.GetValues<DType>().Where(t => t.In(op.Accepts)))
            {
                var x = Sample(dtype, new Domain(-1e3, 1e3), 50, random).Reshape(Seq.Of(50L, 1L));
                var same = Graphs.Run(op, [x], ("axis", new Attr.Ints(Seq.Of(1L))), ("keep_dims", new Attr.Bool(true)));
                Assert.Null(Closeness.Exact.Difference(x, same));
                Assert.Equal(dtype, op.Reduction!.Init(dtype).DType);
            }
        }
    }

    private static bool HasAttribute(Scalar body) => body.Op == Primitive.Attribute || body.Args.Any(HasAttribute);

    private static DType[]? OperandTypes(OpDef op, DType dtype)
    {
        foreach (var first in new[] { dtype, DType.Bool })
        {
            var types = op.Operands.Select((_, i) => i == 0 ? first : dtype).ToArray();
            try
            {
                Graphs.Of(op, types.Select(TensorType.Scalar).ToArray(), Attributes(op));
                return types;
            }
            catch (OpException)
            {
                // The first operand of a choice is bool whatever the others are.
            }
        }
        return null;
    }

    private static (string, Attr)[] Attributes(OpDef op) =>
        op.Attributes.Where(a => a.Default is null).Select(a => (a.Name, (Attr)new Attr.Type(DType.F32))).ToArray();

    private static Literal Sample(DType dtype, Domain domain, int count, Random random)
    {
        var values = Enumerable.Range(0, count).Select(_ => domain.Low + random.NextDouble() * (domain.High - domain.Low)).ToArray();
        var shape = Seq.Of((long)count);
        return dtype.IsFloat() ? Literal.Of(dtype, shape, values) : Literal.Of(dtype, shape, values.Select(v => (long)Math.Round(v)));
    }
}
