public static partial class While
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Sum([Shape] Tensor<int> n)
    {
        Tensor<int> s = 0, i = 0;
        while (i < n)
        {
            s += i;
            i++;
        }
        return (s, i);
    }

    [GraphFunction]
    public static Tensor<float> Newton([Shape("N")] Tensor<float> x)
    {
        var steps = 0;
        while (GraphCompiler.Ops.Sum(x * x) > 1f && steps < 50)
        {
            x = x * 0.5f;
            steps++;
        }
        return x;
    }

    [GraphFunction]
    public static Tensor<int> Nested([Shape] Tensor<int> a, [Shape] Tensor<int> b)
    {
        Tensor<int> total = 0;
        while (a > 0)
        {
            var t = b;
            while (t > 0)
            {
                total = total + a * t;
                t = t - 1;
            }
            a = a - 1;
        }
        return total;
    }

    [GraphFunction]
    public static Tensor<float> DoWhile([Shape] Tensor<float> x)
    {
        Tensor<float> y;
        do
        {
            y = x * 2f;
            x = y - 1f;
        } while (x < 10f && x > 1f);
        return x + y;
    }

    [GraphFunction]
    public static Tensor<float> Break([Shape] Tensor<float> x, int n)
    {
        Tensor<float> u = 0f, v = 0f;
        for (var i = 0; i < n; i++)
        {
            if (i % 2 == 1) continue;
            u = u + x;
            if (u > 3f)
            {
                if (u > 100f) v = v - 1f;
                else break;
            }
            v = v + 1f;
        }
        return u * 100f + v;
    }

    [GraphFunction]
    public static Tensor<float> ReturnInside([Shape] Tensor<float> x, int n)
    {
        Tensor<float> s = 0f;
        while (n > 0)
        {
            s = s + x;
            if (s > 4f) return s;
            n--;
        }
        return -1f;
    }

    [GraphFunction]
    public static Tensor<float> Endless([Shape] Tensor<float> x)
    {
        while (true)
        {
            x = x * 2f + 1f;
            if (x > 50f) return x;
        }
    }

    [GraphFunction]
    public static Tensor<float> ManyRounds([Shape] Tensor<float> x)
    {
        for (var i = 0; i < 10000; i++) x = x * 0.999f + i * 1e-4f;
        return x;
    }

    [GraphFunction]
    public static Tensor<float> Rows([Shape("N", 3)] Tensor<float> x, [Shape(3)] Tensor<float> h)
    {
        foreach (var row in x) h = Tanh(h + row);
        return h;
    }

    [GraphFunction]
    public static Tensor<float> FirstBig([Shape("N", 3)] Tensor<float> x)
    {
        var best = Tensor.Zeros<float>([3]);
        foreach (var row in x)
        {
            best = row;
            if (Max(row) > 1f) break;
        }
        return best;
    }

    [GraphFunction]
    public static Tensor<float> BySize([Shape("N", 3)] Tensor<float> x)
    {
        var s = Tensor.Zeros<float>([3]);
        for (var i = 0; i < x.Shape[0]; i++) s = s + x[i] * i;
        return s;
    }

    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Fibonacci(int n)
    {
        var (a, b) = (0, 1);
        for (var i = 0; i < n; i++) (a, b) = (b, a + b);
        return (a, b);
    }

    [GraphFunction]
    public static Tensor<int> Unrolled([Shape("N")] Tensor<int> x)
    {
        for (var i = 0; i < 5; i++)
        {
            if (GraphCompiler.Ops.Sum(x) > 20) break;
            x = x + i;
        }
        return x;
    }

    [GraphFunction]
    public static Tensor<int> SideEffects(int n)
    {
        int k = 0, s = 0;
        while (k++ < n) s += k;
        return s * 1000 + k;
    }

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>, Tensor<float>) Collected([Shape("N", 3)] Tensor<float> x, [Shape(3)] Tensor<float> h)
    {
        var states = new System.Collections.Generic.List<Tensor<float>>();
        var sums = new System.Collections.Generic.List<Tensor<float>> { h };
        foreach (var row in x)
        {
            h = Tanh(h + row);
            states.Add(h);
            sums.Add(h + row);
        }
        return (Stack(states.ToArray()), Stack(sums.ToArray(), axis: -1), Concat(states.ToArray(), axis: 0) * sums.Count);
    }

    [GraphFunction]
    public static Tensor<float> Rnn([Shape("T", "B", 4)] Tensor<float> x, [Shape(4, 8)] Tensor<float> wx, [Shape(8, 8)] Tensor<float> wh, [Shape("T")] Tensor<float> gate)
    {
        var h = Tensor.Zeros<float>([x.Shape[1], 8]);
        for (var t = 0; t < x.Shape[0]; t++)
        {
            var g = Tanh(MatMul(x[t], wx) + MatMul(h, wh));
            if (gate[t] > 0.5f) h = g + x[t, .., 0..1];
        }
        return h;
    }
}
