using System;

namespace GraphCompiler.Kernels;

/// <summary>Scalar operations whose C# operator throws or rounds where a tensor op has a value: integer division, powers.</summary>
public static class Scalars
{
    /// <summary>|x|; NaN stays.</summary>
    public static float Abs(float x) => MathF.Abs(x);

    /// <summary>|x|; NaN stays.</summary>
    public static double Abs(double x) => Math.Abs(x);

    /// <summary>|x|; the smallest integer stays itself.</summary>
    public static int Abs(int x) => x < 0 ? unchecked(-x) : x;

    /// <summary>|x|; the smallest integer stays itself.</summary>
    public static long Abs(long x) => x < 0 ? unchecked(-x) : x;

    /// <summary>a / b, truncated; x / 0 = 0 and Min / -1 = Min.</summary>
    public static int Divide(int a, int b) => IntegerQuotient.Invoke(a, b);

    /// <summary>a / b, truncated; x / 0 = 0 and Min / -1 = Min.</summary>
    public static long Divide(long a, long b) => IntegerQuotient.Invoke(a, b);

    /// <summary>a - b·trunc(a / b); x % 0 = 0.</summary>
    public static int Remainder(int a, int b) => IntegerRemainder.Invoke(a, b);

    /// <summary>a - b·trunc(a / b); x % 0 = 0.</summary>
    public static long Remainder(long a, long b) => IntegerRemainder.Invoke(a, b);

    /// <summary>x^y, wrapping; a negative exponent gives 1 / x^|y| truncated, and 0 for x = 0.</summary>
    public static int Pow(int x, int y) => IntegerPower.Invoke(x, y);

    /// <summary>x^y, wrapping; a negative exponent gives 1 / x^|y| truncated, and 0 for x = 0.</summary>
    public static long Pow(long x, long y) => IntegerPower.Invoke(x, y);
}

/// <summary>Integer powers by repeated squaring.</summary>
public readonly struct IntegerPower : IScalarFunction2<int>, IScalarFunction2<long>
{
    /// <summary>x^y, wrapping; a negative exponent gives 1 / x^|y| truncated, and 0 for x = 0.</summary>
    public static int Invoke(int x, int y) => unchecked((int)Invoke((long)x, y));

    /// <summary>x^y, wrapping; a negative exponent gives 1 / x^|y| truncated, and 0 for x = 0.</summary>
    public static long Invoke(long x, long y)
    {
        if (y < 0) return x == 1 ? 1 : x == -1 ? (y & 1) == 0 ? 1 : -1 : 0;
        long result = 1;
        for (; y > 0; y >>= 1)
        {
            if ((y & 1) != 0) result = unchecked(result * x);
            x = unchecked(x * x);
        }
        return result;
    }
}
