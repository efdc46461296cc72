using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Codegen;

/// <summary>
/// The loops of one stage over the reduced axes. A cheap stage runs on several accumulators, or each addition would wait for the one
/// before; they are combined in a fixed order.
/// </summary>
internal sealed class ReductionLoop(KernelContext context, ScalarPrinter printer, CodeWriter writer)
{
    private readonly List<List<string>> _accumulators = [];

    private ElementStyle Style => context.Style;

    /// <param name="name">The name that a value has here.</param>
    public void Write(Stage stage, ElementFunction function, Func<Expr, string> name)
    {
        var isRow = context.Kernel.Shape == LoopShape.Row;
        var copies = stage.Reductions.Count == 1 ? Copies(stage, isRow) : 1;
        foreach (var reduction in stage.Reductions) Declare(reduction, copies);
        var loops = context.InnerReduced.ToList();
        // The innermost loop is over the lanes of a row, or over the last reduced axis of a column.
        var inner = isRow ? context.Lane : loops[loops.Count - 1];
        if (!isRow) loops.RemoveAt(loops.Count - 1);
        var blocks = new Stack<CodeWriter.Block>();
        foreach (var k in loops) blocks.Push(writer.Open(For(context.Variables[k], From(k), Extent(k), "1")));
        WriteInner(inner, isRow && Style.IsVector ? Style.Count : "1", copies, isRow, function, name);
        while (blocks.Count > 0) blocks.Pop().Dispose();
        for (var r = 0; r < stage.Reductions.Count; r++) Finish(stage.Reductions[r], _accumulators[r], isRow);
    }

    /// <summary>One reduction over columns of several registers that lie side by side.</summary>
    /// <param name="lanes">The index of each register's first column.</param>
    /// <param name="name">The name that a value has for a register.</param>
    /// <param name="finish">Takes each register's result.</param>
    public void WriteSideBySide(Reduction reduction, ElementFunction function, IReadOnlyList<string> lanes,
        Func<int, Expr, string> name, Action<int, string> finish)
    {
        Declare(reduction, lanes.Count);
        var blocks = new Stack<CodeWriter.Block>();
        foreach (var k in context.InnerReduced) blocks.Push(writer.Open(For(context.Variables[k], From(k), Extent(k), "1")));
        for (var c = 0; c < lanes.Count; c++)
        {
            var variables = context.Variables.Take(context.Variables.Count - 1).Append(lanes[c]).ToList();
            var accumulator = _accumulators[0][c];
            writer.Line($"{accumulator} = {function.Call(e => name(c, e), variables, Style.Count, [accumulator])};");
        }
        while (blocks.Count > 0) blocks.Pop().Dispose();
        for (var c = 0; c < lanes.Count; c++) finish(c, _accumulators[0][c]);
    }

    private string From(int axis) => axis == context.TiledAxis ? "from" : "0";

    private string Extent(int axis) => axis == context.TiledAxis ? "to" : context.Dims.Of(context.Kernel.Axes[axis].Extent).Text;

    private static string For(string variable, string from, string to, string step) =>
        $"for (nint {variable} = {from}; {variable} < {to}; {variable}{(step == "1" ? "++" : " += " + step)})";

    private int Copies(Stage stage, bool isRow)
    {
        if (!Style.IsVector) return 1;
        var extent = isRow ? context.Kernel.Axes[context.Lane].Extent : context.Kernel.Axes[context.InnerReduced.Last()].Extent;
        if (extent.AsConstant is { } n && n < (isRow ? 128 : 8)) return 1;
        return StagePlan.Cost(stage.Reductions[0].Value) switch { <= 12 => 4, <= 40 => 2, _ => 1 };
    }

    private void Declare(Reduction reduction, int copies)
    {
        var wish = ElementFunction.AccumulatorName(reduction);
        var names = Enumerable.Range(0, copies).Select(i => context.Names.New(copies == 1 ? wish : wish + i)).ToList();
        var home = printer.HomeOf(reduction.Value);
        var init = Style.Target.Constant(reduction.Init, home);
        foreach (var name in names) writer.Line($"var {name} = {init};");
        _accumulators.Add(names);
    }

    private void WriteInner(int axis, string step, int copies, bool isRow, ElementFunction function, Func<Expr, string> name)
    {
        // Stages follow each other in one scope, and their loops leave their variables behind.
        var to = Extent(axis);
        var j = context.LoopVariables.Add(context.Variables[axis]) ? context.Variables[axis] : context.Names.New(context.Variables[axis]);
        if (copies == 1 && step == "1")
        {
            writer.Line($"{For(j, From(axis), to, "1")} {Step(j, "count", 0)}");
            return;
        }
        writer.Line($"nint {j} = {From(axis)};");
        if (copies > 1)
        {
            var stride = step == "1" ? copies.ToString() : $"{copies} * {step}";
            using (writer.Open($"for (; {j} <= {to} - {stride}; {j} += {stride})"))
            {
                for (var c = 0; c < copies; c++)
                {
                    var offset = c == 0 ? "" : step == "1" ? $" + {c}" : c == 1 ? $" + {step}" : $" + {c} * {step}";
                    writer.Line(Step(offset == "" ? j : isRow ? j + offset : $"({j}{offset})", isRow ? step : "count", c));
                }
            }
        }
        if (step == "1")
        {
            writer.Line($"for (; {j} < {to}; {j}++) {Step(j, "count", 0)}");
            return;
        }
        writer.Line($"for (; {j} <= {to} - {step}; {j} += {step}) {Step(j, step, 0)}");
        writer.Line($"if ({j} < {to}) {Step(j, $"(int)({to} - {j})", 0)}");

        string Step(string at, string count, int copy)
        {
            var variables = context.Variables.ToList();
            variables[axis] = at;
            var accumulators = _accumulators.Select(a => a[copy]).ToList();
            var call = function.Call(name, variables, count, accumulators);
            return accumulators.Count > 0 ? $"{accumulators[0]} = {call};" : call + ";";
        }
    }

    private void Finish(Reduction reduction, List<string> accumulators, bool isRow)
    {
        var only = accumulators[0];
        while (accumulators.Count > 1)
        {
            var half = accumulators.Count / 2;
            accumulators = Enumerable.Range(0, half)
                .Select(i => $"({context.CombineCode(reduction, accumulators[2 * i], Code.Name(accumulators[2 * i + 1]))})").ToList();
        }
        var home = printer.HomeOf(reduction.Value);
        var total = accumulators[0].StartsWith("(") ? accumulators[0].Substring(1, accumulators[0].Length - 2) : accumulators[0];
        var code = isRow ? Style.Combine(reduction.Combine, reduction.DType, home, total) : Code.Name(total);
        if (context.ResultOf(reduction) is not { } result) return;
        if (code.Text == only)
        {
            printer.Bind(result, only);
            return;
        }
        var name = context.Names.New(context.NameFor(result));
        writer.Line($"var {name} = {code};");
        printer.Bind(result, name);
    }
}
