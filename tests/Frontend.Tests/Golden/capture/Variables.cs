public static partial class Variables
{
    [GraphFunction]
    public static Tensor<float> Expression([Shape("N")] Tensor<float> x) => x * 2f + 1f;

    [GraphFunction]
    public static Tensor<float> Reassigned([Shape("N")] Tensor<float> x)
    {
        var y = x;
        y = y * x;
        y += 1;
        x = y;
        x -= 0.5f;
        return -x;
    }

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Tuples([Shape("N")] Tensor<float> a, [Shape("N")] Tensor<float> b)
    {
        (a, b) = (b, a);
        var (sum, product) = (a + b, a * b);
        (Tensor<float> First, Tensor<float> Second) pair = (sum, product);
        (_, var again) = pair;
        return (pair.First, again - pair.Item1);
    }

    // Scalars enter at rank 0; arithmetic on them is C#'s.
    [GraphFunction]
    public static Tensor<float> Scalars([Shape("N")] Tensor<float> x, float rate, int step, double scale, bool flag)
    {
        var decay = rate / (1 + 0.5f * step);
        var s = (float)scale * 2;
        return x * decay + x * MathF.Sqrt(s) + MathF.Max(rate, 0.1f) * x;
    }

    private const float Slope = 0.1f;
    private static readonly int[] Axes = [0, 1];
    private static readonly int Half = 8 / 2;
    private static int Twice => Half * 2;

    [GraphFunction]
    public static Tensor<float> Constants([Shape(8, 4)] Tensor<float> x)
    {
        const float local = 2 * Slope;
        return Sum(LeakyRelu(x, alpha: Slope) * local * Twice, Axes) + (float)(1 / Math.Sqrt(Half));
    }

    [GraphFunction]
    public static Tensor<float> Choice([Shape("N", 4)] Tensor<float> x)
    {
        var y = x.Shape[1] == 4 ? x + 1f : x - 1f;
        if (x.Rank > 2 || x.Shape.Rank < 2) y = y * 100f;
        return y;
    }

    [GraphFunction]
    public static Tensor<float> Names([Shape("N")] Tensor<float> @in, [Shape("N")] Tensor<float> β, float größe) => @in * größe + β;

    [GraphFunction]
    public static Tensor<float> Logic([Shape("N")] Tensor<float> x, [Shape("N")] Tensor<float> y) =>
        Where((x > y) & !(x < 0f) | Equal(x, y), x, y % x);
}
