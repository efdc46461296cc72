using System.Collections.Generic;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// A typed scalar expression, the body of a loop. Made by an <see cref="ExprPool"/>, which interns: equal expressions of one pool
/// are one object, so that what is used twice is computed once.
/// </summary>
public abstract class Expr
{
    internal Expr(int id, DType dtype, Seq<Expr> args) => (Id, DType, Args) = (id, dtype, args);

    /// <summary>Order of creation within the pool; arguments come before their users.</summary>
    public int Id { get; }

    public DType DType { get; }
    public Seq<Expr> Args { get; }

    /// <summary>What to call a local variable that holds it; null lets the printer choose.</summary>
    public string? Hint { get; set; }

    /// <summary>A number.</summary>
    public sealed class Constant : Expr
    {
        internal Constant(int id, Literal value) : base(id, value.DType, default) => Value = value;

        /// <summary>A rank-0 literal.</summary>
        public Literal Value { get; }
    }

    /// <summary>A value that the surrounding code provides under a name: an operand of a functor, an attribute.</summary>
    public sealed class Named : Expr
    {
        internal Named(int id, DType dtype, string name) : base(id, dtype, default) => Name = name;

        public string Name { get; }
    }

    /// <summary>A primitive applied to its arguments; a cast's target is <see cref="Expr.DType"/>.</summary>
    public sealed class Apply : Expr
    {
        internal Apply(int id, DType dtype, Primitive op, Seq<Expr> args) : base(id, dtype, args) => Op = op;

        public Primitive Op { get; }
    }

    /// <summary>An element of a buffer, at an index that is affine in the loop variables.</summary>
    public sealed class Load : Expr
    {
        internal Load(int id, DType dtype, int buffer, Affine index, Seq<Expr> positions, Seq<GatheredAxis> gathered)
            : base(id, dtype, positions) => (Buffer, Index, Gathered) = (buffer, index, gathered);

        public int Buffer { get; }

        /// <summary>Element offset from the buffer's start.</summary>
        public Affine Index { get; }

        /// <summary>For a gather: values read from other tensors, the arguments, move the index too, each along its axis.</summary>
        public Seq<GatheredAxis> Gathered { get; }

        public bool IsGather => !Gathered.IsEmpty;
    }

    /// <summary>The value of an index expression: an iota.</summary>
    public sealed class Position : Expr
    {
        internal Position(int id, DType dtype, Affine index) : base(id, dtype, default) => Index = index;

        public Affine Index { get; }
    }

    /// <summary>The result of a reduction that an earlier stage of the kernel has finished.</summary>
    public sealed class Reduced : Expr
    {
        internal Reduced(int id, Reduction reduction) : base(id, reduction.DType, default) => Reduction = reduction;

        public Reduction Reduction { get; }
    }

    /// <summary>This expression and everything it is made of, each once, arguments first.</summary>
    public static List<Expr> PostOrder(IEnumerable<Expr> roots)
    {
        var done = new HashSet<Expr>();
        var order = new List<Expr>();
        var stack = new Stack<(Expr Expr, int Next)>();
        foreach (var root in roots)
        {
            stack.Push((root, 0));
            while (stack.Count > 0)
            {
                var (expr, next) = stack.Pop();
                if (next == 0 && done.Contains(expr)) continue;
                if (next < expr.Args.Count)
                {
                    stack.Push((expr, next + 1));
                    if (!done.Contains(expr.Args[next])) stack.Push((expr.Args[next], 0));
                }
                else if (done.Add(expr))
                {
                    order.Add(expr);
                }
            }
        }
        return order;
    }
}

/// <summary>An axis along which a gather's place is a value.</summary>
/// <param name="Axis">Which one, for messages.</param>
/// <param name="Extent">Positions go from -Extent to Extent - 1; all others are an error.</param>
/// <param name="Stride">Elements between two neighbours.</param>
/// <param name="IsChecked">The position has been looked at before.</param>
/// <param name="Count">How often the position stands in the indices, if that is a number that all elements share: where it is 0, there is no position. Otherwise null.</param>
public readonly record struct GatheredAxis(int Axis, Dim Extent, Dim Stride, bool IsChecked, Dim? Count)
{
    /// <summary>The sizes that the place is computed from.</summary>
    public IEnumerable<Dim> Sizes => Count is null ? [Extent, Stride] : [Extent, Stride, Count];
}
