namespace GraphCompiler.Eager;

internal static class ShapeAxes
{
    /// <summary>The shape as [outer, size, inner] around an axis.</summary>
    public static (int Outer, int Size, int Inner) Around(this Shape shape, int axis)
    {
        var (outer, inner) = (1, 1);
        for (var i = 0; i < axis; i++) outer *= shape[i];
        for (var i = axis + 1; i < shape.Rank; i++) inner *= shape[i];
        return (outer, shape[axis], inner);
    }
}
