using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace GraphCompiler.Eager.Tests;

public class GraphModeTests
{
    [Fact]
    public void Is_compiled_by_default_and_eager_within_the_scope()
    {
        Assert.False(GraphMode.IsEager);
        using (GraphMode.Eager()) Assert.True(GraphMode.IsEager);
        Assert.False(GraphMode.IsEager);
    }

    [Fact]
    public void Scopes_nest()
    {
        using (GraphMode.Eager())
        {
            using (GraphMode.Eager()) Assert.True(GraphMode.IsEager);
            Assert.True(GraphMode.IsEager);
        }
        Assert.False(GraphMode.IsEager);
    }

    [Fact]
    public void Disposing_twice_closes_one_scope()
    {
        using var outer = GraphMode.Eager();
        var inner = GraphMode.Eager();
        inner.Dispose();
        inner.Dispose();
        Assert.True(GraphMode.IsEager);
    }

    [Fact]
    public void Closing_the_outer_scope_first_leaves_the_inner_one_open()
    {
        var outer = GraphMode.Eager();
        var inner = GraphMode.Eager();
        outer.Dispose();
        Assert.True(GraphMode.IsEager);
        inner.Dispose();
        Assert.False(GraphMode.IsEager);
    }

    [Fact]
    public async Task Flows_across_await_and_into_tasks()
    {
        using (GraphMode.Eager())
        {
            await Task.Yield();
            Assert.True(GraphMode.IsEager);
            Assert.True(await Task.Run(() => GraphMode.IsEager));
        }
        Assert.False(GraphMode.IsEager);
        Assert.False(await Task.Run(() => GraphMode.IsEager));
    }

    [Fact]
    public async Task A_scope_opened_in_an_async_callee_does_not_reach_the_caller()
    {
        var opened = new TaskCompletionSource();
        var close = new TaskCompletionSource();
        async Task Callee()
        {
            using (GraphMode.Eager())
            {
                opened.SetResult();
                await close.Task;
                Assert.True(GraphMode.IsEager);
            }
        }

        var callee = Callee();
        await opened.Task;
        Assert.False(GraphMode.IsEager);
        close.SetResult();
        await callee;
    }

    [Fact]
    public async Task A_task_that_outlives_its_scope_is_back_in_compiled_mode()
    {
        var closed = new TaskCompletionSource();
        Task<bool> task;
        using (GraphMode.Eager()) task = Task.Run(async () => { await closed.Task; return GraphMode.IsEager; });
        // Another thread in eager mode keeps the count of open scopes above zero.
        using var open = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            using (GraphMode.Eager())
            {
                open.Set();
                done.Wait();
            }
        });
        thread.UnsafeStart();
        open.Wait();
        closed.SetResult();
        Assert.False(await task);
        Assert.False(GraphMode.IsEager);
        done.Set();
        thread.Join();
    }

    [Fact]
    public void A_function_without_a_graph_says_why()
    {
        var f = new GraphFunction<Func<int, int>>("Demo.F", "goto is not supported", x => x + 1);
        Assert.False(f.Captured);
        Assert.Equal(3, f.Eager(2));
        Assert.Contains("goto is not supported", f.Text);
        Assert.Contains("goto is not supported", Assert.Throws<InvalidOperationException>(() => f.Compiled).Message);
    }
}
