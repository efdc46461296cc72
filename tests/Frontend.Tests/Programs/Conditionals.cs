// Section A of the suite: choices. Each class is one program: Run is captured, Plain is the same on plain values.

public static partial class A1
{
    [GraphFunction]
    public static Tensor<float> Run([Shape] Tensor<float> n)
    {
        if (n > 0) n = -n;
        return n;
    }

    public static float Plain(float n)
    {
        if (n > 0) n = -n;
        return n;
    }

    public static readonly object[][] Inputs = [[1f], [-1f], [0f]];
}

public static partial class A2
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Run([Shape] Tensor<int> n)
    {
        Tensor<int> negated = 0, doubled = 0;
        if (n > 0) negated = -n;
        else doubled = 2 * n;
        return (negated, doubled);
    }

    public static (int, int) Plain(int n)
    {
        int negated = 0, doubled = 0;
        if (n > 0) negated = -n;
        else doubled = 2 * n;
        return (negated, doubled);
    }

    public static readonly object[][] Inputs = [[1], [-1]];
}

public static partial class A4
{
    [GraphFunction]
    public static Tensor<float> Run([Shape] Tensor<float> x, bool flag)
    {
        if (flag)
        {
            var square = x * x;
            x = square + square;
        }
        else
        {
            var (low, high) = (x - 1f, x + 1f);
            x = low * high;
        }
        return x;
    }

    public static float Plain(float x, bool flag)
    {
        if (flag)
        {
            var square = x * x;
            x = square + square;
        }
        else
        {
            var (low, high) = (x - 1f, x + 1f);
            x = low * high;
        }
        return x;
    }

    public static readonly object[][] Inputs = [[3f, true], [3f, false]];
}

public static partial class A6
{
    [GraphFunction]
    public static Tensor<int> Run([Shape] Tensor<int> a, [Shape] Tensor<int> b, int c)
    {
        Tensor<int> s = 0;
        if (a > 0) s = s * 10 + 1;
        if (b > a) s = s * 10 + 2;
        if (c > 0) s = s * 10 + 3;
        if (s > 99) s = s * 10 + 4;
        return s;
    }

    public static int Plain(int a, int b, int c)
    {
        var s = 0;
        if (a > 0) s = s * 10 + 1;
        if (b > a) s = s * 10 + 2;
        if (c > 0) s = s * 10 + 3;
        if (s > 99) s = s * 10 + 4;
        return s;
    }

    public static readonly object[][] Inputs = [[1, 2, 3], [1, 0, 1], [-1, 0, 0], [-1, -2, 5], [0, 0, 0]];
}

public static partial class A8
{
    [GraphFunction]
    public static Tensor<float> Run([Shape] Tensor<float> x, [Shape] Tensor<float> y)
    {
        Tensor<float> z = 0f;
        if (x > 0)
        {
            if (y > 0) z = x + y;
        }
        return z;
    }

    public static float Plain(float x, float y)
    {
        var z = 0f;
        if (x > 0)
        {
            if (y > 0) z = x + y;
        }
        return z;
    }

    public static readonly object[][] Inputs = [[1f, 2f], [1f, -2f], [-1f, 2f], [-1f, -2f]];
}

public static partial class A10
{
    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Run([Shape] Tensor<float> x)
    {
        Tensor<float> y = 1f, z = 2f;
        if (x > 0)
        {
            if (x > 10f) y = x;
            z = y + x;
        }
        else z = -x;
        return (y, z);
    }

    public static (float, float) Plain(float x)
    {
        float y = 1f, z = 2f;
        if (x > 0)
        {
            if (x > 10f) y = x;
            z = y + x;
        }
        else z = -x;
        return (y, z);
    }

    public static readonly object[][] Inputs = [[-3f], [3f], [30f]];
}

public static partial class A12
{
    [GraphFunction]
    public static Tensor<float> Run([Shape] Tensor<bool> c, [Shape] Tensor<float> x, [Shape] Tensor<float> y)
    {
        var outer = c ? x : y;
        var nested = x > y ? x - y : c ? 1f : -1f;
        return Maximum(c ? y : 5f, outer) + nested;
    }

    public static float Plain(bool c, float x, float y)
    {
        var outer = c ? x : y;
        var nested = x > y ? x - y : c ? 1f : -1f;
        return MathF.Max(c ? y : 5f, outer) + nested;
    }

    public static readonly object[][] Inputs = [[true, 1f, 2f], [false, 1f, 2f], [true, 7f, 2f], [false, 7f, 2f]];
}

public static partial class A14
{
    [GraphFunction]
    public static (Tensor<bool>, Tensor<bool>, Tensor<int>) Run([Shape] Tensor<bool> x, [Shape] Tensor<bool> y, [Shape] Tensor<bool> z)
    {
        Tensor<int> taken = 0;
        if ((x || y) && !(y && z)) taken = 1;
        return (x || y || z && y && z, !x || y && !z, taken);
    }

    public static (bool, bool, int) Plain(bool x, bool y, bool z)
    {
        var taken = 0;
        if ((x || y) && !(y && z)) taken = 1;
        return (x || y || z && y && z, !x || y && !z, taken);
    }

    public static readonly object[][] Inputs =
    [
        [false, false, false], [false, false, true], [false, true, false], [false, true, true],
        [true, false, false], [true, false, true], [true, true, false], [true, true, true],
    ];
}

public static partial class A16
{
    [GraphFunction]
    public static Tensor<bool> Run([Shape] Tensor<int> x, [Shape] Tensor<int> y, [Shape] Tensor<int> z) => x < y && y < z;

    public static bool Plain(int x, int y, int z) => x < y && y < z;

    public static readonly object[][] Inputs = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]];
}

public static partial class A18
{
    private const bool Squared = true;

    [GraphFunction]
    public static Tensor<float> Run([Shape("N")] Tensor<float> x)
    {
        var scale = 3;
        if (Squared && scale > 2) x = x * x;
        else x = Exp(x);
        return scale == 4 ? Tanh(x) : x;
    }

    public static float[] Plain(float[] x) => Array.ConvertAll(x, v => v * v);

    public static readonly object[][] Inputs = [[new[] { 1f, -2f, 3f }]];
}

public static partial class A22
{
    [GraphFunction]
    public static Tensor<float> Run([Shape("N")] Tensor<float> x)
    {
        if (Sum(x) > 0) x = x * 2f;
        else x = x - 1f;
        return x;
    }

    public static float[] Plain(float[] x)
    {
        var sum = 0f;
        foreach (var v in x) sum += v;
        return sum > 0 ? Array.ConvertAll(x, v => v * 2f) : Array.ConvertAll(x, v => v - 1f);
    }

    public static readonly object[][] Inputs = [[new[] { 1f, -2f, 3f }], [new[] { 1f, -2f, -3f }], [new float[0]]];
}
