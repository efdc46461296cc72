using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

/// <summary>The compiler's own type inference for eager calls: mistakes read the same at run time as at build time.</summary>
internal static class EagerInference
{
    /// <summary>The result's type; attributes are normalised in place.</summary>
    /// <exception cref="OpException">The op does not take these operands or attributes.</exception>
    public static TensorType Infer(OpDef op, TensorType[] operands, params Attr[] attributes)
    {
        var call = new OpCall(op, Seq<TensorType>.Own(operands), attributes);
        call.CheckOperands();
        return op.Infer(call)[0];
    }

    public static TensorType TypeOf(ITensor x) => new(x.DType, x.Shape.ToArray().Select(d => (Dim)d).ToSeq());
}
