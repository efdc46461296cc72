using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Eager.Tests;

/// <summary>Every elementwise op on every dtype that it accepts, against the reference. A new op is tested by existing.</summary>
public class ElementwiseTests
{
    // Operand shapes: all alike, scalars on either side, rows, columns, both, middle axes, empty, long enough for several threads.
    private static readonly long[][][] s_shapes =
    [
        [[], [], []], [[1], [1], [1]], [[7], [7], [7]], [[64], [], []], [[], [33], [33]], [[5, 1], [5, 1], [1]],
        [[4, 19], [19], [4, 1]], [[4, 1], [1, 19], [4, 19]], [[3, 1, 5], [2, 1], [3, 2, 5]], [[2, 3, 4], [1, 3, 1], [4]],
        [[0], [1], []], [[0, 3], [3], [0, 1]], [[1, 0], [5, 1], [1, 1]], [[1000], [1000], [1000]], [[37, 41], [37, 41], []],
    ];

    public static IEnumerable<object[]> Cases => Samples.Cases(op =>
        op.Kind == OpKind.Elementwise && op.Attributes.All(a => a.Kind != AttrKind.DType));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_the_reference_on_every_shape(string name, DType dtype)
    {
        var op = OpTable.Find(name)!;
        var random = new Random(11);
        foreach (var shapes in s_shapes)
        {
            var operands = Operands(op, dtype).Select((t, i) => Samples.Draw(random, t, op.Domain, shapes[i])).ToArray();
            Samples.Compare(op, operands, Tolerance(dtype));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_the_reference_on_special_values(string name, DType dtype)
    {
        var op = OpTable.Find(name)!;
        // Zeros of maximum and minimum may have either sign, as the reference's own tests say.
        var isExtremum = op.Body!.ToString().Contains("max") || op.Body.ToString().Contains("min");
        Samples.Compare(op, Samples.Special(Operands(op, dtype)), Tolerance(dtype) with { ZeroSigns = !isExtremum });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Threads_do_not_change_a_bit(string name, DType dtype)
    {
        var op = OpTable.Find(name)!;
        var random = new Random(5);
        var operands = Operands(op, dtype).Select(t => Samples.Draw(random, t, op.Domain, 300_001)).ToArray();
        var builder = new GraphBuilder();
        var graph = builder.Build("f", [builder.Add(op, operands.Select((o, i) => builder.Parameter($"x{i}", o.Type)).ToArray())]);
        var several = EagerEngine.Run(graph, operands)[0];
        var threads = Kernels.Workers.Threads;
        try
        {
            Kernels.Workers.Threads = 1;
            Assert.Equal(EagerEngine.Run(graph, operands)[0], several);
        }
        finally
        {
            Kernels.Workers.Threads = threads;
        }
    }

    private static DType[] Operands(OpDef op, DType dtype) => op.Operands.Select((_, i) => IsCondition(op.Body!, i) ? DType.Bool : dtype).ToArray();

    private static bool IsCondition(Scalar body, int operand) =>
        (body.Op == Primitive.Select && body.Args[0].Op == Primitive.Arg && body.Args[0].Index == operand) || body.Args.Any(a => IsCondition(a, operand));

    // A function is within 4 units of the last place; a body of several loses more where terms cancel: 1 + tanh(x).
    private static Closeness Tolerance(DType dtype) => dtype switch
    {
        DType.F32 => new(2e-6, 5e-7, ZeroSigns: true),
        DType.F64 => new(1e-14, 1e-15, ZeroSigns: true),
        _ => Closeness.Exact,
    };
}
