using System;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>Kernels that only move elements, as calls of the runtime's copies, which know tiles and registers for every pattern.</summary>
/// <param name="Method">The runtime's method.</param>
/// <param name="Arguments">What it is called with.</param>
internal sealed record MoveCode(string Method, string Arguments)
{
    /// <summary>The call that does the kernel's work; null when it computes something.</summary>
    /// <param name="buffer">The variable of a buffer.</param>
    public static MoveCode? Of(Kernel kernel, DimCode dims, Func<int, string> buffer)
    {
        if (kernel.Shape != LoopShape.Map || kernel.Stages.Count != 1 || kernel.Stages[0].Stores.Count != 1) return null;
        var store = kernel.Stages[0].Stores[0];
        var target = At(store.Buffer, store.Index.Offset);
        switch (store.Value)
        {
            case Expr.Load { IsGather: false } load:
                var axes = kernel.Axes.Select((a, k) => $"new MoveAxis({dims.Of(a.Extent)}, {dims.Of(load.Index.Coefficients[k])}, {dims.Of(store.Index.Coefficients[k])})");
                return new("Moves.Copy", string.Join(", ", axes.Prepend($"ref {target}").Prepend($"in {At(load.Buffer, load.Index.Offset)}")));
            case Expr.Apply { Op: Primitive.Cast, Args: var args } when args[0] is Expr.Load { IsGather: false } load && IsWhole(kernel, load) && IsWhole(kernel, store):
                return new("Moves.Cast", $"in {At(load.Buffer, load.Index.Offset)}, ref {target}, {Count(kernel, dims)}");
            case Expr.Constant constant when IsWhole(kernel, store):
                return new("Moves.Fill", $"ref {target}, {Count(kernel, dims)}, {CSharpLiteral.Of(constant.Value)}");
            default:
                return null;
        }

        string At(int index, Dim offset) => offset.Is(0) ? $"{buffer(index)}.Ref" : $"Unsafe.Add(ref {buffer(index)}.Ref, {dims.Of(offset)})";
    }

    private static string Count(Kernel kernel, DimCode dims) => kernel.Axes.Count == 0 ? "1" : dims.Of(kernel.Axes[0].Extent).Text;

    private static bool IsWhole(Kernel kernel, Expr.Load load) => kernel.Axes.Count == 0 || (kernel.Axes.Count == 1 && load.Index.Coefficients[0].Is(1));
    private static bool IsWhole(Kernel kernel, Store store) => kernel.Axes.Count == 0 || (kernel.Axes.Count == 1 && store.Index.Coefficients[0].Is(1));
}
