using System;
using System.Linq;
using System.Runtime.CompilerServices;
using GraphCompiler.Eager;
using GraphCompiler.IR;

namespace GraphCompiler;

/// <summary>
/// The operations on tensors, for <c>using static GraphCompiler.Ops;</c>. Names, argument orders and broadcasting are numpy's and
/// PyTorch's; axes may be negative. Called on their own they run at once; in a graph function they become its graph.
/// </summary>
/// <remarks>
/// Every operation returns a new tensor. Mistakes in dtypes, shapes or attributes throw <see cref="OpException"/> with the message
/// that the compiler gives for the same call; a null tensor throws <see cref="ArgumentNullException"/>, a disposed one
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public static partial class Ops
{
    // The members of elementwise ops are generated from the op table, by src/Runtime.Generator.

    private static Tensor<TResult> Call<T, TResult>(OpDef op, Tensor<T> x, params Attr[] attributes)
        where T : unmanaged
        where TResult : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        return PreparedCall.Run<TResult>(op, [x], attributes);
    }

    private static Tensor<T> Call<T>(OpDef op, Tensor<T> x, params Attr[] attributes) where T : unmanaged => Call<T, T>(op, x, attributes);

    private static Attr Ints(int value) => new Attr.Ints(Seq.Of((long)value));

    private static Attr Ints(int[] values, [CallerArgumentExpression(nameof(values))] string argument = "")
    {
        ArgumentNullException.ThrowIfNull(values, argument);
        return new Attr.Ints(Seq<long>.Own(Array.ConvertAll(values, v => (long)v)));
    }

    private static Attr Dims(int[] values, [CallerArgumentExpression(nameof(values))] string argument = "")
    {
        ArgumentNullException.ThrowIfNull(values, argument);
        return new Attr.Dims(Seq<Dim>.Own(Array.ConvertAll(values, v => (Dim)v)));
    }

    private static Attr Int(long value) => new Attr.Int(value);

    private static Attr Bool(bool value) => new Attr.Bool(value);
}
