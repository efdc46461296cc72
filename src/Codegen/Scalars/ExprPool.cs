using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>Makes and interns the expressions of one kernel or functor.</summary>
public sealed class ExprPool
{
    private readonly Dictionary<object, Expr> _known = [];
    private int _next;

    public Expr Constant(Literal value) => Intern(("constant", value), id => new Expr.Constant(id, value));

    /// <summary>A number as a dtype's constant: rounded, wrapped, or for bool whether it is not 0.</summary>
    public Expr Constant(DType dtype, double value) => Constant(dtype.IsFloat()
        ? Literal.Scalar(dtype, value)
        : Literal.Scalar(dtype, dtype == DType.Bool ? value != 0 ? 1L : 0L : (long)value));

    public Expr Named(DType dtype, string name) => Intern(("named", dtype, name), id => new Expr.Named(id, dtype, name));

    public Expr Load(DType dtype, int buffer, Affine index) =>
        Intern(("load", buffer, index), id => new Expr.Load(id, dtype, buffer, index, default, default));

    /// <summary>A load whose index moves by stride · position along each gathered axis as well.</summary>
    public Expr Gather(DType dtype, int buffer, Affine index, Seq<Expr> positions, Seq<GatheredAxis> axes) =>
        Intern(("gather", buffer, index, positions, axes), id => new Expr.Load(id, dtype, buffer, index, positions, axes));

    public Expr Position(DType dtype, Affine index) => Intern(("position", dtype, index), id => new Expr.Position(id, dtype, index));

    public Expr Reduced(Reduction reduction) => Intern(("reduced", reduction.Number), id => new Expr.Reduced(id, reduction));

    public Expr Apply(Primitive op, DType dtype, params Expr[] args)
    {
        // Converting to the dtype that is already there.
        if (op == Primitive.Cast && args[0].DType == dtype) return args[0];
        return Intern((op, dtype, args.ToSeq()), id => new Expr.Apply(id, dtype, op, args.ToSeq()));
    }

    /// <summary>An op's body with its operands put in.</summary>
    /// <param name="attribute">The value of an attribute in a dtype; bodies taken from <see cref="OpDef.BodyOf"/> have none left.</param>
    public Expr From(Scalar body, IReadOnlyList<Expr> operands, Func<string, DType, Expr>? attribute = null)
    {
        var dtypes = operands.Select(o => o.DType).ToList();
        return Build(body, body.TypeOf(dtypes) ?? throw new ArgumentException($"nothing gives {body} a dtype"));

        Expr Build(Scalar s, DType wanted) => s.Op switch
        {
            Primitive.Arg => operands[s.Index],
            Primitive.Const => Constant(wanted, s.Value),
            Primitive.Attribute => attribute is null
                ? throw new ArgumentException($"the attribute {s.Name} has no value")
                : attribute(s.Name!, wanted),
            Primitive.Cast => Apply(Primitive.Cast, s.Target, Build(s.Args[0], s.Args[0].TypeOf(dtypes) ?? s.Target)),
            Primitive.Select => Apply(Primitive.Select, wanted, Build(s.Args[0], DType.Bool), Build(s.Args[1], wanted), Build(s.Args[2], wanted)),
            _ when s.IsComparison => Compare(s),
            _ => Apply(s.Op, wanted, s.Args.Select(a => Build(a, wanted)).ToArray()),
        };

        Expr Compare(Scalar s)
        {
            var compared = s.Args[0].TypeOf(dtypes) ?? s.Args[1].TypeOf(dtypes)
                ?? throw new ArgumentException($"nothing gives the sides of {s} a dtype");
            return Apply(s.Op, DType.Bool, Build(s.Args[0], compared), Build(s.Args[1], compared));
        }
    }

    /// <summary>The expression with one part replaced by another, wherever it occurs.</summary>
    public Expr Replace(Expr expr, Expr part, Expr by)
    {
        var images = new Dictionary<Expr, Expr> { [part] = by };
        foreach (var e in Expr.PostOrder([expr]))
        {
            if (!images.ContainsKey(e)) images.Add(e, Rebuild(e, e.Args.Map(a => images[a])));
        }
        return images[expr];
    }

    /// <summary>An expression of another pool in this one, over other loops.</summary>
    /// <param name="index">The new loops' index for an old one.</param>
    /// <param name="reductions">The new reductions, by number.</param>
    public Expr Import(Expr expr, Func<Affine, Affine> index, IReadOnlyList<Reduction> reductions)
    {
        var images = new Dictionary<Expr, Expr>();
        foreach (var e in Expr.PostOrder([expr]))
        {
            var image = e switch
            {
                Expr.Constant c => Constant(c.Value),
                Expr.Position p => Position(p.DType, index(p.Index)),
                Expr.Reduced r => Reduced(reductions[r.Reduction.Number]),
                Expr.Load { IsGather: true } l => Gather(l.DType, l.Buffer, index(l.Index), l.Args.Map(a => images[a]), l.Gathered),
                Expr.Load l => Load(l.DType, l.Buffer, index(l.Index)),
                Expr.Apply a => Apply(a.Op, a.DType, a.Args.Select(x => images[x]).ToArray()),
                _ => throw new ArgumentException($"{e.GetType().Name} belongs to no kernel"),
            };
            image.Hint ??= e.Hint;
            images.Add(e, image);
        }
        return images[expr];
    }

    private Expr Rebuild(Expr expr, Seq<Expr> args)
    {
        if (args == expr.Args) return expr;
        var rebuilt = expr is Expr.Load load
            ? Gather(load.DType, load.Buffer, load.Index, args, load.Gathered)
            : Apply(((Expr.Apply)expr).Op, expr.DType, args.ToArray());
        rebuilt.Hint ??= expr.Hint;
        return rebuilt;
    }

    private Expr Intern(object key, Func<int, Expr> make)
    {
        if (_known.TryGetValue(key, out var known)) return known;
        var made = make(_next++);
        _known.Add(key, made);
        return made;
    }
}
