using System;
using System.Linq;
using System.Reflection;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Codegen.Tests;

/// <summary>What the entry method of a compiled function checks, and what it says.</summary>
public class EntryTests
{
    [Theory]
    [InlineData("x: f32[N,3]", new[] { 2, 4 }, null, "GF0009: f: axis 1 of x is 4; it must be 3: the shape is declared [N,3], got [2, 4]")]
    [InlineData("x: f32[N,3]", new[] { 2 }, null, "GF0009: f: x has rank 1 (shape [2]); it must be 2: the shape is declared [N,3]")]
    [InlineData("x: f32[N], y: f32[N]", new[] { 2 }, new[] { 3 }, "GF0009: f: axis 0 of y is 3; it must be 2 (N, axis 0 of x): the shape is declared [N], got [3]")]
    [InlineData("x: f32[2*N+1], y: f32[N]", new[] { 8 }, new[] { 3 }, "GF0009: f: axis 0 of x is 8; it must be 7")]
    [InlineData("x: f32[2*N+1]", new[] { 8 }, null, "GF0009: f: axis 0 of x is 8; it must be 7")]
    [InlineData("x: f32[N+5]", new[] { 3 }, null, "GF0114: f: axis 0 of x is declared N+5: N is -2; it must be at least 0")]
    [InlineData("x: f32[N], y: f32[M]", new[] { 2 }, new[] { 3 }, "GF0114: f: add: axis 0 of x and y: N is 2 and M is 3; they must be equal")]
    [InlineData("x: f32[N], y: f32[3]", new[] { 2 }, new[] { 3 }, "GF0114: f: add: axis 0 of x and y: N is 2; it must be 3")]
    [InlineData("x: f32[N]", new[] { 0 }, null, "GF0114: f: max: axis 0 of x must not be empty: N is 0; it must be at least 1")]
    public void A_wrong_shape_is_named(string parameters, int[] x, int[]? y, string message)
    {
        var lines = y is null ? "%0 = neg %x; return %0" : "%0 = add %x, %y; return %0";
        if (message.Contains("max")) lines = "%0 = max %x; return %0";
        if (parameters.Contains("2*N+1], y")) lines = "%0 = neg %x; %1 = sum %y; %2 = add %0, %1; return %2";
        object?[] arguments = y is null ? [Tensor.Zeros<float>(x)] : [Tensor.Zeros<float>(x), Tensor.Zeros<float>(y)];
        var thrown = Assert.Throws<TargetInvocationException>(() => Compile(parameters, lines).Invoke(null, arguments));
        var error = Assert.IsType<OpException>(thrown.InnerException);
        Assert.StartsWith(message, error.Message);
    }

    [Theory]
    // More than 32 bits: cut off, it would be a small tensor that the kernel writes far beyond.
    [InlineData("x: f32[N]", "%0 = pad %x [before=[2147483647], after=[2147483647]]; return %0", new[] { 5 }, "f: the result would have the shape [4294967299]")]
    [InlineData("x: f32[N]", "%0 = expand_dims %x [axis=[1]]; %1 = add %0, %x; %2 = reshape %1 [shape=[N*N]]; return %2", new[] { 65536 }, "f: the result would have the shape [4294967296]")]
    [InlineData("x: f32[N]", "%0 = expand_dims %x [axis=[1]]; %1 = add %0, %x; return %1", new[] { 65536 }, "f: the result would have the shape [65536, 65536]")]
    public void A_result_of_too_many_elements_is_refused(string parameters, string lines, int[] x, string message)
    {
        var thrown = Assert.Throws<TargetInvocationException>(() => Compile(parameters, lines).Invoke(null, [Tensor.Zeros<float>(x)]));
        var error = Assert.IsType<OpException>(thrown.InnerException);
        Assert.Equal($"GF0115: {message}; a tensor has at most {Array.MaxLength} elements", error.Message);
    }

    [Theory]
    [InlineData("x: f32[N,8], w: f32[8,3]", false)]
    [InlineData("x: f32[N,K], w: f32[K,3]", true)]
    public void Memory_that_64_bits_may_not_count_is_counted_with_checks(string parameters, bool isChecked)
    {
        var source = new CpuEngine().Compile(CompiledGraphTests.Parse(parameters, "%0 = matmul %x, %w; %1 = exp %0; %2 = matmul %1, %w [transpose_y=true]; %3 = sum %2; return %3"), "Graph").Source;
        Assert.Equal(isChecked, source.Contains("Arena.Rent(checked("));
        Assert.Contains("Arena.Rent(", source);
    }

    [Fact]
    public void Null_and_disposed_tensors()
    {
        var invoke = Compile("x: f32[N]", "%0 = neg %x; return %0");
        Assert.IsType<ArgumentNullException>(Assert.Throws<TargetInvocationException>(() => invoke.Invoke(null, [null])).InnerException);
        var x = Tensor.Zeros<float>(3);
        x.Dispose();
        Assert.IsType<ObjectDisposedException>(Assert.Throws<TargetInvocationException>(() => invoke.Invoke(null, [x])).InnerException);
    }

    [Fact]
    public void Outputs_that_nothing_computes_are_copies()
    {
        var invoke = Compile("x: f32[N]", "%c = constant [1, 2, 3] : f32[3]; %0 = expand_dims %x [axis=[0]]; return %x, %0, %c");
        var x = Tensor.Create([1f, 2f], 2);
        var (same, row, constant) = ((Tensor<float>, Tensor<float>, Tensor<float>))invoke.Invoke(null, [x])!;
        x.AsSpan()[0] = 9;
        Assert.Equal([1f, 2f], same.ToArray());
        Assert.Equal(new Shape(1, 2), row.Shape);
        Assert.Equal([1f, 2f], row.ToArray());
        Assert.Equal([1f, 2f, 3f], constant.ToArray());
    }

    [Fact]
    public void A_call_allocates_its_result_and_nothing_else()
    {
        var invoke = Compile("x: f32[N,64], w: f32[64,8]", "%0 = exp %x; %1 = matmul %0, %w; %2 = softmax %1; return %2").CreateDelegate<Func<Tensor<float>, Tensor<float>, Tensor<float>>>();
        var (x, w) = (Tensor.Ones<float>(4, 64), Tensor.Ones<float>(64, 8));
        var alone = Compile("x: f32[N,8]", "%0 = neg %x; return %0").CreateDelegate<Func<Tensor<float>, Tensor<float>>>();
        var y = Tensor.Ones<float>(4, 8);
        Assert.Equal(BytesPerCall(() => alone(y)), BytesPerCall(() => invoke(x, w)));
    }

    private static long BytesPerCall(Func<Tensor<float>> call)
    {
        // Long enough for the JIT to have settled on its code.
        for (var i = 0; i < 200; i++) call();
        System.Threading.Thread.Sleep(300);
        for (var i = 0; i < 200; i++) call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) call();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }

    private static MethodInfo Compile(string parameters, string lines) =>
        CpuEngine.Load([new CpuEngine().Compile(CompiledGraphTests.Parse(parameters, lines), "Graph").Source]).GetType("GraphCompiler.Compiled.Graph")!.GetMethod("Invoke")!;
}
