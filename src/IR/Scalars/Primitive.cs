namespace GraphCompiler.IR;

/// <summary>
/// The scalar operations every target provides: one line each in a target's table. All of IEEE-754 where not said otherwise;
/// integers wrap.
/// </summary>
public enum Primitive
{
    /// <summary>Operand <see cref="Scalar.Index"/> of the op.</summary>
    Arg,

    /// <summary>A number; takes the dtype its place needs.</summary>
    Const,

    /// <summary>A float or int attribute of the node, by name; takes the dtype its place needs.</summary>
    Attribute,

    Neg, Abs, Floor, Ceil,

    /// <summary>To the nearest integer, ties to even.</summary>
    Round,

    Trunc, Sqrt,
    Exp, Exp2, Expm1, Log, Log1p,
    Sin, Cos, Tan, Asin, Acos, Atan,
    Sinh, Cosh, Tanh, Asinh, Acosh, Atanh,
    Erf,

    Add, Sub, Mul,

    /// <summary>Integers: truncating; x / 0 is 0 and Min / -1 is Min.</summary>
    Div,

    /// <summary>Sign of the dividend, C#'s %; integers: x % 0 is 0.</summary>
    Rem,

    /// <summary>NaN if either side is NaN.</summary>
    Max,

    /// <summary>NaN if either side is NaN.</summary>
    Min,

    /// <summary>C's pow: x^0 and 1^y are 1 even for NaN. Integers: negative exponents truncate 1 / x^n, with 1 / 0 as 0.</summary>
    Pow,

    Atan2,

    /// <summary>Comparisons give bool; all but Eq's negation are false for NaN.</summary>
    Eq, Lt, Le,

    /// <summary>Bitwise on integers, logical on bool.</summary>
    And, Or, Xor, Not,

    /// <summary>First operand ? second : third; the side not taken has no effect.</summary>
    Select,

    /// <summary>
    /// Conversion to <see cref="Scalar.Target"/>: float to integer truncates and saturates, NaN gives 0; to bool: not equal to 0;
    /// to a narrower integer wraps; to a narrower float rounds to nearest even.
    /// </summary>
    Cast,
}
