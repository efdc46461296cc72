using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace GraphCompiler.Tool;

/// <summary>How long a call takes: the median of samples, each the mean of a batch of calls, and the fastest and slowest of them.</summary>
/// <param name="Median">In nanoseconds, as the others.</param>
/// <param name="Bytes">Managed memory that a call allocates on the calling thread.</param>
internal sealed record Timing(double Median, double Least, double Most, long Bytes)
{
    private const int Samples = 31, FewestSamples = 5;

    /// <summary>Measures two calls in turns, so that what else the machine does meets both.</summary>
    /// <param name="budget">About as long as each may take; a call that is slow for it is still made a few times.</param>
    public static (Timing First, Timing Second) Of(Action first, Action second, TimeSpan budget)
    {
        var (a, b) = (new Sampling(first, budget), new Sampling(second, budget));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < FewestSamples || (i < Samples && clock.Elapsed < 2 * budget); i++)
        {
            a.Add();
            b.Add();
        }
        return (a.Result, b.Result);
    }

    /// <summary>Three digits and a unit: <c>12.3 µs</c>.</summary>
    public static string Show(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => Digits(nanoseconds) + " ns",
        < 1e6 => Digits(nanoseconds / 1e3) + " µs",
        < 1e9 => Digits(nanoseconds / 1e6) + " ms",
        _ => Digits(nanoseconds / 1e9) + " s",
    };

    private static string Digits(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private sealed class Sampling
    {
        private readonly Action _call;
        private readonly int _batch;
        private readonly double[] _samples = new double[Samples];
        private int _count;
        private long _bytes;

        public Sampling(Action call, TimeSpan budget)
        {
            _call = call;
            // Until it has run for a while: the JIT has compiled what it thinks hot then, and the pool has the buffers.
            var calls = 0;
            for (var clock = Stopwatch.StartNew(); calls < 3 || clock.Elapsed < budget / 3; calls++) call();
            // The first calls were slow ones; the size of a batch follows from the last.
            _batch = (int)Math.Clamp(budget.TotalNanoseconds / Samples / Mean(Math.Max(1, calls / 10)), 1, 1e7);
        }

        public Timing Result
        {
            get
            {
                var sorted = _samples.Take(_count).Order().ToArray();
                return new(sorted[_count / 2], sorted[0], sorted[^1], _bytes / ((long)_count * _batch));
            }
        }

        public void Add()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _samples[_count++] = Mean(_batch);
            _bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private double Mean(int calls)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++) _call();
            return (Stopwatch.GetTimestamp() - start) * 1e9 / Stopwatch.Frequency / calls;
        }
    }
}
