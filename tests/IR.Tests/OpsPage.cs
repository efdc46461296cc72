using System.Linq;
using System.Text;
using GraphCompiler.IR;

namespace GraphCompiler.IR.Tests;

/// <summary>docs/ops.md, written from the op table.</summary>
internal static class OpsPage
{
    private static readonly (OpKind Kind, string Title, string About)[] s_sections =
    [
        (OpKind.Elementwise, "Elementwise", "One result element from one element of each operand. Operands have the same dtype and broadcast as in numpy: "
            + "shapes are aligned at the last axis, each pair of sizes is equal or one of them is 1. A symbolic size never counts as 1. "
            + "Where one operand is a tensor, others may be plain numbers: `Maximum(x, 0f)`; `Clamp` takes both bounds as numbers or neither."),
        (OpKind.Reduce, "Reductions", "Combine the elements along axes."),
        (OpKind.ArgReduce, "Search", "The place of an extremum along an axis."),
        (OpKind.Contract, "Matrix products", ""),
        (OpKind.Composite, "Composites", "Functions of other ops that keep their name until a pass expands them."),
        (OpKind.Reshape, "Reshapes", "The same elements in the same order: nothing moves."),
        (OpKind.View, "Views", "Elements read through an affine map of the index; fused into what reads them. Several slices at once: " + PublicSignatures.Of("Split", " and ") + "."),
        (OpKind.Concat, "Joining", ""),
        (OpKind.Pad, "Padding", ""),
        (OpKind.Gather, "Lookup", ""),
        (OpKind.Update, "Updates", "Made from assignments to parts of a tensor: `x[i, 1..3] = value`."),
        (OpKind.Source, "Sources", "Elements that depend on their place alone."),
        (OpKind.Control, "Control flow", "Ops that hold sub-graphs."),
        (OpKind.Effect, "Effects", "Made from `Graph.Print` and `Graph.Assert`; ordered by tokens, tensors without elements ([ir.md](ir.md#effects))."),
        (OpKind.Constant, "Structure", "What a graph is made of besides computation."),
    ];

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("# Ops\n\nGenerated from the op table (`src/IR/Ops`). To renew it: `GRAPHCOMPILER_BLESS=1 dotnet test tests/IR.Tests --filter OpsPage`.\n"
            + "C# methods are those of the class `Ops`, each with a `T` that is `unmanaged`; where the arguments do not tell a type, a call writes it: `OneHot<float>(labels, 10)`.\n"
            + "Edge cases (NaN, signed zeros, overflow, empty axes) are in [numerics.md](numerics.md).\n");
        foreach (var (kind, title, about) in s_sections)
        {
            var ops = OpTable.All.Where(op => SectionOf(op) == kind).OrderBy(op => op.Name, System.StringComparer.Ordinal).ToList();
            if (ops.Count == 0) continue;
            text.Append("\n## ").Append(title).Append('\n');
            if (about != "") text.Append('\n').Append(about).Append('\n');
            text.Append("\n| IR | C# | meaning | dtypes | gradient | ONNX |\n|---|---|---|---|---|---|\n");
            foreach (var op in ops)
            {
                text.Append($"| `{op.Name}` | {(op.PublicName is null ? "—" : PublicSignatures.Of(op.PublicName))} | {op.Summary.Replace("|", "\\|")} | {Dtypes(op)} | {Gradient(op)} "
                    + $"| {(op.Onnx.Operator is { } name ? $"`{name}`" : $"— ({op.Onnx.Reason})")} |\n");
            }
            var attributes = ops.SelectMany(op => op.Attributes.Where(a => !a.Internal).Select(a => (a.Name, a.Summary, Op: op.Name))).GroupBy(a => (a.Name, a.Summary)).ToList();
            if (attributes.Count > 0) text.Append('\n');
            foreach (var group in attributes)
                text.Append($"* `{group.Key.Name}` of {string.Join(", ", group.Select(a => $"`{a.Op}`"))}: {group.Key.Summary}.\n");
        }
        return text.ToString();
    }

    public static OpKind SectionOf(OpDef op) => op.Kind switch
    {
        OpKind.Parameter or OpKind.Get or OpKind.Fused => OpKind.Constant,
        OpKind.After => OpKind.Effect,
        _ => op.Kind,
    };

    private static string Dtypes(OpDef op) => op.Operands.IsEmpty ? "—" : op.Accepts == DTypes.Any ? "any" : op.Accepts.Describe();

    private static string Gradient(OpDef op) => op.Vjp switch
    {
        Vjp.None none => $"none: {none.Reason}",
        Vjp.FromExpansion => "from its expansion",
        Vjp.Rule => "yes",
        _ => "not yet",
    };
}
