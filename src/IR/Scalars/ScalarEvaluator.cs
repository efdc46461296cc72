using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// Evaluates bodies on single elements: floats of every dtype in double, integers in long, wrapping to their dtype after each
/// primitive. The result of a float expression is not rounded to its dtype; whoever stores it does that.
/// </summary>
internal static class ScalarEvaluator
{
    /// <param name="body">Closed: attributes bound.</param>
    /// <param name="result">Dtype for a body that is a bare number.</param>
    public static Func<ScalarValue[], ScalarValue> Compile(Scalar body, IReadOnlyList<DType> operands, DType result)
    {
        var dtype = body.TypeOf(operands) ?? result;
        switch (body.Op)
        {
            case Primitive.Arg:
                return args => args[body.Index];
            case Primitive.Const:
                var constant = dtype.IsFloat() ? ScalarValue.Of(body.Value) : ScalarValue.Of(Rounding.ToInteger(body.Value, dtype));
                return _ => constant;
            case Primitive.Attribute:
                throw new ArgumentException($"attribute '{body.Name}' is not bound");
            case Primitive.Cast:
                var source = body.Args[0].TypeOf(operands) ?? DType.F64;
                var inner = Compile(body.Args[0], operands, source);
                return args => inner(args).Cast(source, body.Target);
            case Primitive.Select:
                var condition = Compile(body.Args[0], operands, DType.Bool);
                var (then, otherwise) = (Compile(body.Args[1], operands, dtype), Compile(body.Args[2], operands, dtype));
                return args => condition(args).IsTrue ? then(args) : otherwise(args);
        }
        // A comparison's result is bool; what it compares has a dtype of its own.
        var side = body.IsComparison ? body.Args.Select(a => a.TypeOf(operands)).FirstOrDefault(t => t is not null) ?? DType.F64 : dtype;
        var x = Compile(body.Args[0], operands, side);
        if (body.Args.Count == 1)
        {
            return side.IsFloat()
                ? args => ScalarValue.Of(Unary(body.Op, x(args).Float))
                : args => ScalarValue.Of(Rounding.Wrap(Unary(body.Op, x(args).Integer, side), side));
        }
        var y = Compile(body.Args[1], operands, side);
        return (body.IsComparison, side.IsFloat()) switch
        {
            (true, true) => args => ScalarValue.Of(Compare(body.Op, x(args).Float, y(args).Float)),
            (true, false) => args => ScalarValue.Of(Compare(body.Op, x(args).Integer, y(args).Integer)),
            (false, true) => args => ScalarValue.Of(Binary(body.Op, x(args).Float, y(args).Float)),
            _ => args => ScalarValue.Of(Rounding.Wrap(Binary(body.Op, x(args).Integer, y(args).Integer), side)),
        };
    }

    private static double Unary(Primitive op, double x) => op switch
    {
        Primitive.Neg => -x,
        Primitive.Abs => Math.Abs(x),
        Primitive.Floor => SpecialFunctions.KeepSign(Math.Floor(x), x),
        Primitive.Ceil => SpecialFunctions.KeepSign(Math.Ceiling(x), x),
        Primitive.Round => SpecialFunctions.KeepSign(Math.Round(x, MidpointRounding.ToEven), x),
        Primitive.Trunc => SpecialFunctions.KeepSign(Math.Truncate(x), x),
        Primitive.Sqrt => Math.Sqrt(x),
        Primitive.Exp => Math.Exp(x),
        Primitive.Exp2 => Math.Pow(2, x),
        Primitive.Expm1 => SpecialFunctions.Expm1(x),
        Primitive.Log => Math.Log(x),
        Primitive.Log1p => SpecialFunctions.Log1p(x),
        Primitive.Sin => Math.Sin(x),
        Primitive.Cos => Math.Cos(x),
        Primitive.Tan => Math.Tan(x),
        Primitive.Asin => Math.Asin(x),
        Primitive.Acos => Math.Acos(x),
        Primitive.Atan => Math.Atan(x),
        Primitive.Sinh => Math.Sinh(x),
        Primitive.Cosh => Math.Cosh(x),
        Primitive.Tanh => Math.Tanh(x),
        Primitive.Asinh => SpecialFunctions.Asinh(x),
        Primitive.Acosh => SpecialFunctions.Acosh(x),
        Primitive.Atanh => SpecialFunctions.Atanh(x),
        Primitive.Erf => SpecialFunctions.Erf(x),
        _ => throw Undefined(op, "a float"),
    };

    private static double Binary(Primitive op, double x, double y) => op switch
    {
        Primitive.Add => x + y,
        Primitive.Sub => x - y,
        Primitive.Mul => x * y,
        Primitive.Div => x / y,
        Primitive.Rem => x % y,
        Primitive.Max => Math.Max(x, y),
        Primitive.Min => Math.Min(x, y),
        Primitive.Pow => SpecialFunctions.Pow(x, y),
        Primitive.Atan2 => SpecialFunctions.Atan2(x, y),
        _ => throw Undefined(op, "floats"),
    };

    private static long Unary(Primitive op, long x, DType dtype) => op switch
    {
        Primitive.Neg => unchecked(-x),
        Primitive.Abs => x < 0 ? unchecked(-x) : x,
        Primitive.Not => dtype == DType.Bool ? x ^ 1 : ~x,
        _ => throw Undefined(op, "an integer"),
    };

    private static long Binary(Primitive op, long x, long y) => unchecked(op switch
    {
        Primitive.Add => x + y,
        Primitive.Sub => x - y,
        Primitive.Mul => x * y,
        // C# throws for Min / -1 as it does for x / 0.
        Primitive.Div => y == 0 ? 0 : y == -1 ? -x : x / y,
        Primitive.Rem => y is 0 or -1 ? 0 : x % y,
        Primitive.Max => Math.Max(x, y),
        Primitive.Min => Math.Min(x, y),
        Primitive.Pow => SpecialFunctions.Pow(x, y),
        Primitive.And => x & y,
        Primitive.Or => x | y,
        Primitive.Xor => x ^ y,
        _ => throw Undefined(op, "integers"),
    });

    private static bool Compare(Primitive op, double x, double y) => op switch
    {
        Primitive.Eq => x == y,
        Primitive.Lt => x < y,
        _ => x <= y,
    };

    private static bool Compare(Primitive op, long x, long y) => op switch
    {
        Primitive.Eq => x == y,
        Primitive.Lt => x < y,
        _ => x <= y,
    };

    private static ArgumentException Undefined(Primitive op, string operands) => new($"{op} of {operands} is not defined");
}
