using System.Collections.Generic;

// Section E of the suite: functions and data.

public static partial class E67
{
    [GraphFunction]
    public static Tensor<float> Halve([Shape("N")] Tensor<float> x) => x * 0.5f;

    [GraphFunction]
    public static Tensor<float> Run([Shape("N")] Tensor<float> x, int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (Sum(x) > 4f) x = Halve(x);
            else x = Halve(Halve(x)) + 1f;
        }
        return x;
    }

    public static float[] Plain(float[] x, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = 0f;
            foreach (var v in x) sum += v;
            x = sum > 4f ? Array.ConvertAll(x, v => v * 0.5f) : Array.ConvertAll(x, v => v * 0.5f * 0.5f + 1f);
        }
        return x;
    }

    public static readonly object[][] Inputs = [[new[] { 8f, 16f }, 4], [new[] { 1f, 2f }, 1], [new[] { 1f, 2f }, 0]];
}

public static partial class E69
{
    private static bool Split(Tensor<float> x, out Tensor<float> half, ref Tensor<int> count)
    {
        half = x * 0.5f;
        count = count + 1;
        return true;
    }

    private static (Tensor<float> Low, Tensor<float> High) Order(Tensor<float> a, Tensor<float> b)
    {
        if (a > b) return (b, a);
        return (a, b);
    }

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>, Tensor<int>) Run([Shape] Tensor<float> x, [Shape] Tensor<float> y)
    {
        Tensor<int> count = 0;
        while (x > 1f)
        {
            if (Split(x, out var half, ref count)) x = half;
            var (low, high) = Order(x, y);
            x = low;
            y = high;
        }
        return (x, Order(x, y).High, count);
    }

    private static bool Split(float x, out float half, ref int count)
    {
        half = x * 0.5f;
        count = count + 1;
        return true;
    }

    private static (float Low, float High) Order(float a, float b)
    {
        if (a > b) return (b, a);
        return (a, b);
    }

    public static (float, float, int) Plain(float x, float y)
    {
        var count = 0;
        while (x > 1f)
        {
            if (Split(x, out var half, ref count)) x = half;
            var (low, high) = Order(x, y);
            x = low;
            y = high;
        }
        return (x, Order(x, y).High, count);
    }

    public static readonly object[][] Inputs = [[16f, 3f], [0f, -1f], [100f, 90f]];
}

public static partial class E71
{
    private static Tensor<float> Power(Tensor<float> x, int n)
    {
        if (n == 0) return x * 0f + 1f;
        var half = Power(x, n / 2);
        return n % 2 == 0 ? half * half : half * half * x;
    }

    [GraphFunction]
    public static Tensor<float> Run([Shape("N")] Tensor<float> x) => Power(x, 21);

    private static float Power(float x, int n)
    {
        if (n == 0) return x * 0f + 1f;
        var half = Power(x, n / 2);
        return n % 2 == 0 ? half * half : half * half * x;
    }

    public static float[] Plain(float[] x) => Array.ConvertAll(x, v => Power(v, 21));

    public static readonly object[][] Inputs = [[new[] { 2f, -1f, 0.5f, 1.5f }]];
}

public static partial class E74
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>, Tensor<int>) Run([Shape] Tensor<int> n)
    {
        Tensor<int> a = 0, b = 1;
        (Tensor<int> Sum, Tensor<int> Count) state = (0, 0);
        while (state.Count < n)
        {
            (a, b) = (b, a + b);
            state.Sum += a;
            state.Count += 1;
        }
        return (a, b, state.Sum);
    }

    public static (int, int, int) Plain(int n)
    {
        int a = 0, b = 1;
        (int Sum, int Count) state = (0, 0);
        while (state.Count < n)
        {
            (a, b) = (b, a + b);
            state.Sum += a;
            state.Count += 1;
        }
        return (a, b, state.Sum);
    }

    public static readonly object[][] Inputs = [[0], [1], [10], [60]];
}

public static partial class E77
{
    private static Tensor<float> Pile(params Tensor<float>[] parts) => parts.Length == 0 ? Tensor.Zeros<float>([1]) : Stack(parts, axis: 0);

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Run([Shape] Tensor<float> x, [Shape] Tensor<float> y)
    {
        var powers = new List<Tensor<float>> { x };
        for (var i = 1; i < 4; i++) powers.Add(powers[^1] * x);
        return (Stack(powers.ToArray(), axis: 0), Pile(x, y, x + y));
    }

    public static (float[], float[]) Plain(float x, float y)
    {
        var powers = new List<float> { x };
        for (var i = 1; i < 4; i++) powers.Add(powers[^1] * x);
        return (powers.ToArray(), [x, y, x + y]);
    }

    public static readonly object[][] Inputs = [[2f, 3f], [-1.5f, 0f]];
}
