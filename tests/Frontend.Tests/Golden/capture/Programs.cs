using System;
using System.Collections.Generic;

public static partial class Programs
{
    public record State(Tensor<float> Position, Tensor<float> Velocity, int Steps);

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Simulate([Shape("N")] Tensor<float> position, [Shape("N")] Tensor<float> velocity, int steps, float dt)
    {
        var state = new State(position, velocity, 0);
        while (state.Steps < steps)
        {
            var force = -state.Position;
            if (Sum(force * force) > 100f) break;
            state = state with { Velocity = state.Velocity + force * dt, Steps = state.Steps + 1 };
            state = state with { Position = state.Position + state.Velocity * dt };
        }
        return (state.Position, state.Velocity * state.Steps);
    }

    [GraphFunction]
    public static Tensor<float> PowerIteration([Shape("N", "N")] Tensor<float> a, int rounds)
    {
        var v = Tensor.Ones<float>([a.Shape[0]]);
        var (last, eigenvalue) = (Tensor.Scalar(0f), Tensor.Scalar(1f));
        for (var i = 0; i < rounds && Abs(eigenvalue - last) > 1e-6f; i++)
        {
            var w = MatMul(a, v);
            (last, eigenvalue) = (eigenvalue, Sqrt(Sum(w * w)));
            v = w / eigenvalue;
        }
        return eigenvalue;
    }

    [GraphFunction]
    public static Tensor<int> Primes(int n)
    {
        var count = 0;
        for (var candidate = 2; candidate < n; candidate++)
        {
            var prime = true;
            for (var d = 2; d * d <= candidate; d++)
            {
                if (candidate % d != 0) continue;
                prime = false;
                break;
            }
            if (prime) count++;
        }
        return count;
    }

    [GraphFunction]
    public static Tensor<int> Collatz([Shape] Tensor<int> start)
    {
        Tensor<int> n = start + 1, steps = 0;
        do
        {
            n = Equal(n % 2, Tensor.Scalar(0)) ? n / 2 : n * 3 + 1;
            steps += 1;
        } while (NotEqual(n, Tensor.Scalar(1)));
        return steps;
    }

    [GraphFunction]
    public static Tensor<float> SumOfMatrix([Shape("N", "M")] Tensor<float> x)
    {
        Tensor<float> s = 0f;
        for (var i = x.Shape[0] - 1; i >= 0; i--)
        {
            for (var j = 0; j < x.Shape[1]; j += 2) s += x[i, j] * (i + 1);
        }
        return s;
    }

    [GraphFunction]
    public static Tensor<float> EarlyOut([Shape("N", "M")] Tensor<float> x, float limit)
    {
        var seen = 0;
        foreach (var row in x)
        {
            foreach (var value in row)
            {
                seen++;
                if (value > limit) return value * seen;
            }
        }
        return -limit;
    }

    [GraphFunction]
    public static Tensor<float> Bisect(float low, float high)
    {
        Tensor<float> root;
        Func<float, float> f = t => t * t - 2f;
        while (true)
        {
            var middle = (low + high) / 2;
            root = middle;
            if (high - low < 1e-3f) break;
            if (f(middle) > 0) high = middle;
            else low = middle;
        }
        return root;
    }

    [GraphFunction]
    public static (Tensor<float>, Tensor<int>) Clip([Shape("N")] Tensor<float> gradient, int rounds)
    {
        var halvings = 0;
        for (var i = 0; i < rounds; i++)
        {
            if (!Halve(ref gradient, limit: 0.5f, out var was)) return (gradient + was, halvings);
            halvings += i switch { 0 => 1, > 2 => 10, _ => 100 };
        }
        return (gradient, halvings);
    }

    private static bool Halve(ref Tensor<float> x, float limit, out Tensor<float> norm)
    {
        norm = Sqrt(Sum(x * x));
        if (norm < limit) return false;
        x = x * 0.5f;
        return true;
    }

    [GraphFunction]
    public static Tensor<float> Layers([Shape("N", 4)] Tensor<float> x, [Shape(4, 4)] Tensor<float> a, [Shape(4, 4)] Tensor<float> b, bool residual, int depth)
    {
        foreach (var w in new[] { a, b, a })
        {
            var y = MatMul(x, w);
            if (Max(y) > 50f) break;
            x = residual ? x + Tanh(y) : Tanh(y);
        }
        foreach (var i in 0..depth) x = x + i;
        return x;
    }

    [GraphFunction]
    public static Tensor<int> Gcd(int a, int b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return Math.Abs(a);
    }

    [GraphFunction]
    public static Tensor<float> Interpreter([Shape("N")] Tensor<float> x, [Shape("P")] Tensor<int> program)
    {
        for (var pc = 0; pc < program.Shape[0]; pc++)
        {
            var op = program[pc].Item();
            switch (op % 4)
            {
                case 0: x = x + 1f; continue;
                case 1: x = -x; break;
                case 2 when Sum(x) > 3f: return x;
                default: x = x * 2f; break;
            }
            x = x - 0.5f;
        }
        return x;
    }

    [GraphFunction]
    public static Tensor<float> CumulativeSum([Shape("N")] Tensor<float> x)
    {
        var parts = new List<Tensor<float>>();
        Tensor<float> s = 0f;
        for (var i = 0; i < x.Shape[0]; i++)
        {
            s += x[i];
            parts.Add(s);
        }
        return Stack(parts.ToArray());
    }

    [GraphFunction]
    public static Tensor<float> Updates([Shape("N")] Tensor<float> x)
    {
        var y = x * 1f;
        for (var i = 1; i < x.Shape[0]; i++) y[i] = y[i - 1] * 0.5f + x[i];
        return y;
    }

    [GraphFunction]
    public static Tensor<double> Mixed(double x, long n, bool flag, [Shape] Tensor<long> k)
    {
        for (long i = 0; i < n; i++)
        {
            if (flag && i == 2 || x > 1e6) break;
            x = flag ? x * 2 : x + i;
            flag = !flag;
        }
        return k > 3 ? x : -x;
    }

    [GraphFunction]
    public static Tensor<float> Mathematics(float x, double y, int n) =>
        MathF.Round(x * 10) + MathF.Truncate(x * 3) + (float)Math.Atan2(y, 2) + MathF.Sinh(x) + (float)Math.Acos(y / 2) + Math.Min(n, unchecked((short)70000));
}
