using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>Elementary functions of one float. Outside a function's domain the result is NaN.</summary>
public static partial class OpTable
{
    private static readonly Vjp.None s_piecewiseConstant = new("piecewise constant: the gradient is 0 wherever it exists");

    public static readonly OpDef Floor = Define(Unary("floor", "Largest integer not above x.", ScalarFunctions.Floor, s_piecewiseConstant, "Floor"));

    public static readonly OpDef Ceil = Define(Unary("ceil", "Smallest integer not below x.", ScalarFunctions.Ceil, s_piecewiseConstant, "Ceil"));

    public static readonly OpDef Round = Define(Unary("round", "Nearest integer, halves to even.", ScalarFunctions.Round, s_piecewiseConstant, "Round"));

    public static readonly OpDef Trunc = Define(Unary("trunc", "x without its fraction: rounds towards zero.", ScalarFunctions.Trunc, s_piecewiseConstant,
        Onnx.None("ONNX has no Trunc")));

    public static readonly OpDef Exp = Define(Unary("exp", "Exponential, e^x.", ScalarFunctions.Exp, Vjp.Unwritten.Value, "Exp"));

    public static readonly OpDef Expm1 = Define(Unary("expm1", "e^x - 1, accurate near 0.", ScalarFunctions.Expm1, Vjp.Unwritten.Value,
        Onnx.None("ONNX has no Expm1")));

    public static readonly OpDef Log = Define(Unary("log", "Natural logarithm.", ScalarFunctions.Log, Vjp.Unwritten.Value, "Log", domain: Domain.Positive));

    public static readonly OpDef Log1p = Define(Unary("log1p", "log(1 + x), accurate near 0.", ScalarFunctions.Log1p, Vjp.Unwritten.Value,
        Onnx.None("ONNX has no Log1p"), domain: Domain.AboveMinusOne));

    public static readonly OpDef Sqrt = Define(Unary("sqrt", "Square root.", ScalarFunctions.Sqrt, Vjp.Unwritten.Value, "Sqrt", domain: Domain.NonNegative));

    public static readonly OpDef Rsqrt = Define(Unary("rsqrt", "Reciprocal of the square root, 1 / √x.", x => 1 / ScalarFunctions.Sqrt(x), Vjp.Unwritten.Value,
        Onnx.None("Reciprocal of Sqrt"), domain: Domain.Positive));

    public static readonly OpDef Reciprocal = Define(Unary("reciprocal", "1 / x.", x => 1 / x, Vjp.Unwritten.Value, "Reciprocal", domain: Domain.Positive));

    public static readonly OpDef Sin = Define(Unary("sin", "Sine of an angle in radians.", ScalarFunctions.Sin, Vjp.Unwritten.Value, "Sin"));

    public static readonly OpDef Cos = Define(Unary("cos", "Cosine of an angle in radians.", ScalarFunctions.Cos, Vjp.Unwritten.Value, "Cos"));

    public static readonly OpDef Tan = Define(Unary("tan", "Tangent of an angle in radians.", ScalarFunctions.Tan, Vjp.Unwritten.Value, "Tan", domain: Domain.Unit));

    public static readonly OpDef Asin = Define(Unary("asin", "Arc sine in radians, in [-π/2, π/2].", ScalarFunctions.Asin, Vjp.Unwritten.Value, "Asin", domain: Domain.Unit));

    public static readonly OpDef Acos = Define(Unary("acos", "Arc cosine in radians, in [0, π].", ScalarFunctions.Acos, Vjp.Unwritten.Value, "Acos", domain: Domain.Unit));

    public static readonly OpDef Atan = Define(Unary("atan", "Arc tangent in radians, in [-π/2, π/2].", ScalarFunctions.Atan, Vjp.Unwritten.Value, "Atan"));

    public static readonly OpDef Sinh = Define(Unary("sinh", "Hyperbolic sine.", ScalarFunctions.Sinh, Vjp.Unwritten.Value, "Sinh"));

    public static readonly OpDef Cosh = Define(Unary("cosh", "Hyperbolic cosine.", ScalarFunctions.Cosh, Vjp.Unwritten.Value, "Cosh"));

    public static readonly OpDef Tanh = Define(Unary("tanh", "Hyperbolic tangent.", ScalarFunctions.Tanh, Vjp.Unwritten.Value, "Tanh"));

    public static readonly OpDef Asinh = Define(Unary("asinh", "Inverse hyperbolic sine.", ScalarFunctions.Asinh, Vjp.Unwritten.Value, "Asinh"));

    public static readonly OpDef Acosh = Define(Unary("acosh", "Inverse hyperbolic cosine, not negative.", ScalarFunctions.Acosh, Vjp.Unwritten.Value, "Acosh",
        domain: Domain.AtLeastOne));

    public static readonly OpDef Atanh = Define(Unary("atanh", "Inverse hyperbolic tangent.", ScalarFunctions.Atanh, Vjp.Unwritten.Value, "Atanh", domain: Domain.Unit));

    public static readonly OpDef Erf = Define(Unary("erf", "Error function, 2/√π ∫ e^(-t²) dt from 0 to x.", ScalarFunctions.Erf, Vjp.Unwritten.Value, "Erf"));
}
