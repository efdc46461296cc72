using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>
/// Writes scalar expressions through a target's table. What is used more than once becomes a local variable, and so does what would
/// make a line too long; the rest stands where it is used.
/// </summary>
/// <param name="names">Hands out the locals' names.</param>
/// <param name="leaf">Writes loads, positions and reduction results.</param>
/// <param name="boolHome">The dtype whose lanes hold a bool that comes from outside (see <see cref="Target.Home"/>).</param>
/// <param name="isOnlyStored">True for an expression that is stored and used for nothing else.</param>
public sealed class ScalarPrinter(Target target, NameScope names, Func<Expr, Code>? leaf = null, Func<Expr, DType>? boolHome = null,
    Func<Expr, bool>? isOnlyStored = null)
{
    private const int LongLine = 90;

    private readonly Dictionary<Expr, Code> _written = [];
    private readonly HashSet<Expr> _whole = [];

    /// <summary>Uses <paramref name="name"/> wherever the expression occurs from now on.</summary>
    public void Bind(Expr expr, string name) => Bind(expr, Code.Name(name));

    /// <summary>Uses <paramref name="code"/> wherever the expression occurs from now on.</summary>
    public void Bind(Expr expr, Code code) => _written[expr] = code;

    /// <summary>The expression is written without its arguments; those have code only where something else uses them.</summary>
    public void WriteWhole(Expr expr) => _whole.Add(expr);

    /// <summary>Forgets all names: for a block whose locals are out of scope afterwards.</summary>
    public IReadOnlyDictionary<Expr, Code> Save() => new Dictionary<Expr, Code>(_written);

    public void Restore(IReadOnlyDictionary<Expr, Code> saved)
    {
        _written.Clear();
        foreach (var entry in saved) _written.Add(entry.Key, entry.Value);
    }

    /// <summary>Writes the locals that the roots share, and returns the roots' own code in their order.</summary>
    /// <param name="statement">Takes each declaration.</param>
    public Code[] Print(IReadOnlyList<Expr> roots, Action<string> statement)
    {
        var order = Expr.PostOrder(roots).Where(e => !_written.ContainsKey(e)).ToList();
        var needed = Needed(roots);
        var uses = new Dictionary<Expr, int>();
        foreach (var root in roots) Count(root);
        foreach (var expr in order)
        {
            if (needed.Contains(expr)) foreach (var arg in ArgsOf(expr)) Count(arg);
        }
        foreach (var expr in order)
        {
            if (!needed.Contains(expr)) continue;
            var code = Write(expr);
            var isLeaf = expr is Expr.Constant or Expr.Named;
            if (!isLeaf && (uses[expr] > 1 || (code.Text.Length > LongLine && !roots.Contains(expr))))
            {
                var name = names.New(expr.Hint ?? DefaultName(expr));
                statement($"var {name} = {code};");
                code = Code.Name(name);
            }
            _written[expr] = code;
        }
        return roots.Select(r => _written[r]).ToArray();

        void Count(Expr expr) => uses[expr] = uses.TryGetValue(expr, out var n) ? n + 1 : 1;
    }

    /// <summary>What has to be written for the roots: nothing below an expression that already has a name.</summary>
    private HashSet<Expr> Needed(IReadOnlyList<Expr> roots)
    {
        var needed = new HashSet<Expr>();
        var stack = new Stack<Expr>(roots);
        while (stack.Count > 0)
        {
            var expr = stack.Pop();
            if (_written.ContainsKey(expr) || !needed.Add(expr)) continue;
            foreach (var arg in ArgsOf(expr)) stack.Push(arg);
        }
        return needed;
    }

    private Seq<Expr> ArgsOf(Expr expr) => _whole.Contains(expr) ? default : expr.Args;

    /// <summary>The dtype whose lanes hold the value.</summary>
    public DType HomeOf(Expr expr) => Target.Home(expr, boolHome ?? (_ => DType.I32));

    private Code Write(Expr expr)
    {
        switch (expr)
        {
            case Expr.Constant c:
                return target.Constant(c.Value, HomeOf(expr));
            case Expr.Named n:
                return Code.Name(n.Name);
            case Expr.Apply { Op: Primitive.Cast } cast:
                var (value, from, like) = (_written[cast.Args[0]], cast.Args[0].DType, HomeOf(cast.Args[0]));
                return isOnlyStored?.Invoke(cast) == true ? target.CastForStore(value, from, cast.DType, like) : target.Cast(value, from, cast.DType, like);
            case Expr.Apply apply:
                return WriteApply(apply);
            default:
                return leaf is null ? throw new InvalidOperationException($"{expr.GetType().Name} outside of a kernel") : leaf(expr);
        }
    }

    private Code WriteApply(Expr.Apply apply)
    {
        // Masks meet in the lanes of the value they select, or of the first one.
        var operand = HomeOf(apply.Op == Primitive.Select ? apply.Args[1] : apply.Args[0]);
        var args = apply.Args.Select(a => a.DType == DType.Bool
            ? target.ConvertBool(_written[a], HomeOf(a), operand)
            : _written[a]).ToArray();
        return target.Apply(apply, args, operand);
    }

    private static string DefaultName(Expr expr) => expr switch
    {
        Expr.Apply apply => apply.Op.ToString().ToLowerInvariant(),
        Expr.Reduced reduced => reduced.Reduction.Combine.ToString().ToLowerInvariant(),
        Expr.Position => "index",
        _ => "value",
    };
}
