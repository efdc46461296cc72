namespace GraphCompiler.IR;

/// <summary>The scalar primitives as functions, so that bodies read as formulas.</summary>
internal static class ScalarFunctions
{
    public static Scalar Abs(Scalar x) => Scalar.Unary(Primitive.Abs, x);
    public static Scalar Floor(Scalar x) => Scalar.Unary(Primitive.Floor, x);
    public static Scalar Ceil(Scalar x) => Scalar.Unary(Primitive.Ceil, x);
    public static Scalar Round(Scalar x) => Scalar.Unary(Primitive.Round, x);
    public static Scalar Trunc(Scalar x) => Scalar.Unary(Primitive.Trunc, x);
    public static Scalar Sqrt(Scalar x) => Scalar.Unary(Primitive.Sqrt, x);
    public static Scalar Exp(Scalar x) => Scalar.Unary(Primitive.Exp, x);
    public static Scalar Exp2(Scalar x) => Scalar.Unary(Primitive.Exp2, x);
    public static Scalar Expm1(Scalar x) => Scalar.Unary(Primitive.Expm1, x);
    public static Scalar Log(Scalar x) => Scalar.Unary(Primitive.Log, x);
    public static Scalar Log1p(Scalar x) => Scalar.Unary(Primitive.Log1p, x);
    public static Scalar Sin(Scalar x) => Scalar.Unary(Primitive.Sin, x);
    public static Scalar Cos(Scalar x) => Scalar.Unary(Primitive.Cos, x);
    public static Scalar Tan(Scalar x) => Scalar.Unary(Primitive.Tan, x);
    public static Scalar Asin(Scalar x) => Scalar.Unary(Primitive.Asin, x);
    public static Scalar Acos(Scalar x) => Scalar.Unary(Primitive.Acos, x);
    public static Scalar Atan(Scalar x) => Scalar.Unary(Primitive.Atan, x);
    public static Scalar Sinh(Scalar x) => Scalar.Unary(Primitive.Sinh, x);
    public static Scalar Cosh(Scalar x) => Scalar.Unary(Primitive.Cosh, x);
    public static Scalar Tanh(Scalar x) => Scalar.Unary(Primitive.Tanh, x);
    public static Scalar Asinh(Scalar x) => Scalar.Unary(Primitive.Asinh, x);
    public static Scalar Acosh(Scalar x) => Scalar.Unary(Primitive.Acosh, x);
    public static Scalar Atanh(Scalar x) => Scalar.Unary(Primitive.Atanh, x);
    public static Scalar Erf(Scalar x) => Scalar.Unary(Primitive.Erf, x);
    public static Scalar Max(Scalar x, Scalar y) => Scalar.Binary(Primitive.Max, x, y);
    public static Scalar Min(Scalar x, Scalar y) => Scalar.Binary(Primitive.Min, x, y);
    public static Scalar Pow(Scalar x, Scalar y) => Scalar.Binary(Primitive.Pow, x, y);
    public static Scalar Atan2(Scalar y, Scalar x) => Scalar.Binary(Primitive.Atan2, y, x);
    public static Scalar Equal(Scalar x, Scalar y) => Scalar.Binary(Primitive.Eq, x, y);
    public static Scalar Select(Scalar condition, Scalar then, Scalar otherwise) => Scalar.Select(condition, then, otherwise);
}
