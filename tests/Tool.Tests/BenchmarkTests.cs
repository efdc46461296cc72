using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Kernels;
using GraphCompiler.Tool.Sample;
using Xunit;

namespace GraphCompiler.Tool.Tests;

/// <summary>graphc bench on functions that the build compiled; how fast they are is nobody's business here.</summary>
public class BenchmarkTests
{
    private static readonly string s_assembly = typeof(Functions).Assembly.Location;

    private static string[] Bench(params string[] arguments) => ["bench", s_assembly, .. arguments, "--seconds", "0.01"];

    [Fact]
    public void A_row_for_each_engine_and_number_of_threads()
    {
        var before = Workers.Threads;
        var output = Tool.Output(Bench("Predict", "--threads", "1,2", "--size", "N=5"));
        Assert.StartsWith("GraphCompiler.Tool.Sample.Functions.Predict (x: f32[N,8], w: f32[8,4], b: f32[4]) -> f32[N,4], N = 5\n", output);
        var rows = Rows(output)[..5];
        Assert.Equal(["threads", "engine", "median", "fastest", "slowest", "allocated", "ratio"], rows[0]);
        Assert.Equal([("1", "compiled"), ("", "eager"), ("2", "compiled"), ("", "eager")], rows.Skip(1).Select(r => (r[0], r[1])));
        Assert.All(rows.Skip(1), r =>
        {
            Assert.All(r[2..5], time => Assert.Matches(@"^\d+(\.\d+)? (ns|µs|ms|s)$", time));
            Assert.Matches(@"^\d+ B$", r[5]);
            Assert.True(double.Parse(r[6], CultureInfo.InvariantCulture) > 0);
        });
        Assert.Equal(before, Workers.Threads);
    }

    [Fact]
    public void A_row_for_each_kernel_of_an_assembly_with_clocks()
    {
        var rows = Rows(Tool.Output(Bench("Power", "--threads", "1,2", "-i", "n=3")))[5..];
        Assert.Equal(["threads", "kernel", "runs a call", "time a call", "share"], rows[0]);
        Assert.Equal(["1", "", "2", ""], rows.Skip(1).Select(r => r[0]));
        Assert.Equal(["Mul: mul(x, x)", "everything else", "Mul: mul(x, x)", "everything else"], rows.Skip(1).Select(r => r[1]));
        Assert.Equal(["3", "", "3", ""], rows.Skip(1).Select(r => r[2]));
        Assert.All(rows.Skip(1), r => Assert.Matches(@"^\d+(\.\d+)? (ns|µs|ms|s)$", r[3]));
        Assert.All(rows.Skip(1).Chunk(2), both => Assert.InRange(both.Sum(r => int.Parse(r[4].TrimEnd(' ', '%'), CultureInfo.InvariantCulture)), 99, 101));
    }

    [Fact]
    public void Kernels_are_timed_where_the_project_asks_for_it()
    {
        var x = Tensor.Ones<float>(4);
        Functions.PowerGraph.ResetKernelTimes();
        Functions.PowerGraph.Compiled(x, 5);
        Functions.PowerGraph.Compiled(x, 2);
        Functions.PowerGraph.Eager(x, 2);
        var time = Assert.Single(Functions.PowerGraph.KernelTimes);
        Assert.Equal((Functions.PowerGraph.Kernels[0], 7), (time.Kernel, time.Runs));
        Assert.InRange(time.Total, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Functions.PowerGraph.ResetKernelTimes();
        Assert.Equal((0, TimeSpan.Zero), (Functions.PowerGraph.KernelTimes[0].Runs, Functions.PowerGraph.KernelTimes[0].Total));

        // A function for each number of leading axes.
        Functions.RowsGraph.Compiled(Tensor.Ones<float>(2, 3));
        Assert.Equal(Functions.RowsGraph.Kernels, Functions.RowsGraph.KernelTimes.Select(t => t.Kernel));
        Assert.Equal([0, 1, 0, 0], Functions.RowsGraph.KernelTimes.Take(4).Select(t => t.Runs));
    }

    private static List<string[]> Rows(string output) =>
        output.Split('\n').Where(l => l.StartsWith('│')).Select(l => l.Split('│', StringSplitOptions.TrimEntries)[1..^1]).ToList();

    [Theory]
    [InlineData("Mixed", "M = 64, N = 64")]
    [InlineData("Composed", "N = 3, model_Hidden_K = 2, model_Hidden_M = 64", "-s", "N=3", "model_Hidden_K=2")]
    [InlineData("Mixed", "M = 5, N = 4", "--size", "N=4,M=5", "-i", "rate=2,n=3")]
    [InlineData("Pairs", "K = 3, p_N = 4", "-s", "p_N=4,K=3")]
    [InlineData("Rows_2", "B0 = 64, B1 = 64")]
    [InlineData("Rows_0", "-> f32[]")]
    [InlineData("Net.Forward", "N = 0", "--size", "N=0")]
    [InlineData("Power", "N = 64", "-i", "n=7")]
    [InlineData("Halved", "-> (f32[], f32[])", "-i", "x=0.5")]
    public void Arguments_of_all_forms_are_made(string function, string sizes, params string[] options) =>
        Assert.EndsWith(sizes, Tool.Output(Bench([function, .. options])).Split('\n')[0]);

    [Theory]
    [InlineData("there is no size K; there are: N", "Predict", "-s", "K=3")]
    [InlineData("--size N: expected NAME=VALUE, for instance N=128", "Predict", "-s", "N")]
    [InlineData("--size N=-1: a size is a whole number from 0 to", "Predict", "-s", "N=-1")]
    [InlineData("--size: N is given twice", "Predict", "-s", "N=1", "N=2")]
    [InlineData("--size: x (f32[N,8]) would be [2000000000, 8]", "Predict", "-s", "N=2000000000")]
    [InlineData("--threads 1,0: numbers from 1 to 1024, separated by commas", "Predict", "--threads", "1,0")]
    [InlineData("x is f32[N]; only parameters of rank 0 are given", "Power", "-i", "x=3")]
    [InlineData("there is no parameter m; there are: x (f32[N]), n (i32[])", "Power", "-i", "m=3")]
    [InlineData("threw OpException: GF0114: Functions.Together: add: axis 0 of x and y: N is 3 and M is 64; they must be equal", "Together", "-s", "N=3")]
    [InlineData("has no graph Predit; did you mean 'Predict'?", "Predit")]
    public void Mistakes_are_explained(string message, params string[] arguments) => Assert.Contains(message, Tool.Complaint(Bench(arguments)));

    [Fact]
    public void It_has_help()
    {
        Assert.Contains("  bench ", Tool.Output("--help"));
        Assert.Contains("This one loads the assembly and runs its code.", Tool.Output("bench", "--help"));
    }

    [Fact]
    public void Only_assemblies_are_measured()
    {
        using var file = new TemporaryFile("graph @f(%x: f32[N]) { return %x }");
        Assert.Contains("is IR text, which nobody has compiled; give the assembly", Tool.Complaint("bench", file.Path));
    }

    [Fact]
    public void An_assembly_with_graphs_but_without_their_code_is_explained() =>
        Assert.Contains("has no companion of it that can be called", Tool.Complaint("bench", typeof(BenchmarkTests).Assembly.Location, "Energy"));

    [Fact]
    public void Every_run_draws_the_same()
    {
        var graph = GraphParser.Parse("graph @f(%x: f32[N], %l: i32[N], %f: bool[N], %h: f16[N], %n: i64[]) { return %x }");
        var sizes = new Dictionary<string, long> { ["N"] = 100 };
        var (a, b) = (SampleInputs.Draw(graph, sizes, new Dictionary<string, Literal>()), SampleInputs.Draw(graph, sizes, new Dictionary<string, Literal>()));
        Assert.Equal(((Tensor<float>)a["x"]).ToArray(), ((Tensor<float>)b["x"]).ToArray());
        Assert.Equal([0, 1], ((Tensor<int>)a["l"]).ToArray().Distinct().Order());
        Assert.Equal(2, ((Tensor<bool>)a["f"]).ToArray().Distinct().Count());
        Assert.Equal(100, ((Tensor<Half>)a["h"]).Shape[0]);
        Assert.Equal(1, ((Tensor<long>)a["n"]).Item());
    }
}
