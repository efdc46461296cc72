using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>The IR's constants as tensors, and back.</summary>
internal static class Literals
{
    public static ITensor ToTensor(Literal literal) => literal.DType.Visit<Reading, ITensor>(new(literal));

    public static Literal ToLiteral(ITensor tensor) => tensor.Visit<Writing, Literal>(default);

    /// <summary>An element of a literal of T's dtype.</summary>
    public static T Element<T>(Literal literal, int i) where T : unmanaged =>
        literal.DType.IsFloat() ? ScalarCast.FromDouble<T>(literal.Float(i)) : ScalarCast.FromInteger<T>(literal.Integer(i));

    private readonly struct Reading(Literal literal) : IDTypeVisitor<ITensor>
    {
        public ITensor Visit<T>() where T : unmanaged
        {
            var result = new Tensor<T>(literal.Shape.Select(d => checked((int)d)).ToArray());
            var elements = result.AsSpan();
            for (var i = 0; i < elements.Length; i++) elements[i] = Element<T>(literal, i);
            return result;
        }
    }

    private readonly struct Writing : ITensorVisitor<Literal>
    {
        public Literal Visit<T>(Tensor<T> x) where T : unmanaged
        {
            var shape = x.Shape.ToArray().Select(d => (long)d).ToSeq();
            return x.DType.IsFloat()
                ? Literal.Of(x.DType, shape, x.ToArray().Select(ScalarCast.Convert<T, double>))
                : Literal.Of(x.DType, shape, x.ToArray().Select(ScalarCast.Convert<T, long>));
        }
    }
}
