using System.Diagnostics;
using System.Threading;

namespace GraphCompiler.Kernels;

/// <summary>A background thread that runs the jobs it is given: it spins for a moment, then sleeps.</summary>
internal sealed class Worker
{
    // About what two kernels of a small network lie apart; longer spinning takes the processor from others.
    private static readonly long s_spinTicks = Stopwatch.Frequency / 1_000_000 * 50;

    private readonly SemaphoreSlim _wake = new(0);
    private RangeJob? _job;
    private int _asleep;

    public Worker()
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = "GraphCompiler worker" };
        thread.Start();
    }

    public void Give(RangeJob job)
    {
        // A full fence: either the worker sees the job before it sleeps, or we see that it sleeps.
        Interlocked.Exchange(ref _job, job);
        if (Interlocked.Exchange(ref _asleep, 0) == 1) _wake.Release();
    }

    /// <summary>Takes the job back; false when the worker has it already.</summary>
    public bool TakeBack() => Interlocked.Exchange(ref _job, null) is not null;

    private void Loop()
    {
        while (true)
        {
            if (Interlocked.Exchange(ref _job, null) is { } job)
            {
                job.RunParts();
                job.End();
                continue;
            }
            if (Spin()) continue;
            Interlocked.Exchange(ref _asleep, 1);
            if (Volatile.Read(ref _job) is null || Interlocked.Exchange(ref _asleep, 0) == 0) _wake.Wait();
        }
    }

    /// <summary>Waits for a job; false when the time is over.</summary>
    private bool Spin()
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() - start < s_spinTicks)
        {
            if (Volatile.Read(ref _job) is not null) return true;
            Thread.SpinWait(20);
        }
        return false;
    }
}
