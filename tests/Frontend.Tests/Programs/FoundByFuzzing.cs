// Programs that random ones were shrunk to when an engine gave something else than plain C#.

// A variable passed by reference is read by the method, after all arguments have been evaluated.
public static partial class ReferenceAfterArguments
{
    private static int Add(ref int p, int q)
    {
        p += q;
        return p;
    }

    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Run(int n)
    {
        var sum = Add(ref n, --n);
        return (sum, n);
    }

    public static (int, int) Plain(int n)
    {
        var sum = Add(ref n, --n);
        return (sum, n);
    }

    public static readonly object[][] Inputs = [[5], [0]];
}

// The value of an assignment to a tuple's element is the element.
public static partial class AssignedElement
{
    [GraphFunction]
    public static (Tensor<bool>, Tensor<int>) Run([Shape] Tensor<int> x)
    {
        (Tensor<int> A, bool B) pair = (x, true);
        var less = (pair.A = x + 1) < 3;
        return (less, pair.A);
    }

    public static (bool, int) Plain(int x)
    {
        (int A, bool B) pair = (x, true);
        var less = (pair.A = x + 1) < 3;
        return (less, pair.A);
    }

    public static readonly object[][] Inputs = [[1], [2]];
}

// A choice as the condition of another needs brackets in generated code.
public static partial class ChoiceOfChoice
{
    [GraphFunction]
    public static Tensor<float> Run([Shape] Tensor<bool> b, bool f, [Shape] Tensor<float> x) => (b ? f : true) ? x : -x;

    public static float Plain(bool b, bool f, float x) => (b ? f : true) ? x : -x;

    public static readonly object[][] Inputs = [[true, true, 1f], [true, false, 1f], [false, false, 1f]];
}

// What a pattern names is known behind the pattern, though whether it matched is known only to the running program.
public static partial class NamedInAPattern
{
    private static bool Half(int n, out int half)
    {
        half = n / 2;
        return n % 2 == 0;
    }

    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Run(int n, bool f)
    {
        var s = (f, n) switch
        {
            (true, > 3 and var q) when q % 2 == 1 => q * 10,
            (false, var q) when q < 5 => q + 100,
            _ => -n,
        };
        if (n > 0 && Half(n, out var half) && half is > 1 and var big) return (s, big);
        return (s, 0);
    }

    public static (int, int) Plain(int n, bool f)
    {
        var s = (f, n) switch
        {
            (true, > 3 and var q) when q % 2 == 1 => q * 10,
            (false, var q) when q < 5 => q + 100,
            _ => -n,
        };
        if (n > 0 && Half(n, out var half) && half is > 1 and var big) return (s, big);
        return (s, 0);
    }

    public static readonly object[][] Inputs = [[7, true], [8, true], [2, true], [3, false], [8, false], [-1, false]];
}

// ~ of a size is a size.
public static partial class ComplementOfASize
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Run([Shape("N")] Tensor<float> w) => (~w.Shape[0], w.Shape[0] / 2 + ~(w.Shape[0] / 2));

    public static (int, int) Plain(float[] w) => (~w.Length, w.Length / 2 + ~(w.Length / 2));

    public static readonly object[][] Inputs = [[new float[0]], [new[] { 1f, 2f, 3f }]];
}

// A size beyond int in generated code.
public static partial class FarElement
{
    [GraphFunction]
    public static Tensor<float> Run([Shape("N")] Tensor<float> w, bool far)
    {
        if (far) return w[int.MaxValue];
        return w[0];
    }

    public static float Plain(float[] w, bool far) => far ? w[int.MaxValue] : w[0];

    public static readonly object[][] Inputs = [[new[] { 1f, 2f }, false]];
}

// What is written to a part is copied, so the part's tensor may be that itself.
public static partial class WrittenToItself
{
    [GraphFunction]
    public static Tensor<float> Run([Shape(3)] Tensor<float> v)
    {
        var o = v.Clone();
        o[0] = 5f;
        o[..] = o;
        o[1] *= 2f;
        return o;
    }

    public static float[] Plain(float[] v) => [5f, v[1] * 2f, v[2]];

    public static readonly object[][] Inputs = [[new[] { 1f, 2f, 3f }]];
}

// A tensor whose size ends a loop may get another of the same size in it.
public static partial class SizeOfWhatChanges
{
    [GraphFunction]
    public static Tensor<float> Run([Shape("N")] Tensor<float> w)
    {
        var sums = new System.Collections.Generic.List<Tensor<float>>();
        for (var i = 0; i < w.Shape[0]; i++)
        {
            sums.Add((i > 0 ? sums[i - 1] : 0f) + w[i]);
            w = w * 2f;
        }
        return Stack(sums.ToArray(), axis: 0);
    }

    public static float[] Plain(float[] w)
    {
        var sums = new float[w.Length];
        for (var i = 0; i < w.Length; i++) sums[i] = (i > 0 ? sums[i - 1] : 0f) + w[i] * (1 << i);
        return sums;
    }

    public static readonly object[][] Inputs = [[new[] { 1f, -2f, 3f }], [new[] { 4f }]];
}
