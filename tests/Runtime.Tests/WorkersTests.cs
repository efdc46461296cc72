using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

[Collection(nameof(WorkersTests))]
[CollectionDefinition(nameof(WorkersTests), DisableParallelization = true)]
public class WorkersTests
{
    private readonly struct CountEach(int[] visits, int[] partOf) : IRangeBody
    {
        public void Run(nint start, nint end, int part)
        {
            for (var i = start; i < end; i++)
            {
                Interlocked.Increment(ref visits[i]);
                partOf[i] = part;
            }
        }
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(1000, 1, 1)]
    [InlineData(1000, 1, 64)]
    [InlineData(1000, 300, 64)]
    [InlineData(7, 1, 64)]
    [InlineData(100_003, 10, 16)]
    public void Every_index_runs_once_in_the_part_that_the_split_says(int count, int grain, int multiple)
    {
        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            using var _ = new ThreadCount(threads);
            for (var round = 0; round < 50; round++)
            {
                var (visits, parts) = (new int[count], new int[count]);
                Workers.For(count, grain, new CountEach(visits, parts), multiple);
                Assert.All(visits, v => Assert.Equal(1, v));
                var wanted = Workers.Parts(count, grain);
                var size = (count + wanted - 1) / wanted;
                size = (size + multiple - 1) / multiple * multiple;
                for (var i = 0; i < count; i++) Assert.Equal(wanted == 1 ? 0 : i / size, parts[i]);
            }
        }
    }

    private readonly struct Throws : IRangeBody
    {
        public void Run(nint start, nint end, int part)
        {
            if (part == 1) throw new InvalidOperationException("part 1");
        }
    }

    [Fact]
    public void An_exception_of_a_part_reaches_the_caller_and_the_next_loop_works()
    {
        using var _ = new ThreadCount(4);
        Assert.Equal("part 1", Assert.Throws<InvalidOperationException>(() => Workers.For(1000, 1, new Throws())).Message);
        var visits = new int[100];
        Workers.For(100, 1, new CountEach(visits, new int[100]));
        Assert.All(visits, v => Assert.Equal(1, v));
    }

    private readonly struct Nested(int[] visits) : IRangeBody
    {
        public void Run(nint start, nint end, int part)
        {
            for (var i = start; i < end; i++)
            {
                Workers.For(10, 1, new CountEach(visits.AsSpan((int)i * 10, 10).ToArray(), new int[10]));
                for (var j = 0; j < 10; j++) Interlocked.Increment(ref visits[i * 10 + j]);
            }
        }
    }

    [Fact]
    public void Loops_nest_and_run_from_many_threads_at_once()
    {
        using var _ = new ThreadCount(3);
        Parallel.For(0, 200, i =>
        {
            var visits = new int[400];
            Workers.For(40, 1, new Nested(visits));
            Assert.All(visits, v => Assert.Equal(1, v));
        });
    }

    [Fact]
    public void A_shared_loop_allocates_nothing_once_warm()
    {
        using var _ = new ThreadCount(2);
        var body = new CountEach(new int[4096], new int[4096]);
        for (var i = 0; i < 10; i++) Workers.For(4096, 1, body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Workers.For(4096, 1, body);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void The_thread_count_is_checked(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Workers.Threads = threads);
}
