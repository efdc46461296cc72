using System.Linq;

namespace GraphCompiler.IR;

/// <summary>Dtype and shape of a value; prints as <c>f32[N,64]</c>, rank 0 as <c>f32[]</c>.</summary>
public sealed record TensorType(DType DType, Seq<Dim> Shape)
{
    public int Rank => Shape.Count;

    /// <summary>Number of elements, the product of the dims; 1 for rank 0.</summary>
    public Dim Count => Dim.Product(Shape);

    public bool IsStatic => Shape.All(d => d.IsConstant);

    public static TensorType Scalar(DType dtype) => new(dtype, default);

    public TensorType With(Seq<Dim> shape) => new(DType, shape);
    public TensorType With(DType dtype) => new(dtype, Shape);

    public override string ToString() => DType.Name() + ShapeText(Shape);

    public static string ShapeText(Seq<Dim> shape) => "[" + string.Join(",", shape.Select(d => d.ToString())) + "]";
}
