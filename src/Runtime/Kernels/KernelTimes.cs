using System;
using System.Diagnostics;
using System.Threading;

namespace GraphCompiler.Kernels;

/// <summary>How long the kernels of a compiled graph have run. Code of projects that set <c>GraphCompilerKernelTimes</c> keeps it.</summary>
/// <param name="kernels">How many there are.</param>
public sealed class KernelTimes(int kernels)
{
    private readonly long[] _ticks = new long[kernels];
    private readonly long[] _runs = new long[kernels];

    /// <summary>Number of kernels.</summary>
    public int Count => kernels;

    /// <summary>Starts the clock of a kernel, until it is disposed of.</summary>
    public Run Of(int kernel) => new(this, kernel);

    /// <summary>How often a kernel ran and how long all its runs took.</summary>
    public (long Runs, TimeSpan Total) this[int kernel] =>
        (Volatile.Read(ref _runs[kernel]), TimeSpan.FromSeconds((double)Volatile.Read(ref _ticks[kernel]) / Stopwatch.Frequency));

    /// <summary>Forgets all runs.</summary>
    public void Reset()
    {
        Array.Clear(_ticks);
        Array.Clear(_runs);
    }

    /// <summary>One run of a kernel.</summary>
    public readonly ref struct Run(KernelTimes times, int kernel) : IDisposable
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        /// <summary>Adds the time since it was made.</summary>
        public void Dispose()
        {
            // A function may run on several threads at a time.
            Interlocked.Add(ref times._ticks[kernel], Stopwatch.GetTimestamp() - _start);
            Interlocked.Increment(ref times._runs[kernel]);
        }
    }
}
