using System;
using System.Threading;

namespace GraphCompiler.Kernels;

/// <summary>Work in numbered pieces that may run in any order and at the same time.</summary>
internal interface IGemmTask
{
    void Invoke(int index);
}

/// <summary>
/// Runs tasks on the workers, each thread taking the next one when it is done with its last: blocks at the edges are
/// smaller than others, and a thread may be late.
/// </summary>
internal static unsafe class GemmTasks
{
    /// <summary>Fewer multiplications than this are not worth waking another thread for.</summary>
    public const long Grain = 1 << 19;

    /// <summary>How many threads work of that many multiplications deserves.</summary>
    public static int Threads(long work) => work < Grain ? 1 : Workers.Threads;

    /// <summary>Runs <paramref name="count"/> tasks on at most <paramref name="threads"/> threads, the caller's among them.</summary>
    public static void Run<TTask>(int count, ref TTask task, int threads)
        where TTask : struct, IGemmTask
    {
        threads = Math.Min(threads, count);
        if (threads <= 1)
        {
            for (int i = 0; i < count; i++)
                task.Invoke(i);
            return;
        }
        // The caller waits for all threads, so its stack may hold what they share.
        int next = 0;
        Workers.For(threads, 1, new Body<TTask>(task, count, &next));
    }

    private struct Body<TTask>(TTask task, int count, int* next) : IRangeBody
        where TTask : struct, IGemmTask
    {
        private TTask _task = task;

        public void Run(nint start, nint end, int part)
        {
            for (int i; (i = Interlocked.Increment(ref *next) - 1) < count;)
                _task.Invoke(i);
        }
    }
}
