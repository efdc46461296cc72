using System.Collections.Generic;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary><c>Math.Clamp</c> and <c>Math.Sign</c> of plain numbers known at run time.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>null for other methods.</summary>
    private Value? ClampOrSign(IReadOnlyList<Operand> arguments, IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "Clamp" or "Sign" } method || DTypeOf(method.Parameters[0].Type) is not { } dtype) return null;
        if (ToNumberOperand(Promote(arguments[0]), dtype).Node is not { } x) return Value.Unknown.Value;
        if (method.Name == "Sign")
        {
            return dtype.IsFloat()
                ? Eagerly(Fallbacks.Expression, call, "Math.Sign throws for what is not a number, which a graph cannot; write x > 0 ? 1 : x < 0 ? -1 : 0")
                : Cast(Apply(OpTable.Sign, call, x), DType.I32, call) is { } sign ? new Value.Scalar(sign) : Value.Unknown.Value;
        }
        if (arguments is not [_, { Value: Value.Constant { Object: var least } }, { Value: Value.Constant { Object: var most } }])
            return Eagerly(Fallbacks.NotConstant, call, "Math.Clamp throws where its lower limit is above its upper one, so they must be known at build time; write Math.Min(Math.Max(x, least), most)");
        if (HostArithmetic.Convert(least, SpecialType.System_Double) is double a && HostArithmetic.Convert(most, SpecialType.System_Double) is double b && a > b)
            return Mistake(Mistakes.Throws, call.Syntax, $"every call throws ArgumentException: Math.Clamp to {least} and more, {most} and less");
        var (low, high) = (ToNumberOperand(Promote(arguments[1]), dtype).Node, ToNumberOperand(Promote(arguments[2]), dtype).Node);
        // What is not a number is neither below nor above.
        var limited = Apply(OpTable.Select, call, Apply(OpTable.Gt, call, x, high), high, x);
        return Apply(OpTable.Select, call, Apply(OpTable.Lt, call, x, low), low, limited) is { } node ? Number(new Value.Scalar(node), call.Type, call) : Value.Unknown.Value;
    }
}
