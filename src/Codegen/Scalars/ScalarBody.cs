using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>An op's body as source: local declarations, then the expression of the result.</summary>
/// <param name="Home">The dtype whose lanes hold the result: for a comparison, that of what it compares.</param>
public sealed record ScalarBody(Seq<string> Statements, string Result, DType DType, DType Home)
{
    /// <summary>Writes a body whose operands, and attributes if it has any, are variables of the given names.</summary>
    /// <param name="boolHome">The dtype in whose lanes operands of dtype bool come as masks.</param>
    /// <param name="attribute">The text of an attribute in a dtype; by default its name.</param>
    public static ScalarBody Print(Target target, Scalar body, Seq<DType> dtypes, Seq<string> names, DType boolHome = DType.I32,
        System.Func<string, DType, string>? attribute = null)
    {
        var pool = new ExprPool();
        var operands = dtypes.Select((d, i) => pool.Named(d, names[i])).ToList();
        var root = pool.From(body, operands, (name, dtype) => pool.Named(dtype, attribute?.Invoke(name, dtype) ?? name));
        var printer = new ScalarPrinter(target, new NameScope(names.ToArray()), boolHome: _ => boolHome);
        var statements = new List<string>();
        var result = printer.Print([root], statements.Add)[0].Text;
        return new(statements.ToSeq(), result, root.DType, printer.HomeOf(root));
    }
}
