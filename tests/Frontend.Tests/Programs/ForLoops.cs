using System.Collections.Generic;

// Section C of the suite: for and foreach.

public static partial class C40
{
    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Run([Shape] Tensor<float> x)
    {
        var (unrolled, looped) = (x, x);
        for (int i = 0; i < 5; i++) unrolled = unrolled * 0.5f + i;
        for (int i = 0; i < 500; i++) looped = looped * 0.5f + i;
        return (unrolled, looped);
    }

    public static (float, float) Plain(float x)
    {
        var (unrolled, looped) = (x, x);
        for (int i = 0; i < 5; i++) unrolled = unrolled * 0.5f + i;
        for (int i = 0; i < 500; i++) looped = looped * 0.5f + i;
        return (unrolled, looped);
    }

    public static readonly object[][] Inputs = [[3f], [-1f]];
}

public static partial class C41
{
    [GraphFunction]
    public static Tensor<int> Run([Shape] Tensor<int> n)
    {
        Tensor<int> s = 0;
        for (Tensor<int> i = 0; i < n; i += 1) s = s * 2 + i;
        return s;
    }

    public static int Plain(int n)
    {
        var s = 0;
        for (var i = 0; i < n; i += 1) s = s * 2 + i;
        return s;
    }

    public static readonly object[][] Inputs = [[0], [1], [40]];
}

public static partial class C43
{
    [GraphFunction]
    public static Tensor<float> Run([Shape("N", 2)] Tensor<float> x)
    {
        var h = Tensor.Ones<float>([2]);
        foreach (var row in x) h = h * 0.5f + row;
        return h;
    }

    public static float[] Plain(float[,] x)
    {
        float[] h = [1f, 1f];
        for (var i = 0; i < x.GetLength(0); i++) h = [h[0] * 0.5f + x[i, 0], h[1] * 0.5f + x[i, 1]];
        return h;
    }

    public static readonly object[][] Inputs = [[new[,] { { 1f, 2f }, { 3f, 4f }, { 5f, 6f } }], [new[,] { { 7f, 8f } }], [new float[0, 2]]];
}

public static partial class C45
{
    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Run([Shape(2, 3)] Tensor<float> a, [Shape("N", "M")] Tensor<float> b)
    {
        Tensor<float> known = 0f, open = 0f;
        for (var i = 0; i < a.Shape[0]; i++)
        {
            for (var j = 0; j < a.Shape[1]; j++) known = known + a[i, j];
        }
        for (var i = 0; i < b.Shape[0]; i++)
        {
            for (var j = 0; j < b.Shape[1]; j++) open = open + b[i, j];
        }
        return (known, open);
    }

    public static (float, float) Plain(float[,] a, float[,] b)
    {
        float known = 0f, open = 0f;
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++) known = known + a[i, j];
        }
        for (var i = 0; i < b.GetLength(0); i++)
        {
            for (var j = 0; j < b.GetLength(1); j++) open = open + b[i, j];
        }
        return (known, open);
    }

    private static readonly float[,] s_known = { { 1f, 2f, 3f }, { 4f, 5f, 6f } };

    public static readonly object[][] Inputs = [[s_known, new[,] { { 1f, 2f }, { 3f, 4f }, { 5f, 6f } }], [s_known, new float[0, 3]], [s_known, new float[2, 0]]];
}

public static partial class C47Known
{
    [GraphFunction]
    public static Tensor<float> Run([Shape(4)] Tensor<float> x)
    {
        Tensor<float> sum = 0f;
        var sums = new List<Tensor<float>>();
        for (var i = 0; i < x.Shape[0]; i++)
        {
            sum = sum + x[i];
            sums.Add(sum);
        }
        return Stack(sums.ToArray(), axis: 0);
    }

    public static float[] Plain(float[] x)
    {
        var sum = 0f;
        var sums = new List<float>();
        for (var i = 0; i < x.Length; i++)
        {
            sum = sum + x[i];
            sums.Add(sum);
        }
        return sums.ToArray();
    }

    public static readonly object[][] Inputs = [[new[] { 1f, 2f, 3f, 4f }]];
}

// The gradient of the sum of the last state with respect to the weights, shared by all steps: each step adds its part.
public static partial class C49
{
    private const int Steps = 5;

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Run([Shape(Steps, 2)] Tensor<float> x, [Shape(2, 2)] Tensor<float> w)
    {
        Tensor<float>[] states = new Tensor<float>[Steps + 1];
        states[0] = Tensor.Zeros<float>([1, 2]);
        for (var t = 0; t < Steps; t++) states[t + 1] = Tanh(MatMul(states[t], w) + x[t..(t + 1)]);
        var gradient = Tensor.Zeros<float>([2, 2]);
        var g = Tensor.Ones<float>([1, 2]);
        for (var t = Steps - 1; t >= 0; t--)
        {
            g = g * (1f - states[t + 1] * states[t + 1]);
            gradient += MatMul(Transpose(states[t]), g);
            g = MatMul(g, Transpose(w));
        }
        return (Sum(states[^1]), gradient);
    }

    public static (float, float[,]) Plain(float[,] x, float[,] w)
    {
        var gradient = new float[2, 2];
        const float Step = 1e-2f;
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++) gradient[i, j] = (float)((Loss(x, w, i, j, Step) - Loss(x, w, i, j, -Step)) / (2 * (double)Step));
        }
        return ((float)Loss(x, w, 0, 0, 0), gradient);
    }

    private static double Loss(float[,] x, float[,] w, int row, int column, double change)
    {
        double[] h = [0, 0];
        for (var t = 0; t < Steps; t++)
        {
            var next = new double[2];
            for (var j = 0; j < 2; j++)
            {
                double sum = x[t, j];
                for (var i = 0; i < 2; i++) sum += h[i] * (w[i, j] + (i == row && j == column ? change : 0));
                next[j] = Math.Tanh(sum);
            }
            h = next;
        }
        return h[0] + h[1];
    }

    public const double Tolerance = 2e-4;

    public static readonly object[][] Inputs =
        [[new[,] { { 0.1f, -0.2f }, { 0.3f, 0.1f }, { -0.4f, 0.2f }, { 0f, 0.5f }, { 0.2f, 0.1f } }, new[,] { { 0.5f, -0.3f }, { 0.2f, 0.4f } }]];
}
