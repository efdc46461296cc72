using System.Runtime.CompilerServices;
using System.Threading;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>
/// A run of consecutive results and where their operands lie; an operand that repeats is one element for the whole run.
/// Operands that the function does not have are null references.
/// </summary>
internal ref struct Row<TX, TY, TZ, TResult>
{
    public ref TX X;
    public ref TY Y;
    public ref TZ Z;
    public ref TResult Result;
    public bool RepeatX, RepeatY, RepeatZ;

    /// <summary>Whether the result is larger than the caches and begins at a cache line.</summary>
    public bool Streams;

    public nint Count;
}

/// <summary>The innermost loop of every elementwise op, for one register type.</summary>
internal static class RowLoop<V, E, TFunction, TX, TY, TZ, TResult>
    where V : struct, ILanes<V, E>
    where E : unmanaged
    where TFunction : struct, IRowFunction<V>
{
    public static void Run(TFunction f, Row<TX, TY, TZ, TResult> row)
    {
        var x = new Elements<V, E, TX>(ref row.X);
        var y = new Elements<V, E, TY>(ref row.Y);
        var z = new Elements<V, E, TZ>(ref row.Z);
        if (row.Streams && typeof(TResult) == typeof(E))
        {
            RunTo(f, row, x, y, z, new StreamedElements<V, E, TResult>(ref row.Result));
            Interlocked.MemoryBarrier();
        }
        else
        {
            RunTo(f, row, x, y, z, new Elements<V, E, TResult>(ref row.Result));
        }
    }

    private static void RunTo<ST>(TFunction f, Row<TX, TY, TZ, TResult> row, Elements<V, E, TX> x, Elements<V, E, TY> y, Elements<V, E, TZ> z, ST to)
        where ST : struct, IRowTarget<V>, allows ref struct
    {
        var n = row.Count;
        if (TFunction.Arity == 1)
        {
            Loop(f, x, default(Absent<V>), default(Absent<V>), to, n);
        }
        else if (TFunction.Arity == 2)
        {
            if (row.RepeatX) Loop(f, x.Repeat(), y, default(Absent<V>), to, n);
            else if (row.RepeatY) Loop(f, x, y.Repeat(), default(Absent<V>), to, n);
            else Loop(f, x, y, default(Absent<V>), to, n);
        }
        else if (row.RepeatX)
        {
            if (row.RepeatY) Loop(f, x.Repeat(), y.Repeat(), z, to, n);
            else if (row.RepeatZ) Loop(f, x.Repeat(), y, z.Repeat(), to, n);
            else Loop(f, x.Repeat(), y, z, to, n);
        }
        else if (row.RepeatY)
        {
            if (row.RepeatZ) Loop(f, x, y.Repeat(), z.Repeat(), to, n);
            else Loop(f, x, y.Repeat(), z, to, n);
        }
        else if (row.RepeatZ)
        {
            Loop(f, x, y, z.Repeat(), to, n);
        }
        else
        {
            Loop(f, x, y, z, to, n);
        }
    }

    // Optimised at once: in tier 0 every register operation is a call, and a first call on a large tensor would take seconds.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop<SX, SY, SZ, ST>(TFunction f, SX x, SY y, SZ z, ST to, nint n)
        where SX : struct, IRowSource<V>, allows ref struct
        where SY : struct, IRowSource<V>, allows ref struct
        where SZ : struct, IRowSource<V>, allows ref struct
        where ST : struct, IRowTarget<V>, allows ref struct
    {
        nint i = 0;
        for (; i <= n - V.Count; i += V.Count) to.Store(f.Apply(x.Load(i), y.Load(i), z.Load(i)), i);
        if (i == n) return;
        var rest = (int)(n - i);
        to.StorePartial(f.Apply(x.LoadPartial(i, rest), y.LoadPartial(i, rest), z.LoadPartial(i, rest)), i, rest);
    }
}
