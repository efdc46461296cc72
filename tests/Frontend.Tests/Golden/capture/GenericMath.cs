using System;
using System.Numerics;
using GraphCompiler;
using static GraphCompiler.Ops;

// A ring of one's own, with operators that an interface declares.
public interface IRing<T> where T : IRing<T>
{
    static abstract T Unit { get; }
    static abstract T operator +(T x, T y);
    static abstract T operator -(T x);
}

public readonly record struct Pair(float A, float B) : IRing<Pair>
{
    public static Pair Unit => new(1, 2);
    public static Pair operator +(Pair x, Pair y) => new(x.A + y.A, x.B + y.B);
    public static Pair operator -(Pair x) => new(-x.A, -x.B);
}

public static partial class GenericMath
{
    static Tensor<T> Horner<T>(Tensor<T> x, params T[] coefficients) where T : unmanaged, INumber<T>
    {
        var y = x * T.Zero;
        foreach (var c in coefficients) y = y * x + c;
        return y;
    }

    [GraphFunction]
    public static Tensor<float> OfFloats([Shape("N")] Tensor<float> x) => Horner(x, 1f, 2f, 3f);

    [GraphFunction]
    public static Tensor<double> OfDoubles([Shape("N", 2)] Tensor<double> x) => Horner(x, 1, 2, 3);

    [GraphFunction]
    public static Tensor<int> OfInts([Shape] Tensor<int> x) => Horner(x, 1, 2, 3);

    static T Norm<T>(T a, T b) where T : INumber<T>, IRootFunctions<T> => a > b ? T.Sqrt(a * a + b * b) : -T.Max(T.Abs(a), b) / (T.One + T.One);

    [GraphFunction]
    public static (Tensor<float>, Tensor<double>, Tensor<float>) Norms(float a, float b, double c) => (Norm(a, b), Norm(c, 0.5), Norm(4f, 3f));

    static T Wrapped<T>(T a, int n) where T : IBinaryInteger<T>
    {
        var sum = T.Zero;
        for (var i = 0; i < n; i++)
        {
            sum += a;
            sum++;
        }
        return ~sum & a;
    }

    // Through a type parameter bytes are added as bytes.
    [GraphFunction]
    public static (Tensor<int>, Tensor<int>, Tensor<long>) Wrapping(byte a, int b, uint c, int n) => ((int)Wrapped(a, n), Wrapped(b, n), (long)Wrapped(c, n));

    static T Shifted<T>(T a, int n) where T : IBinaryInteger<T> => (a << n) ^ (a >>> 1);

    [GraphFunction]
    public static (Tensor<int>, Tensor<long>) Shifting(int a, uint b, int n) => (Shifted(a, n), (long)Shifted(b, n));

    // .NET 9 and 10 differ.
    [GraphFunction]
    public static Tensor<int> ShiftingBytes(int a, int n) => (int)Shifted((byte)a, n);

    static T CheckedSum<T>(T a, T b) where T : INumber<T> => checked(a + b);

    [GraphFunction]
    public static (Tensor<int>, Tensor<int>) Overflowing(byte a, int b) => (CheckedSum<byte>((byte)(a / 2), 127), (int)CheckedSum((sbyte)b, (sbyte)0));

    static T Cut<T, U>(U x) where T : INumber<T> where U : INumber<U> => T.CreateTruncating(x);

    static T Nearest<T, U>(U x) where T : INumber<T> where U : INumber<U> => T.CreateSaturating(x);

    [GraphFunction]
    public static (Tensor<int>, Tensor<float>, Tensor<long>) Converted(int n, byte small) =>
        (Cut<byte, int>(n * 100) + Cut<short, long>(n * 40_000L) + Nearest<byte, int>(255), Nearest<float, int>(n) + Cut<float, byte>(small), Nearest<long, int>(n) + Nearest<long, byte>(small));

    [GraphFunction]
    public static Tensor<int> NotConverted(int n) => Nearest<byte, int>(n);

    static T Tripled<T>(T x) where T : IRing<T>
    {
        var sum = T.Unit;
        for (var i = 0; i < 3; i++) sum += x;
        return -sum + T.Unit;
    }

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) OfPairs(float a, float b)
    {
        var tripled = Tripled(new Pair(a, b));
        return (tripled.A, tripled.B);
    }

    [GraphFunction]
    public static Tensor<float> OfTheType([Shape("N")] Tensor<float> x, float a, int k) =>
        x * float.Sqrt(float.Abs(a)) + float.Max(a, float.Pi) * int.Clamp(k, -2, 2) + double.Sign(2) + (float.IsNaN(a) ? 1f : 0f);

    static bool IsOdd<T>(Tensor<T> x, T y) where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> => T.IsNaN(y) || y == T.PositiveInfinity || y <= T.MinValue + T.Epsilon;

    [GraphFunction]
    public static Tensor<float> Odd([Shape("N")] Tensor<float> x, float y) => IsOdd(x, y) ? x : -x;

    [GraphFunction]
    public static (Tensor<float>, Tensor<double>) Angles(float a, double b)
    {
        var (s, c) = MathF.SinCos(a);
        var (sin, cos) = double.SinCos(b);
        return (s * 2 + c, sin - cos + Math.SinCos(0.5).Cos);
    }

    [GraphFunction]
    public static Tensor<int> Order([Shape("N")] Tensor<int> x, int key) => x * x.Shape[0].CompareTo(key) + key.CompareTo(2) switch { < 0 => 10, 0 => 20, _ => 30 } + 3.CompareTo(2);
}
