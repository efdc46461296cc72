using System;
using static GraphCompiler.IR.Families;
using static GraphCompiler.IR.ScalarFunctions;

namespace GraphCompiler.IR;

/// <summary>
/// Activation functions as scalar bodies. They hold for every float, infinities and NaN included: where a formula has the form
/// x * f(x) with f(-∞) = 0, the factor x is bounded far below the point where f has become 0, so that -∞ gives 0 and not NaN.
/// </summary>
public static partial class OpTable
{
    private const double FarBelow = -1000;

    public static readonly OpDef Sigmoid = Define(Unary("sigmoid", "Logistic function, 1 / (1 + e^-x).",
        x =>
        {
            // By e^-|x|, which never overflows: the result stays accurate down to the smallest subnormal.
            var e = ScalarFunctions.Exp(-ScalarFunctions.Abs(x));
            return Scalar.Select(x < 0, e, 1) / (1 + e);
        },
        Vjp.Unwritten.Value, "Sigmoid"));

    public static readonly OpDef Relu = Define(Unary("relu", "Rectifier, max(x, 0).",
        x => Max(x, 0), Vjp.Unwritten.Value, "Relu", DTypes.Number));

    public static readonly OpDef LeakyRelu = Define(Unary("leaky_relu", "x where positive, alpha * x elsewhere.",
        x => Scalar.Select(x > 0, x, Scalar.Attribute("alpha") * x), Vjp.Unwritten.Value, "LeakyRelu",
        attributes: [Optional("alpha", AttrKind.Float, new Attr.Float(0.01), "slope of the negative side")]));

    public static readonly OpDef Elu = Define(Unary("elu", "x where positive, alpha * (e^x - 1) elsewhere.",
        x => Scalar.Select(x > 0, x, Scalar.Attribute("alpha") * ScalarFunctions.Expm1(Min(x, 0))), Vjp.Unwritten.Value, "Elu",
        attributes: [Optional("alpha", AttrKind.Float, new Attr.Float(1), "limit of the negative side, negated")]));

    // The constants make zero mean and unit variance a fixed point: Klambauer et al., Self-Normalizing Neural Networks, 2017.
    private const double SeluAlpha = 1.6732632423543772;
    private const double SeluScale = 1.0507009873554805;

    public static readonly OpDef Selu = Define(Unary("selu", "Self-normalising ELU: 1.0507 * (x where positive, 1.67326 * (e^x - 1) elsewhere).",
        x => Scalar.Select(x > 0, SeluScale * x, SeluScale * SeluAlpha * ScalarFunctions.Expm1(Min(x, 0))), Vjp.Unwritten.Value, "Selu"));

    public static readonly OpDef Gelu = Define(Unary("gelu", "Gaussian error linear unit, x/2 * (1 + erf(x / √2)).",
        x => 0.5 * Max(x, FarBelow) * (1 + ScalarFunctions.Erf(x * Math.Sqrt(0.5))), Vjp.Unwritten.Value, "Gelu"));

    // -2 √(2/π) log₂ e
    private const double GeluTanhScale = -2 * 0.79788456080286541 * 1.4426950408889634;

    public static readonly OpDef GeluTanh = Define(Unary("gelu_tanh", "GELU by tanh, x/2 * (1 + tanh(√(2/π) * (x + 0.044715 x³))).",
        // (1 + tanh u) / 2 is the logistic function of 2u: one exponential and no cancellation. As a power of 2 it takes no product of its own.
        x => Max(x, FarBelow) / (1 + ScalarFunctions.Exp2(x * (GeluTanhScale + 0.044715 * GeluTanhScale * (x * x)))), Vjp.Unwritten.Value,
        Onnx.None("Gelu with approximate=\"tanh\"")));

    public static readonly OpDef Silu = Define(Unary("silu", "Sigmoid linear unit (swish), x / (1 + e^-x).",
        x => Max(x, FarBelow) / (1 + ScalarFunctions.Exp(-x)), Vjp.Unwritten.Value, Onnx.None("Mul with Sigmoid")));

    public static readonly OpDef Mish = Define(Unary("mish", "x * tanh(log(1 + e^x)).",
        x =>
        {
            // tanh(log(1 + e^x)) = n / (n + 2) with n = e^x (e^x + 2); for positive x both are divided by e^2x, so nothing overflows.
            var t = ScalarFunctions.Exp(-ScalarFunctions.Abs(x));
            var n = Scalar.Select(x < 0, t * (t + 2), 1 + 2 * t);
            return Max(x, FarBelow) * (n / (n + Scalar.Select(x < 0, 2, 2 * t * t)));
        },
        Vjp.Unwritten.Value, "Mish"));

    public static readonly OpDef Softplus = Define(Unary("softplus", "log(1 + e^x), as max(x, 0) + log1p(e^-|x|).",
        x => Max(x, 0) + ScalarFunctions.Log1p(ScalarFunctions.Exp(-ScalarFunctions.Abs(x))), Vjp.Unwritten.Value, "Softplus"));

    public static readonly OpDef Softsign = Define(Unary("softsign", "x / (1 + |x|).",
        x =>
        {
            // Beyond 1e30 the result is ±1 in every dtype; the bound keeps ∞ / ∞ out.
            var bounded = Min(Max(x, -1e30), 1e30);
            return bounded / (1 + ScalarFunctions.Abs(bounded));
        },
        Vjp.Unwritten.Value, "Softsign"));

    public static readonly OpDef HardSigmoid = Define(Unary("hard_sigmoid", "x / 6 + 1/2 limited to [0, 1].",
        HardSigmoidOf, Vjp.Unwritten.Value, Onnx.None("HardSigmoid with alpha=1/6")));

    public static readonly OpDef HardSwish = Define(Unary("hard_swish", "x * (x / 6 + 1/2 limited to [0, 1]).",
        x => Max(x, -3) * HardSigmoidOf(x), Vjp.Unwritten.Value, "HardSwish"));

    private static Scalar HardSigmoidOf(Scalar x) => Min(Max(x * (1.0 / 6) + 0.5, 0), 1);
}
