using System;

// What goes round as often as a size says, unless something that a round calls changes the limit or the counter.

public static partial class LimitSetByLocalFunction
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> x)
    {
        var n = x.Shape[0];
        var s = 0;
        void Shrink() => n -= 2;
        for (var i = 0; i < n; i++)
        {
            s = s * 3 + i;
            Shrink();
        }
        return s * 100 + n;
    }

    public static int Plain(int[] x)
    {
        var n = x.Length;
        var s = 0;
        void Shrink() => n -= 2;
        for (var i = 0; i < n; i++)
        {
            s = s * 3 + i;
            Shrink();
        }
        return s * 100 + n;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new int[1]], [new int[4]], [new int[9]]];
}

public static partial class LimitSetByLambda
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> x)
    {
        var n = x.Shape[0] + 40;
        var s = 0;
        Action<int> set = to => n = to;
        for (var i = 0; i < n; i++)
        {
            s += i;
            if (s > 20) set(i);
        }
        return s * 100 + n;
    }

    public static int Plain(int[] x)
    {
        var n = x.Length + 40;
        var s = 0;
        Action<int> set = to => n = to;
        for (var i = 0; i < n; i++)
        {
            s += i;
            if (s > 20) set(i);
        }
        return s * 100 + n;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new int[1]], [new int[4]], [new int[9]]];
}

public static partial class LimitPassedByReference
{
    private static void Halve(ref int n) => n = n > 4 ? n / 2 : n;

    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> x)
    {
        var n = x.Shape[0];
        var s = 0;
        for (var i = 0; i < n; i++)
        {
            s = s * 3 + i;
            Halve(ref n);
        }
        return s * 100 + n;
    }

    public static int Plain(int[] x)
    {
        var n = x.Length;
        var s = 0;
        for (var i = 0; i < n; i++)
        {
            s = s * 3 + i;
            Halve(ref n);
        }
        return s * 100 + n;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new int[1]], [new int[4]], [new int[9]]];
}

public static partial class LimitDeconstructed
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> x)
    {
        var (n, s) = (x.Shape[0], 0);
        for (var i = 0; i < n; i++) (s, n) = (s * 3 + i, n - 1);
        return s * 100 + n;
    }

    public static int Plain(int[] x)
    {
        var (n, s) = (x.Length, 0);
        for (var i = 0; i < n; i++) (s, n) = (s * 3 + i, n - 1);
        return s * 100 + n;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new int[1]], [new int[4]], [new int[9]]];
}

public static partial class CounterSetByLocalFunction
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> x)
    {
        var s = 0;
        var i = 0;
        void Skip() => i += 2;
        for (i = 1; i < x.Shape[0]; i++)
        {
            s = s * 3 + i;
            Skip();
        }
        var t = 0;
        for (var k = 0; k < x.Shape[0]; k++)
        {
            void Back() { if (t < 5) k--; }
            t += k + 1;
            Back();
        }
        return s * 100 + t;
    }

    public static int Plain(int[] x)
    {
        var s = 0;
        var i = 0;
        void Skip() => i += 2;
        for (i = 1; i < x.Length; i++)
        {
            s = s * 3 + i;
            Skip();
        }
        var t = 0;
        for (var k = 0; k < x.Length; k++)
        {
            void Back() { if (t < 5) k--; }
            t += k + 1;
            Back();
        }
        return s * 100 + t;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new int[1]], [new int[4]], [new int[9]]];
}

public static partial class LimitSetByInnerLoop
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> x)
    {
        var n = x.Shape[0];
        var s = 0;
        void Cut(int by) => n -= by;
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
            {
                s += i + k;
                if (k == 1) Cut(1);
            }
        }
        return s * 100 + n;
    }

    public static int Plain(int[] x)
    {
        var n = x.Length;
        var s = 0;
        void Cut(int by) => n -= by;
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
            {
                s += i + k;
                if (k == 1) Cut(1);
            }
        }
        return s * 100 + n;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new int[1]], [new int[4]], [new int[9]]];
}

public static partial class LimitRestored
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> x)
    {
        var n = x.Shape[0];
        var s = 0;
        void Add(int by) => n += by;
        for (var i = 0; i < n; i++)
        {
            Add(1);
            s += n;
            Add(-1);
        }
        return s;
    }

    public static int Plain(int[] x)
    {
        var n = x.Length;
        var s = 0;
        void Add(int by) => n += by;
        for (var i = 0; i < n; i++)
        {
            Add(1);
            s += n;
            Add(-1);
        }
        return s;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new int[1]], [new int[4]], [new int[9]]];
}

public static partial class ConstantLimitSetByLocalFunction
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> x)
    {
        var n = 100;
        var s = 0;
        void Cut() => n = x.Shape[0];
        for (var i = 0; i < n; i++)
        {
            s += i;
            if (i == 3) Cut();
        }
        return s * 100 + n;
    }

    public static int Plain(int[] x)
    {
        var n = 100;
        var s = 0;
        void Cut() => n = x.Length;
        for (var i = 0; i < n; i++)
        {
            s += i;
            if (i == 3) Cut();
        }
        return s * 100 + n;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new int[1]], [new int[4]], [new int[9]]];
}

public static partial class LimitInATuple
{
    [GraphFunction]
    public static Tensor<int> Run([Shape("N")] Tensor<int> x)
    {
        var p = (N: x.Shape[0], Other: 1);
        var s = 0;
        void Grow() { if (p.N < 6) p.N++; }
        for (var i = 0; i < p.N; i++)
        {
            s += i;
            Grow();
        }
        return s * 100 + p.N;
    }

    public static int Plain(int[] x)
    {
        var p = (N: x.Length, Other: 1);
        var s = 0;
        void Grow() { if (p.N < 6) p.N++; }
        for (var i = 0; i < p.N; i++)
        {
            s += i;
            Grow();
        }
        return s * 100 + p.N;
    }

    public static readonly object[][] Inputs = [[new int[0]], [new int[1]], [new int[4]], [new int[9]]];
}
