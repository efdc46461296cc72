using System;
using System.Linq;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>What these tests count is the whole process's, so none runs beside them.</summary>
[CollectionDefinition(nameof(BlockPoolTests), DisableParallelization = true)]
[Collection(nameof(BlockPoolTests))]
public class BlockPoolTests
{
    [Fact]
    public void Tensors_nobody_disposes_of_give_their_memory_back()
    {
        for (var i = 0; i < 200; i++) Tensor.Zeros<float>(8 << 20).AsSpan()[0] = i;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(BlockPool.KeptBytes > 0);
        Assert.True(Environment.WorkingSet < 4L << 30, $"the working set is {Environment.WorkingSet >> 20} MB after 200 tensors of 32 MB");
        BlockPool.Trim();
    }

    [Fact]
    public void The_collector_is_asked_to_look_for_tensors_nobody_disposed_of()
    {
        BlockPool.Trim();
        var before = GC.CollectionCount(1);
        // 2 GB, of which a collector that is not asked lets more than one wait.
        for (var i = 0; i < 8192; i++)
        {
            Tensor.Zeros<float>(1 << 16).AsSpan()[0] = i;
            // Finalizers run on a thread of their own, which may be kept waiting where other tests keep all processors busy.
            if (i % 64 == 0) GC.WaitForPendingFinalizers();
        }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.InRange(GC.CollectionCount(1) - before, 32, 8192);
        Assert.InRange(BlockPool.KeptBytes, 1, 192 << 20);
        BlockPool.Trim();
    }

    [Fact]
    public void The_collector_is_asked_when_as_much_again_is_in_use_as_after_it_last_looked()
    {
        var budget = new CollectionBudget(100);
        Assert.False(budget.Take(100));
        Assert.True(budget.Take(1));
        Assert.False(budget.Take(100)); // Nothing came back: 101 are in use, and as many more are allowed.
        Assert.True(budget.Take(2));
        budget.Return(200, collected: true);
        Assert.Equal((nuint)3, budget.InUse);
        Assert.False(budget.Take(100));
        budget.Return(100, collected: false);
        Assert.False(budget.Take(100));
        Assert.True(budget.Take(1));

        budget.Least = nuint.MaxValue;
        Assert.False(budget.Take(nuint.MaxValue / 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockPool.CollectAfterBytes = 0);
        Assert.Equal(32 << 20, BlockPool.CollectAfterBytes);
    }

    [Fact]
    public void A_pool_full_of_blocks_of_another_size_keeps_the_newest_and_gives_up_the_oldest()
    {
        var most = BlockPool.MaxKeptBytes;
        BlockPool.Trim();
        BlockPool.MaxKeptBytes = 64 << 20;
        try
        {
            foreach (var elements in new[] { 1 << 18, 1 << 14 })
            {
                foreach (var tensor in Enumerable.Range(0, (80 << 18) / elements).Select(_ => Tensor.Zeros<int>(elements)).ToList()) tensor.Dispose();
                Assert.InRange(BlockPool.KeptBytes, 32 << 20, 64 << 20);
            }
            var large = Tensor.Zeros<int>(8 << 20);
            ref var memory = ref large.AsSpan()[0];
            large.Dispose();
            Assert.InRange(BlockPool.KeptBytes, 32 << 20, 64 << 20);
            using var again = Tensor.Zeros<int>(8 << 20);
            Assert.True(Unsafe.AreSame(ref memory, ref again.AsSpan()[0]));
        }
        finally
        {
            BlockPool.MaxKeptBytes = most;
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockPool.MaxKeptBytes = -1);
    }

    [Fact]
    public void Blocks_of_all_sizes_lie_apart_and_come_back()
    {
        for (var round = 0; round < 3; round++)
        {
            // From less than the smallest block to more than a slab has.
            var tensors = Enumerable.Range(0, 90).Select(i => Tensor.Full<int>([(int)Math.Pow(1.18, i) + 1], i)).ToList();
            Assert.All(tensors, (t, i) => Assert.DoesNotContain(t.ToArray(), x => x != i));
            foreach (var tensor in tensors.Where((_, i) => round != 1 || i % 2 == 0)) tensor.Dispose();
            BlockPool.Trim();
            Assert.All(tensors.Where((_, i) => round == 1 && i % 2 == 1), t => Assert.Single(t.ToArray().Distinct()));
        }
    }
}
