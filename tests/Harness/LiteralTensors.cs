using System;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Harness;

/// <summary>Literals as the runtime's tensors, and back.</summary>
public static class LiteralTensors
{
    public static object ToTensor(Literal literal)
    {
        var shape = literal.Shape.Select(d => (int)d).ToArray();
        return literal.DType switch
        {
            DType.F32 => Tensor.Create(Floats(literal, v => (float)v), shape),
            DType.F64 => Tensor.Create(Floats(literal, v => v), shape),
            DType.F16 => Tensor.Create(Floats(literal, v => (Half)v), shape),
            DType.BF16 => Tensor.Create(Floats(literal, v => (BFloat16)v), shape),
            DType.I32 => Tensor.Create(Integers(literal, v => (int)v), shape),
            DType.I64 => Tensor.Create(Integers(literal, v => v), shape),
            DType.I8 => Tensor.Create(Integers(literal, v => (sbyte)v), shape),
            DType.U8 => Tensor.Create(Integers(literal, v => (byte)v), shape),
            _ => Tensor.Create(Integers(literal, v => v != 0), shape),
        };
    }

    /// <exception cref="ArgumentException">Not a tensor.</exception>
    public static Literal ToLiteral(object tensor) => tensor switch
    {
        Tensor<float> t => Literal.Of(DType.F32, ShapeOf(t.Shape), t.ToArray().Select(v => (double)v)),
        Tensor<double> t => Literal.Of(DType.F64, ShapeOf(t.Shape), t.ToArray()),
        Tensor<Half> t => Literal.Of(DType.F16, ShapeOf(t.Shape), t.ToArray().Select(v => (double)v)),
        Tensor<BFloat16> t => Literal.Of(DType.BF16, ShapeOf(t.Shape), t.ToArray().Select(v => (double)(float)v)),
        Tensor<int> t => Literal.Of(DType.I32, ShapeOf(t.Shape), t.ToArray().Select(v => (long)v)),
        Tensor<long> t => Literal.Of(DType.I64, ShapeOf(t.Shape), t.ToArray()),
        Tensor<sbyte> t => Literal.Of(DType.I8, ShapeOf(t.Shape), t.ToArray().Select(v => (long)v)),
        Tensor<byte> t => Literal.Of(DType.U8, ShapeOf(t.Shape), t.ToArray().Select(v => (long)v)),
        Tensor<bool> t => Literal.Of(DType.Bool, ShapeOf(t.Shape), t.ToArray().Select(v => v ? 1L : 0L)),
        _ => throw new ArgumentException($"{tensor.GetType().Name} is no tensor"),
    };

    private static Seq<long> ShapeOf(Shape shape) => shape.ToArray().Select(d => (long)d).ToSeq();
    private static T[] Floats<T>(Literal literal, Func<double, T> convert) => Enumerable.Range(0, literal.Count).Select(i => convert(literal.Float(i))).ToArray();
    private static T[] Integers<T>(Literal literal, Func<long, T> convert) => Enumerable.Range(0, literal.Count).Select(i => convert(literal.Integer(i))).ToArray();
}
