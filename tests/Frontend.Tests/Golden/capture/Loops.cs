public static partial class Loops
{
    [GraphFunction]
    public static Tensor<float> Unrolled([Shape("N")] Tensor<float> x)
    {
        for (int i = 1, step = 2; i <= 4; i += step)
        {
            if (i == 3) x = x * i;
            else x = x + i;
        }
        return x;
    }

    [GraphFunction]
    public static Tensor<float> Nested([Shape(3, 2)] Tensor<float> x)
    {
        var sum = x[0, 0] * 0f;
        for (var i = 0; i < x.Shape[0]; i++)
            for (var j = x.Shape[1] - 1; j >= 0; j--)
            {
                if (i == j) break;
                sum += x[i, j];
            }
        return sum;
    }

    [GraphFunction]
    public static Tensor<float> Each([Shape("N")] Tensor<float> x)
    {
        foreach (var (scale, shift) in new[] { (1f, 2f), (3f, 4f) }) x = x * scale + shift;
        var n = 0;
        do { x = Tanh(x); } while (++n < 2);
        while (n-- > 1) x = Exp(x);
        return x;
    }

    [GraphFunction]
    public static Tensor<float> Early([Shape("N")] Tensor<float> x)
    {
        for (var i = 0; ; i++)
        {
            if (i == 2) return x;
            x = x + x;
        }
    }
}
