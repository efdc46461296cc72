using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Tool;

using Graph = GraphCompiler.IR.Graph;

/// <summary>
/// Values for a graph's parameters: floats are standard normal, integers 0 or 1 (which are positions in almost any axis), bools either,
/// numbers of rank 0 are 1. They are drawn by the runtime's counter-based generator with the parameter's position as the key, so that
/// every run measures the same.
/// </summary>
internal static class SampleInputs
{
    public const int DefaultSize = 64;

    /// <param name="sizes">Of the symbols; those that are not there are <see cref="DefaultSize"/>.</param>
    /// <param name="numbers">Values of parameters of rank 0 by name.</param>
    /// <returns>A tensor for each parameter, by name.</returns>
    /// <exception cref="ToolException">A shape is not possible.</exception>
    public static IReadOnlyDictionary<string, object> Draw(Graph graph, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, Literal> numbers)
    {
        var inputs = new Dictionary<string, object>();
        foreach (var (parameter, i) in graph.Parameters.Select((p, i) => (p, i)))
        {
            var value = numbers.TryGetValue(parameter.Name!, out var number) ? number.IsFloat() ? number.Float(0) : number.Integer(0) : 1.0;
            inputs[parameter.Name!] = Draw(parameter.DType, new RandomKey((ulong)i), Shape(parameter, sizes), parameter.Rank == 0 ? value : null);
        }
        return inputs;
    }

    private static bool IsFloat(this Literal literal) => literal.DType.IsFloat();

    private static int[] Shape(Node parameter, IReadOnlyDictionary<string, long> sizes)
    {
        var shape = parameter.Shape.Select(d => d.Evaluate(sizes)).ToArray();
        return shape.All(d => d >= 0) && shape.Aggregate(1.0, (a, d) => a * d) <= int.MaxValue
            ? shape.Select(d => (int)d).ToArray()
            : throw new ToolException($"--size: {parameter.Name} ({parameter.Type}) would be [{string.Join(", ", shape)}]; a tensor has 0 to {int.MaxValue} elements");
    }

    private static object Draw(DType dtype, RandomKey key, int[] shape, double? number) => dtype switch
    {
        DType.F64 => number is { } value ? Tensor.Scalar(value) : Tensor.RandomNormal<double>(key, shape),
        DType.F32 => Floats(key, shape, number),
        DType.F16 => Ops.Cast<Half>(Floats(key, shape, number)),
        DType.BF16 => Ops.Cast<BFloat16>(Floats(key, shape, number)),
        DType.I32 => Ops.Cast<int>(Bits(key, shape, number)),
        DType.I64 => Ops.Cast<long>(Bits(key, shape, number)),
        DType.I8 => Ops.Cast<sbyte>(Bits(key, shape, number)),
        DType.U8 => Ops.Cast<byte>(Bits(key, shape, number)),
        DType.Bool => Ops.Cast<bool>(Bits(key, shape, number)),
        _ => throw new ToolException($"values of dtype {dtype.Name()} are not drawn"),
    };

    private static Tensor<float> Floats(RandomKey key, int[] shape, double? number) => number is { } value ? Tensor.Scalar((float)value) : Tensor.RandomNormal(key, shape);

    private static Tensor<double> Bits(RandomKey key, int[] shape, double? number) => number is { } value ? Tensor.Scalar(value) : Ops.Floor(Tensor.RandomUniform<double>(key, shape) * 2);
}
