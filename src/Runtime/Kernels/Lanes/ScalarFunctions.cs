using System;

namespace GraphCompiler.Kernels;

/// <summary>Truncating integer division as numpy has it: x / 0 = 0, Min / −1 = Min. The processor would trap.</summary>
internal readonly struct IntegerQuotient : IScalarFunction2<int>, IScalarFunction2<long>
{
    public static int Invoke(int a, int b) => b == 0 ? 0 : b == -1 ? unchecked(-a) : a / b;

    public static long Invoke(long a, long b) => b == 0 ? 0 : b == -1 ? unchecked(-a) : a / b;
}

/// <summary>Remainder of the truncating division as numpy has it: x % 0 = 0, Min % −1 = 0. The processor would trap.</summary>
internal readonly struct IntegerRemainder : IScalarFunction2<int>, IScalarFunction2<long>
{
    public static int Invoke(int a, int b) => b is 0 or -1 ? 0 : a % b;

    public static long Invoke(long a, long b) => b is 0 or -1 ? 0 : a % b;
}

/// <summary>C's fmod.</summary>
internal readonly struct FloatRemainder : IScalarFunction2<float>, IScalarFunction2<double>
{
    public static float Invoke(float a, float b) => a % b;

    public static double Invoke(double a, double b) => a % b;
}

/// <summary>Sine of arguments too large for the vector reduction; the library reduces any.</summary>
internal readonly struct LibrarySin : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => (float)Math.Sin(x);

    public static double Invoke(double x) => Math.Sin(x);
}

/// <inheritdoc cref="LibrarySin"/>
internal readonly struct LibraryCos : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => (float)Math.Cos(x);

    public static double Invoke(double x) => Math.Cos(x);
}

/// <inheritdoc cref="LibrarySin"/>
internal readonly struct LibraryTan : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => (float)Math.Tan(x);

    public static double Invoke(double x) => Math.Tan(x);
}

/// <summary>The library's pow in double precision.</summary>
internal readonly struct LibraryPow : IScalarFunction2<double>
{
    public static double Invoke(double x, double y) => Math.Pow(x, y);
}
