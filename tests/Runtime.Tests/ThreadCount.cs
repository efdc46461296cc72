using System;
using GraphCompiler.Kernels;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Sets the number of threads for a test.</summary>
internal sealed class ThreadCount : IDisposable
{
    private readonly int _before = Workers.Threads;

    public ThreadCount(int threads) => Workers.Threads = threads;

    public void Dispose() => Workers.Threads = _before;
}
