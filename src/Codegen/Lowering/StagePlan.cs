using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// Puts what a kernel computes into stages: a reduction's result is there from the stage after its own on. An element that is dear and
/// wanted in a later stage again is kept in an output's row until then, if there is one to take it.
/// </summary>
internal static class StagePlan
{
    private const int Dear = 8;

    public static Kernel Arrange(string name, Seq<KernelBuffer> inputs, Seq<KernelBuffer> outputs, Seq<LoopAxis> axes,
        IReadOnlyList<Reduction> reductions, IReadOnlyList<Store> stores, ExprPool pool)
    {
        var ready = ReadyIn(reductions.Select(r => r.Value).Concat(stores.Select(s => s.Value)));
        bool IsRow(Store s) => axes.Any(a => a.Reduced) && !s.Index.DependsOn(k => axes[k].Reduced);
        var inner = stores.Where(s => !IsRow(s)).ToList();
        var count = reductions.Select(r => ready[r.Value]).Concat(inner.Select(s => ready[s.Value])).DefaultIfEmpty(-1).Max() + 1;
        var stages = Enumerable.Range(0, count).Select(n => new Stage(
            reductions.Where(r => ready[r.Value] == n).ToSeq(),
            inner.Where(s => ready[s.Value] == n).ToSeq())).ToList();
        KeepDearElements(stages, inputs.Count, inputs.Concat(outputs).Select(b => b.DType).ToList(), axes, pool);
        return new(name, inputs.Concat(outputs).ToSeq(), inputs.Count, axes, stages.ToSeq(), stores.Where(IsRow).ToSeq());
    }

    /// <summary>The first stage in which each expression can be computed.</summary>
    private static Dictionary<Expr, int> ReadyIn(IEnumerable<Expr> roots)
    {
        var ready = new Dictionary<Expr, int>();
        foreach (var expr in Expr.PostOrder(roots.OrderBy(r => r.Id)))
        {
            // A reduction's value was built before its result, so it stands earlier in the order.
            ready[expr] = expr is Expr.Reduced reduced ? Value(reduced) + 1 : expr.Args.Select(a => ready[a]).DefaultIfEmpty(0).Max();
        }
        return ready;

        int Value(Expr.Reduced reduced)
        {
            if (!ready.TryGetValue(reduced.Reduction.Value, out var stage))
            {
                foreach (var entry in ReadyIn([reduced.Reduction.Value])) ready[entry.Key] = entry.Value;
                stage = ready[reduced.Reduction.Value];
            }
            return stage;
        }
    }

    private static void KeepDearElements(List<Stage> stages, int inputs, List<DType> dtypes, Seq<LoopAxis> axes, ExprPool pool)
    {
        for (var early = 0; early + 1 < stages.Count; early++)
        {
            var computed = Expr.PostOrder(stages[early].Reductions.Select(r => r.Value)).Where(e => IsElement(e, axes) && Cost(e) >= Dear).ToList();
            // The largest part that a later stage shares.
            foreach (var expr in computed.AsEnumerable().Reverse())
            {
                var later = Enumerable.Range(early + 1, stages.Count - early - 1).Where(n => Uses(stages[n], expr)).ToList();
                if (later.Count == 0) continue;
                // The row of the output is free until the output itself is stored.
                var home = stages[later[later.Count - 1]].Stores.Where(s => dtypes[s.Buffer] == expr.DType).Select(s => (Store?)s).FirstOrDefault();
                if (home is null || stages.Take(later[later.Count - 1]).Any(s => s.Stores.Any(t => t.Buffer == home.Buffer))) continue;
                var load = pool.Load(expr.DType, home.Buffer, home.Index);
                load.Hint = expr.Hint;
                stages[early] = stages[early] with { Stores = stages[early].Stores.Append(new Store(home.Buffer, home.Index, expr)) };
                foreach (var n in later)
                {
                    stages[n] = new(
                        stages[n].Reductions.Map(r => r with { Value = pool.Replace(r.Value, expr, load) }),
                        stages[n].Stores.Map(s => s with { Value = pool.Replace(s.Value, expr, load) }));
                }
                break;
            }
        }
    }

    private static bool Uses(Stage stage, Expr expr) =>
        Expr.PostOrder(stage.Reductions.Select(r => r.Value).Concat(stage.Stores.Select(s => s.Value))).Contains(expr);

    /// <summary>True for a value that differs from element to element of a row.</summary>
    private static bool IsElement(Expr expr, Seq<LoopAxis> axes) =>
        Expr.PostOrder([expr]).Any(e => e is Expr.Load load && load.Index.DependsOn(k => axes[k].Reduced));

    /// <summary>Instructions per vector, roughly.</summary>
    public static int Cost(Expr expr) => Expr.PostOrder([expr]).Sum(CostOf);

    public static int CostOf(Expr expr) => expr is Expr.Apply apply ? PrimitiveCost.Of(apply.Op, expr.DType.IsFloat()) : 0;
}
