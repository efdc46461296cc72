// Section B of the suite: while and do.

public static partial class B25
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Run([Shape] Tensor<int> n)
    {
        Tensor<int> s = 0, i = 0;
        while (i < n)
        {
            s += i;
            i += 1;
        }
        return (s, i);
    }

    public static (int, int) Plain(int n)
    {
        int s = 0, i = 0;
        while (i < n)
        {
            s += i;
            i += 1;
        }
        return (s, i);
    }

    public static readonly object[][] Inputs = [[5], [0]];
}

public static partial class B26
{
    [GraphFunction]
    public static Tensor<int> Run(int n)
    {
        while (n > 0) n--;
        return n;
    }

    public static int Plain(int n)
    {
        while (n > 0) n--;
        return n;
    }

    public static readonly object[][] Inputs = [[5], [0], [-3]];
}

public static partial class B28
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Run([Shape] Tensor<int> a, [Shape] Tensor<int> b)
    {
        Tensor<int> total = 0, rounds = 0;
        while (a > 0)
        {
            var inner = b;
            while (inner > 0)
            {
                total = total + a * inner;
                inner = inner - 1;
                rounds = rounds + 1;
            }
            a = a - 1;
        }
        return (total, rounds);
    }

    public static (int, int) Plain(int a, int b)
    {
        int total = 0, rounds = 0;
        while (a > 0)
        {
            var inner = b;
            while (inner > 0)
            {
                total = total + a * inner;
                inner = inner - 1;
                rounds = rounds + 1;
            }
            a = a - 1;
        }
        return (total, rounds);
    }

    public static readonly object[][] Inputs = [[3, 4], [0, 4], [3, 0]];
}

public static partial class B30
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Run([Shape] Tensor<int> n)
    {
        Tensor<int> i = 0, s = 0;
        while (i < n && s < 10)
        {
            s = s + i;
            i = i + 1;
        }
        return (i, s);
    }

    public static (int, int) Plain(int n)
    {
        int i = 0, s = 0;
        while (i < n && s < 10)
        {
            s = s + i;
            i = i + 1;
        }
        return (i, s);
    }

    public static readonly object[][] Inputs = [[3], [100], [0]];
}

public static partial class B32
{
    [GraphFunction]
    public static (Tensor<float>, Tensor<int>) Run([Shape("N")] Tensor<float> x)
    {
        var steps = 0;
        while (Sum(x * x) > 1e-2f && steps < 50)
        {
            x = x - 0.5f * x;
            steps++;
        }
        return (x, steps);
    }

    public static (float[], int) Plain(float[] x)
    {
        var steps = 0;
        while (Norm(x) > 1e-2f && steps < 50)
        {
            x = Array.ConvertAll(x, v => v - 0.5f * v);
            steps++;
        }
        return (x, steps);
    }

    private static float Norm(float[] x)
    {
        var sum = 0f;
        foreach (var v in x) sum += v * v;
        return sum;
    }

    public static readonly object[][] Inputs = [[new[] { 3f, 4f }], [new[] { 0f, 0f, 0f }], [new[] { 1e20f, 1f }]];
}

public static partial class B34
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Run([Shape] Tensor<int> n)
    {
        Tensor<int> rounds = 0;
        do
        {
            rounds = rounds + 1;
            n = n - 2;
        } while (n > 0);
        return (n, rounds);
    }

    public static (int, int) Plain(int n)
    {
        var rounds = 0;
        do
        {
            rounds = rounds + 1;
            n = n - 2;
        } while (n > 0);
        return (n, rounds);
    }

    public static readonly object[][] Inputs = [[5], [0], [-9]];
}

// k / d would end a plain program with an exception where d is 0, and g(x) fail an assertion, if they were computed before the first round.
public static partial class B36
{
    [GraphFunction]
    public static Tensor<float> Run([Shape] Tensor<int> n, [Shape] Tensor<int> d, [Shape("M")] Tensor<float> x)
    {
        Tensor<int> s = 0;
        Tensor<float> y = 0f;
        for (Tensor<int> i = 0; i < n; i = i + 1)
        {
            Graph.Assert(d > 0, "d must be positive");
            s = s + 12 / d;
            y = y + Sqrt(Sum(x * x));
        }
        return y + Cast<float>(s);
    }

    public static float Plain(int n, int d, float[] x)
    {
        var s = 0;
        var y = 0f;
        for (var i = 0; i < n; i = i + 1)
        {
            s = s + 12 / d;
            var sum = 0f;
            foreach (var v in x) sum += v * v;
            y = y + MathF.Sqrt(sum);
        }
        return y + s;
    }

    public static readonly object[][] Inputs = [[3, 4, new[] { 3f, 4f }], [0, 0, new[] { 3f, 4f }], [1, 5, new float[0]]];
}

public static partial class B38
{
    [GraphFunction]
    public static Tensor<int> Run([Shape] Tensor<int> n)
    {
        Tensor<int> total = 0;
        while (n > 0)
        {
            Tensor<int> last;
            if (n > 3) last = n * n;
            else last = -n;
            var next = last + 1;
            total = total + next;
            n = n - 1;
        }
        return total;
    }

    public static int Plain(int n)
    {
        var total = 0;
        while (n > 0)
        {
            int last;
            if (n > 3) last = n * n;
            else last = -n;
            var next = last + 1;
            total = total + next;
            n = n - 1;
        }
        return total;
    }

    public static readonly object[][] Inputs = [[5], [2], [0]];
}
