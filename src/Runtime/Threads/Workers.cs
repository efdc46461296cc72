using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace GraphCompiler.Kernels;

/// <summary>A loop body over a range of indices, run by one thread per range.</summary>
public interface IRangeBody
{
    /// <param name="start">First index.</param>
    /// <param name="end">One past the last index.</param>
    /// <param name="part">Number of the range, 0 … parts - 1: where to put a partial result.</param>
    void Run(nint start, nint end, int part);
}

/// <summary>
/// The threads that share a loop's work: as many as <see cref="Threads"/>, the caller among them. A range of indices is split
/// evenly and by the thread count alone, so results do not depend on which thread runs which part, or when.
/// </summary>
/// <remarks>
/// Workers spin for a moment before they sleep, because kernels follow each other within microseconds. One loop is shared at a
/// time: a loop started while another is shared, or from within one, runs on its own thread, with the same split.
/// </remarks>
public static class Workers
{
    private static readonly Lock s_resize = new();
    private static Worker[] s_workers = [];
    private static int s_threads = FromEnvironment();
    private static int s_shared;

    /// <summary>
    /// Threads a loop may use: the environment variable GRAPHCOMPILER_THREADS, or else the number of processors.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than 1024.</exception>
    public static int Threads
    {
        get => s_threads;
        set
        {
            if (value is < 1 or > 1024) throw new ArgumentOutOfRangeException(nameof(value), value, "Workers.Threads: allowed are 1 to 1024");
            s_threads = value;
        }
    }

    /// <summary>Into how many parts <see cref="For{TBody}"/> splits such a loop.</summary>
    /// <param name="count">Number of indices.</param>
    /// <param name="grain">Fewest indices that are worth a thread of their own.</param>
    public static int Parts(nint count, nint grain) =>
        (int)Math.Min(s_threads, Math.Max(1, count / Math.Max(1, grain)));

    /// <summary>Runs the body over 0 … <paramref name="count"/> - 1, split into <see cref="Parts"/> ranges.</summary>
    /// <param name="count">Number of indices.</param>
    /// <param name="grain">Fewest indices that are worth a thread of their own.</param>
    /// <param name="body">A copy is run.</param>
    /// <param name="multiple">Ranges begin at multiples of it: whole registers and cache lines for a loop over elements.</param>
    /// <remarks>An exception of a body is thrown here, once all parts have ended.</remarks>
    public static void For<TBody>(nint count, nint grain, TBody body, int multiple = 1)
        where TBody : struct, IRangeBody
    {
        var parts = Parts(count, grain);
        if (parts == 1)
        {
            if (count > 0) body.Run(0, count, 0);
            return;
        }
        var size = (count + parts - 1) / parts;
        size = (size + multiple - 1) / multiple * multiple;
        if (Interlocked.CompareExchange(ref s_shared, 1, 0) != 0)
        {
            RunAlone(count, size, parts, ref body);
            return;
        }
        try
        {
            Share(count, size, parts, body);
        }
        finally
        {
            Volatile.Write(ref s_shared, 0);
        }
    }

    private static void RunAlone<TBody>(nint count, nint size, int parts, ref TBody body)
        where TBody : struct, IRangeBody
    {
        for (var part = 0; part < parts && part * size < count; part++)
            body.Run(part * size, Math.Min(count, (part + 1) * size), part);
    }

    private static void Share<TBody>(nint count, nint size, int parts, TBody body)
        where TBody : struct, IRangeBody
    {
        var workers = s_workers.Length >= parts - 1 ? s_workers : Grow(parts - 1);
        var job = RangeJob<TBody>.Instance;
        job.Prepare(count, size, parts, body);
        for (var i = 0; i < parts - 1; i++) workers[i].Give(job);
        job.RunParts();
        // What no worker has begun by now is done; only those that took the job must be waited for.
        var taken = 0;
        for (var i = 0; i < parts - 1; i++)
        {
            if (!workers[i].TakeBack()) taken++;
        }
        var wait = new SpinWait();
        while (job.Ended < taken) wait.SpinOnce(sleep1Threshold: -1);
        job.Finish();
    }

    private static Worker[] Grow(int count)
    {
        lock (s_resize)
        {
            var grown = s_workers;
            if (grown.Length < count)
            {
                Array.Resize(ref grown, count);
                for (var i = s_workers.Length; i < count; i++) grown[i] = new Worker();
                s_workers = grown;
            }
            return grown;
        }
    }

    private static int FromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable("GRAPHCOMPILER_THREADS"), out var threads) && threads is >= 1 and <= 1024
            ? threads
            : Math.Min(Environment.ProcessorCount, 1024);
}

/// <summary>A loop that is being shared.</summary>
internal abstract class RangeJob
{
    private int _ended;

    /// <summary>How many workers that took the job are done with it.</summary>
    public int Ended => Volatile.Read(ref _ended);

    /// <summary>Runs parts that nobody has begun until there are none.</summary>
    public abstract void RunParts();

    public void End() => Interlocked.Increment(ref _ended);

    protected void Reset() => _ended = 0;
}

/// <summary>The job of loops with one type of body. Loops are shared one at a time, so one object serves them all.</summary>
internal sealed class RangeJob<TBody> : RangeJob
    where TBody : struct, IRangeBody
{
    public static readonly RangeJob<TBody> Instance = new();

    private TBody _body;
    private nint _count;
    private nint _size;
    private int _parts;
    private int _next;
    private ExceptionDispatchInfo? _error;

    public void Prepare(nint count, nint size, int parts, TBody body)
    {
        Reset();
        (_count, _size, _parts, _body, _next) = (count, size, parts, body, 0);
    }

    public override void RunParts()
    {
        while (Interlocked.Increment(ref _next) - 1 is var part && part < _parts)
        {
            var start = part * _size;
            if (start >= _count) continue;
            try
            {
                // A copy: bodies may keep state while they run.
                var body = _body;
                body.Run(start, Math.Min(_count, start + _size), part);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }

    /// <summary>Lets go of the body's buffers and throws what a part threw.</summary>
    public void Finish()
    {
        _body = default;
        var error = _error;
        _error = null;
        error?.Throw();
    }
}
