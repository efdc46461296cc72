using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>A way to write scalar code: a table with a line for each primitive, and what its types and constants look like.</summary>
public abstract class Target
{
    /// <summary>One line per primitive; <see cref="Primitive.Arg"/>, <see cref="Primitive.Const"/>, <see cref="Primitive.Attribute"/>
    /// and <see cref="Primitive.Cast"/> are not in the table.</summary>
    public abstract IReadOnlyDictionary<Primitive, TargetLine> Lines { get; }

    /// <summary>The type that holds a value of a dtype. For bool: what holds a comparison's result on values of <paramref name="like"/>.</summary>
    public abstract string TypeOf(DType dtype, DType like);

    public abstract Code Constant(Literal value, DType like);

    public abstract Code Cast(Code value, DType from, DType to, DType like);

    /// <summary>A cast of which nothing but a store has use: without what the store does anyway.</summary>
    public virtual Code CastForStore(Code value, DType from, DType to, DType like) => Cast(value, from, to, like);

    /// <summary>
    /// A bool as the lanes of another dtype: targets whose comparisons answer with masks have one form per register type.
    /// </summary>
    public virtual Code ConvertBool(Code value, DType from, DType to) => value;

    /// <summary>A better spelling for a special case; null for the table's.</summary>
    protected virtual Spelling? Shortcut(Expr.Apply expr) => null;

    /// <summary>The dtype on whose values a bool is held; the dtype itself for everything else.</summary>
    /// <param name="unbound">For a bool that nothing ties to a dtype.</param>
    public static DType Home(Expr expr, Func<Expr, DType> unbound)
    {
        while (expr.DType == DType.Bool)
        {
            if (expr is not Expr.Apply apply) return unbound(expr);
            expr = apply.Args[apply.Op == Primitive.Select ? 1 : 0];
        }
        return expr.DType;
    }

    /// <summary>The primitive applied to arguments that are already written.</summary>
    public Code Apply(Expr.Apply expr, Code[] args, DType operand)
    {
        var line = Lines.TryGetValue(expr.Op, out var found) ? found : null;
        var dtype = expr.Op == Primitive.Select ? expr.DType : expr.Args[0].DType;
        var spelling = Shortcut(expr) is { } shortcut ? shortcut
            : dtype == DType.Bool ? line?.Bool : dtype.IsFloat() ? line?.Float : line?.Integer;
        if (spelling is null) throw new NotSupportedException($"{GetType().Name} has no line for {expr.Op} of {dtype.Name()}");
        return Fill(spelling, args, TypeOf(operand, operand));
    }

    private static Code Fill(Spelling spelling, Code[] args, string type)
    {
        var text = spelling.Template.Replace("{V}", type);
        for (var i = 0; i < args.Length; i++)
        {
            // Infix operators are left associative, ?: is not; a prefix operator does not stand next to another.
            var needed = spelling.Precedence == Precedence.Primary ? Precedence.Conditional
                : i == 0 && spelling.Precedence is not (Precedence.Unary or Precedence.Conditional) ? spelling.Precedence
                : spelling.Precedence + 1;
            text = text.Replace("{" + i + "}", args[i].At(needed));
        }
        return new(text, spelling.Precedence);
    }

    protected static IReadOnlyDictionary<Primitive, TargetLine> Table(params (Primitive Primitive, TargetLine Line)[] lines) =>
        lines.ToDictionary(l => l.Primitive, l => l.Line);
}
