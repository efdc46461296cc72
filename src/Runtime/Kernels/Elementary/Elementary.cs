using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>
/// The elementary functions of one number: the same sources, and so the same bits, as the lanes of a kernel.
/// The accuracies are measured over the whole domain, subnormals and special values included.
/// </summary>
public static class Elementary
{
    /// <summary>e^x. Within 1 ULP.</summary>
    public static double Exp(double x) => F64x1.Exp(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Exp(double)"/>
    public static float Exp(float x) => F32x1.Exp(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>2^x; exact for integers. Within 2 ULP.</summary>
    public static double Exp2(double x) => F64x1.Exp2(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Exp2(double)"/>
    public static float Exp2(float x) => F32x1.Exp2(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>e^x − 1, accurate near 0. Within 2 ULP.</summary>
    public static double Expm1(double x) => F64x1.Expm1(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Expm1(double)"/>
    public static float Expm1(float x) => F32x1.Expm1(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Natural logarithm; −∞ at 0, NaN below. Within 1 ULP.</summary>
    public static double Log(double x) => F64x1.Log(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Log(double)"/>
    public static float Log(float x) => F32x1.Log(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>ln(1 + x), accurate near 0; −∞ at −1, NaN below. Within 2 ULP.</summary>
    public static double Log1p(double x) => F64x1.Log1p(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Log1p(double)"/>
    public static float Log1p(float x) => F32x1.Log1p(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Logistic function 1 / (1 + e^−x). Within 2 ULP.</summary>
    public static double Sigmoid(double x) => F64x1.Sigmoid(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x) => F32x1.Sigmoid(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Hyperbolic tangent. Within 2 ULP.</summary>
    public static double Tanh(double x) => F64x1.Tanh(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Tanh(double)"/>
    public static float Tanh(float x) => F32x1.Tanh(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Error function 2/√π · ∫₀ˣ e^−t² dt. Within 4 ULP.</summary>
    public static double Erf(double x) => F64x1.Erf(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => F32x1.Erf(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Hyperbolic sine. Within 2 ULP.</summary>
    public static double Sinh(double x) => F64x1.Sinh(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Sinh(double)"/>
    public static float Sinh(float x) => F32x1.Sinh(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Hyperbolic cosine. Within 2 ULP.</summary>
    public static double Cosh(double x) => F64x1.Cosh(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Cosh(double)"/>
    public static float Cosh(float x) => F32x1.Cosh(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Inverse hyperbolic sine. Within 3 ULP.</summary>
    public static double Asinh(double x) => F64x1.Asinh(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Asinh(double)"/>
    public static float Asinh(float x) => F32x1.Asinh(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Inverse hyperbolic cosine; NaN below 1. Within 3 ULP.</summary>
    public static double Acosh(double x) => F64x1.Acosh(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Acosh(double)"/>
    public static float Acosh(float x) => F32x1.Acosh(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Inverse hyperbolic tangent; ±∞ at ±1, NaN beyond. Within 3 ULP.</summary>
    public static double Atanh(double x) => F64x1.Atanh(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Atanh(double)"/>
    public static float Atanh(float x) => F32x1.Atanh(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Sine of radians, at every magnitude; NaN at ±∞. Within 2 ULP.</summary>
    public static double Sin(double x) => F64x1.Sin(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Sin(double)"/>
    public static float Sin(float x) => F32x1.Sin(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Cosine of radians, at every magnitude; NaN at ±∞. Within 2 ULP.</summary>
    public static double Cos(double x) => F64x1.Cos(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Cos(double)"/>
    public static float Cos(float x) => F32x1.Cos(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Tangent of radians, at every magnitude; NaN at ±∞. Within 3 ULP.</summary>
    public static double Tan(double x) => F64x1.Tan(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Tan(double)"/>
    public static float Tan(float x) => F32x1.Tan(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Arcsine in [−π/2, π/2]; NaN outside [−1, 1]. Within 3 ULP.</summary>
    public static double Asin(double x) => F64x1.Asin(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Asin(double)"/>
    public static float Asin(float x) => F32x1.Asin(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Arccosine in [0, π]; NaN outside [−1, 1]. Within 3 ULP.</summary>
    public static double Acos(double x) => F64x1.Acos(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Acos(double)"/>
    public static float Acos(float x) => F32x1.Acos(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Arctangent in [−π/2, π/2]. Within 2 ULP.</summary>
    public static double Atan(double x) => F64x1.Atan(F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Atan(double)"/>
    public static float Atan(float x) => F32x1.Atan(F32x1.Splat(x)).Register.ToScalar();

    /// <summary>Angle in [−π, π] of the point (x, y), as C99 has it for zeros and infinities. Within 3 ULP.</summary>
    public static double Atan2(double y, double x) => F64x1.Atan2(F64x1.Splat(y), F64x1.Splat(x)).Register.ToScalar();

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static float Atan2(float y, float x) => F32x1.Atan2(F32x1.Splat(y), F32x1.Splat(x)).Register.ToScalar();

    /// <summary>x to the power y, as C99 has it for zeros, infinities, NaN and negative x. Within 2 ULP (f32); f64 is System.Math's.</summary>
    public static double Pow(double x, double y) => F64x1.Pow(F64x1.Splat(x), F64x1.Splat(y)).Register.ToScalar();

    /// <inheritdoc cref="Pow(double, double)"/>
    public static float Pow(float x, float y) => F32x1.Pow(F32x1.Splat(x), F32x1.Splat(y)).Register.ToScalar();
}
