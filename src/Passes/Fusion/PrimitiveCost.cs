using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>What scalar code costs: instructions per vector, roughly.</summary>
public static class PrimitiveCost
{
    /// <summary>From here on a value is rather kept in memory than computed again.</summary>
    public const int Dear = 16;

    public static int Of(Primitive op, bool isFloat) => op switch
    {
        Primitive.Arg or Primitive.Const or Primitive.Attribute => 0,
        Primitive.Div or Primitive.Sqrt or Primitive.Rem => isFloat ? 4 : 30,
        Primitive.Exp or Primitive.Exp2 or Primitive.Tanh or Primitive.Log => 16,
        >= Primitive.Expm1 and <= Primitive.Erf => 24,
        Primitive.Pow or Primitive.Atan2 => 60,
        _ => 1,
    };

    /// <summary>Cost of an elementwise op's body.</summary>
    public static int Of(Scalar body, bool isFloat) => Of(body.Op, isFloat) + body.Args.Sum(a => Of(a, isFloat));
}
