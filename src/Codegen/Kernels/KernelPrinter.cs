using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>The loop IR as text, for dumps and tests: loops from outside in, then one line for each reduction and store.</summary>
public static class KernelPrinter
{
    public static string Print(Kernel kernel)
    {
        var writer = new CodeWriter();
        var names = kernel.Axes.Select((_, k) => AxisName(k)).ToList();
        var buffers = kernel.Buffers.Select((b, i) => $"{(i < kernel.Inputs ? "" : "out ")}{b.Name}: {b.Type}");
        using (writer.Open($"kernel {kernel.Name}({string.Join(", ", buffers)})"))
        {
            var blocks = new Stack<CodeWriter.Block>();
            for (var k = 0; k < kernel.Axes.Count; k++)
            {
                if (!kernel.Axes[k].Reduced) blocks.Push(writer.Open($"for {names[k]} < {kernel.Axes[k].Extent}{(k == kernel.Axes.Count - 1 ? " in lanes" : "")}"));
            }
            foreach (var stage in kernel.Stages) Print(stage, kernel, names, writer);
            foreach (var store in kernel.RowStores) writer.Line(Text(store, kernel, names));
            while (blocks.Count > 0) blocks.Pop().Dispose();
        }
        return writer.ToString();
    }

    private static void Print(Stage stage, Kernel kernel, IReadOnlyList<string> names, CodeWriter writer)
    {
        var loops = kernel.Axes.Select((a, k) => (Axis: a, Name: names[k], Inner: k == kernel.Axes.Count - 1)).Where(l => l.Axis.Reduced)
            .Select(l => $"{l.Name} < {l.Axis.Extent}{(l.Inner ? " in lanes" : "")}").ToList();
        var block = loops.Count > 0 ? writer.Open("over " + string.Join(", ", loops)) : (CodeWriter.Block?)null;
        foreach (var store in stage.Stores) writer.Line(Text(store, kernel, names));
        foreach (var reduction in stage.Reductions)
            writer.Line($"r{reduction.Number} = {reduction.Combine.ToString().ToLowerInvariant()} of {Text(reduction.Value, kernel, names)}");
        block?.Dispose();
    }

    private static string Text(Store store, Kernel kernel, IReadOnlyList<string> names) =>
        $"{kernel.Buffers[store.Buffer].Name}[{store.Index.ToString(names)}] = {Text(store.Value, kernel, names)}";

    private static string Text(Expr expr, Kernel kernel, IReadOnlyList<string> names) => expr switch
    {
        Expr.Constant c => CSharpLiteral.Of(c.Value).Text,
        Expr.Named n => n.Name,
        Expr.Load { IsGather: true } load => $"{kernel.Buffers[load.Buffer].Name}[{load.Index.ToString(names)}{string.Concat(load.Gathered.Select((g, i) => $" + {g.Stride}*({Text(load.Args[i], kernel, names)})"))}]",
        Expr.Load load => $"{kernel.Buffers[load.Buffer].Name}[{load.Index.ToString(names)}]",
        Expr.Position p => $"{p.DType.Name()}({p.Index.ToString(names)})",
        Expr.Reduced r => $"r{r.Reduction.Number}",
        Expr.Apply { Op: Primitive.Cast } cast => $"{cast.DType.Name()}({Text(cast.Args[0], kernel, names)})",
        Expr.Apply apply => $"{apply.Op.ToString().ToLowerInvariant()}({string.Join(", ", apply.Args.Select(a => Text(a, kernel, names)))})",
        _ => expr.ToString()!,
    };

    /// <summary>i, j, k, then i3, i4, ….</summary>
    public static string AxisName(int k) => k < 3 ? "ijk"[k].ToString() : "i" + k;
}
