/// <summary>Prints and asserts, in the order in which they are written.</summary>
public static partial class Effects
{
    // x is not used after its print, and still is printed.
    [GraphFunction]
    public static Tensor<float> Print([Shape("N", 2)] Tensor<float> x, float rate, int steps)
    {
        Graph.Print(x, "x");
        var y = x * rate;
        Graph.Print(y);
        Graph.Print(rate, "rate");
        Graph.Print(steps);
        Graph.Print(Sum(y), label: nameof(y));
        return y;
    }

    // What is printed twice is printed twice; known values and sizes print as well.
    [GraphFunction]
    public static Tensor<float> Constants([Shape("N")] Tensor<float> x)
    {
        Graph.Print(x, "x");
        Graph.Print(x, "x");
        Graph.Print(3.5, "number");
        Graph.Print(x.Shape[0] + 1, "size");
        Graph.Print(Tensor.Create<int>([1, 2, 3, 4], 2, 2), "table");
        Graph.Print(true);
        return x;
    }

    // In loops that are unrolled and in methods that are called.
    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Layers([Shape("N")] Tensor<float> x)
    {
        for (var i = 0; i < 3; i++) x = Layer(x, i, $"layer {i} of {3}");
        var y = Checked(x, "y");
        return (y, x);
    }

    private static Tensor<float> Layer(Tensor<float> x, int i, string label)
    {
        Graph.Print(x, label);
        return Checked(Tanh(x) + i, $"{nameof(Layer)} {label}: \"{i > 1}\"");
    }

    private static Tensor<float> Checked(Tensor<float> x, string what)
    {
        Graph.Assert(x >= 0, $"{what} is negative");
        Graph.Assert(Sum(x) < 1e9f, "too large");
        return x;
    }

    [GraphFunction]
    public static Tensor<float> Assert([Shape("N", 2)] Tensor<float> x, float limit, bool strict)
    {
        Graph.Assert(x < limit + 100, "x is too large");
        Graph.Assert(strict, "only when\nstrict");
        Graph.Assert(true, "never");
        return x + 1;
    }

    [GraphFunction]
    public static Tensor<float> InControlFlow([Shape("N")] Tensor<float> x, int n)
    {
        for (var i = 0; i < n; i++)
        {
            Graph.Print(x, "x");
            if (Sum(x) > 1f)
            {
                Graph.Assert(Sum(x) < 1e6f, "x explodes");
                x = x * 2f;
            }
        }
        return x;
    }

    [GraphFunction]
    public static Tensor<float> Divides([Shape("N")] Tensor<float> x, int n, int by) => x * (n / by + n % 3 + x.Shape[0] / by);
}
