using System;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>The letters and functions that rules are written with.</summary>
internal static class Vocabulary
{
    // Values of any dtype.
    public static readonly Pattern x = Any(nameof(x)), y = Any(nameof(y)), z = Any(nameof(z));

    // Values that are not known at build time, for rules that would apply to their own result if they were.
    public static readonly Pattern v = Unknown(nameof(v), DTypes.Any), vf = Unknown(nameof(vf), DTypes.Float);

    // Integers of any width.
    public static readonly Pattern i = Of(nameof(i), DTypes.Integer), j = Of(nameof(j), DTypes.Integer), k = Of(nameof(k), DTypes.Integer);

    // Floats of any width; s is f32 alone: there the Reference result, rounded from double, is the correctly rounded one.
    public static readonly Pattern f = Of(nameof(f), DTypes.Float), g = Of(nameof(g), DTypes.Float), h = Of(nameof(h), DTypes.Float);
    public static readonly Pattern s = Of(nameof(s), DTypes.F32);

    // Conditions.
    public static readonly Pattern p = Of(nameof(p), DTypes.Bool), q = Of(nameof(q), DTypes.Bool);

    // Values known at build time; pow2 has a reciprocal without rounding.
    public static readonly Pattern c = Known(nameof(c), DTypes.Any), d = Known(nameof(d), DTypes.Any);
    public static readonly Pattern ci = Known(nameof(ci), DTypes.Integer), di = Known(nameof(di), DTypes.Integer);
    public static readonly Pattern cf = Known(nameof(cf), DTypes.Float), df = Known(nameof(df), DTypes.Float);
    public static readonly Pattern yes = Known(nameof(yes), DTypes.Bool, value => All(value, 1)), no = Known(nameof(no), DTypes.Bool, value => All(value, 0));
    public static readonly Pattern pow2 = Known(nameof(pow2), DTypes.Float, HasExactReciprocal);

    public const double Infinity = double.PositiveInfinity;

    public static Pattern Abs(Pattern x) => new Pattern.Apply(OpTable.Abs, x);
    public static Pattern Sign(Pattern x) => new Pattern.Apply(OpTable.Sign, x);
    public static Pattern Floor(Pattern x) => new Pattern.Apply(OpTable.Floor, x);
    public static Pattern Ceil(Pattern x) => new Pattern.Apply(OpTable.Ceil, x);
    public static Pattern Round(Pattern x) => new Pattern.Apply(OpTable.Round, x);
    public static Pattern Trunc(Pattern x) => new Pattern.Apply(OpTable.Trunc, x);
    public static Pattern Exp(Pattern x) => new Pattern.Apply(OpTable.Exp, x);
    public static Pattern Expm1(Pattern x) => new Pattern.Apply(OpTable.Expm1, x);
    public static Pattern Log(Pattern x) => new Pattern.Apply(OpTable.Log, x);
    public static Pattern Log1p(Pattern x) => new Pattern.Apply(OpTable.Log1p, x);
    public static Pattern Sqrt(Pattern x) => new Pattern.Apply(OpTable.Sqrt, x);
    public static Pattern Rsqrt(Pattern x) => new Pattern.Apply(OpTable.Rsqrt, x);
    public static Pattern Reciprocal(Pattern x) => new Pattern.Apply(OpTable.Reciprocal, x);
    public static Pattern Cos(Pattern x) => new Pattern.Apply(OpTable.Cos, x);
    public static Pattern Cosh(Pattern x) => new Pattern.Apply(OpTable.Cosh, x);
    public static Pattern Sigmoid(Pattern x) => new Pattern.Apply(OpTable.Sigmoid, x);
    public static Pattern Relu(Pattern x) => new Pattern.Apply(OpTable.Relu, x);
    public static Pattern Silu(Pattern x) => new Pattern.Apply(OpTable.Silu, x);
    public static Pattern IsNaN(Pattern x) => new Pattern.Apply(OpTable.IsNaN, x);
    public static Pattern IsInf(Pattern x) => new Pattern.Apply(OpTable.IsInf, x);
    public static Pattern Pow(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Pow, x, y);
    public static Pattern Rem(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Rem, x, y);
    public static Pattern FloorMod(Pattern x, Pattern y) => new Pattern.Apply(OpTable.FloorMod, x, y);
    public static Pattern Max(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Maximum, x, y);
    public static Pattern Min(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Minimum, x, y);
    public static Pattern Eq(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Eq, x, y);
    public static Pattern Ne(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Ne, x, y);
    public static Pattern Lt(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Lt, x, y);
    public static Pattern Le(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Le, x, y);
    public static Pattern Gt(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Gt, x, y);
    public static Pattern Ge(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Ge, x, y);
    public static Pattern And(Pattern x, Pattern y) => new Pattern.Apply(OpTable.And, x, y);
    public static Pattern Or(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Or, x, y);
    public static Pattern Xor(Pattern x, Pattern y) => new Pattern.Apply(OpTable.Xor, x, y);
    public static Pattern Not(Pattern x) => new Pattern.Apply(OpTable.Not, x);
    public static Pattern Select(Pattern p, Pattern x, Pattern y) => new Pattern.Apply(OpTable.Select, p, x, y);
    public static Pattern Clamp(Pattern x, Pattern low, Pattern high) => new Pattern.Apply(OpTable.Clamp, x, low, high);

    private static Pattern Any(string name) => Of(name, DTypes.Any);
    private static Pattern Of(string name, DTypes accepts) => new Pattern.Variable(name, accepts, known: null, where: null);

    private static Pattern Unknown(string name, DTypes accepts) => new Pattern.Variable(name, accepts, known: false, where: null);

    private static Pattern Known(string name, DTypes accepts, Func<Literal, bool>? where = null) =>
        new Pattern.Variable(name, accepts, known: true, where);

    private static bool All(Literal value, long element)
    {
        for (var e = 0; e < value.Count; e++)
        {
            if (value.Integer(e) != element) return false;
        }
        return value.Count > 0;
    }

    /// <summary>Every element is ± a power of two whose reciprocal the dtype holds too.</summary>
    private static bool HasExactReciprocal(Literal value)
    {
        for (var e = 0; e < value.Count; e++)
        {
            var element = value.Float(e);
            var reciprocal = Rounding.Round(1 / element, value.DType);
            var fraction = BitConverter.DoubleToInt64Bits(element) & 0xFFFFFFFFFFFFF;
            if (fraction != 0 || double.IsInfinity(reciprocal) || reciprocal * element != 1) return false;
        }
        return value.Count > 0;
    }
}
