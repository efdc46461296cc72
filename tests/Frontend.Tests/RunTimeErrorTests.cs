using System;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Arguments that do not fit, seen only when the program runs: the exception names function, parameter, axis and id.</summary>
public class RunTimeErrorTests
{
    private const string Program = """
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> Scale([Shape("N", 3)] Tensor<float> x, [Shape("N")] Tensor<float> s) => x * ExpandDims(s, 1);
            [GraphFunction] public static Tensor<float> Add([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y) => x + y;
            [GraphFunction] public static Tensor<float> Top([Shape("N")] Tensor<float> x) => Max(x);
            [GraphFunction] public static Tensor<float> Probabilities([Shape("N", "M")] Tensor<float> x) => Softmax(x) + LogSumExp(x, axis: 1, keepDims: true);
            [GraphFunction] public static Tensor<float> At([Shape("N", 4)] Tensor<float> x, int i, int j) => x[i, j];
            [GraphFunction] public static Tensor<float> Row([Shape("N", 4)] Tensor<float> x, int i) => x[i] * 2f;
            [GraphFunction]
            public static Tensor<float> Put([Shape(3)] Tensor<float> x, int i)
            {
                var y = x + 0f;
                y[i] = 1f;
                return y;
            }
            [GraphFunction] public static Tensor<float> Last([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y) => Sum(x[^y.Shape[0]..] * y);
            [GraphFunction] public static Tensor<float> Rest([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y)
            {
                var d = x.Shape[0] - y.Shape[0];
                return x[d..] + x[..^d];
            }
            [GraphFunction] public static Tensor<float> Window([Shape("N")] Tensor<float> x, int i) => x[i..(i + 3)];
            [GraphFunction]
            public static Tensor<float> Before([Shape("N")] Tensor<float> x, int back)
            {
                var list = new System.Collections.Generic.List<Tensor<float>>();
                for (var i = 0; i < x.Shape[0]; i++) list.Add(i == 0 ? x[0] : list[i - back]);
                return Stack(list.ToArray(), axis: 0);
            }
            public static Tensor<float> CallLast(Tensor<float> x, Tensor<float> y) => Last(x, y);
            public static Tensor<float> CallRest(Tensor<float> x, Tensor<float> y) => Rest(x, y);
            public static Tensor<float> CallWindow(Tensor<float> x, int i) => Window(x, i);
            public static Tensor<float> CallBefore(Tensor<float> x, int back) => Before(x, back);
            public static Tensor<float> CallAt(Tensor<float> x, int i, int j) => At(x, i, j);
            public static Tensor<float> CallRow(Tensor<float> x, int i) => Row(x, i);
            public static Tensor<float> CallPut(Tensor<float> x, int i) => Put(x, i);
            public static Tensor<float> CallScale(Tensor<float> x, Tensor<float> s) => Scale(x, s);
            public static Tensor<float> CallAdd(Tensor<float> x, Tensor<float> y) => Add(x, y);
        }
        """;

    private static readonly Lazy<LoadedProgram> s_program = new(() => LoadedProgram.Build(Source.Compile(Program)));

    private static Tensor<float> Zeros(params int[] shape) => Tensor.Zeros<float>(shape);

    private static OpException Fails(string method, params object[] arguments) => Assert.Throws<OpException>(() => s_program.Value.Call("C", method, arguments));

    /// <summary>The declared shapes are checked whether the graph runs or the method itself.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Declared_shapes(bool eager)
    {
        using var mode = eager ? GraphMode.Eager() : null;
        var size = Fails("CallScale", Zeros(2, 4), Zeros(2));
        Assert.Equal("GF0009", size.Id);
        Assert.Equal("GF0009: C.Scale: axis 1 of x is 4; it must be 3: the shape is declared [N,3], got [2, 4]", size.Message);
        Assert.Equal("GF0009: C.Scale: x has rank 1 (shape [2]); it must be 2: the shape is declared [N,3]", Fails("CallScale", Zeros(2), Zeros(2)).Message);
        Assert.Equal("GF0009: C.Scale: axis 0 of s is 5; it must be 2 (N, axis 0 of x): the shape is declared [N], got [5]", Fails("CallScale", Zeros(2, 3), Zeros(5)).Message);
    }

    /// <summary>What no shape declares is found where it is needed: at the entry of the graph, in the op when the method itself runs.</summary>
    [Fact]
    public void Sizes_that_do_not_fit_together()
    {
        var compiled = Fails("CallAdd", Zeros(2), Zeros(3));
        Assert.Equal("GF0114", compiled.Id);
        Assert.Equal("GF0114: C.Add: add: axis 0 of x and y: N is 2 and M is 3; they must be equal", compiled.Message);
        using var mode = GraphMode.Eager();
        Assert.StartsWith("GF0103: add: ", Fails("CallAdd", Zeros(2), Zeros(3)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Indices(bool eager)
    {
        using var mode = eager ? GraphMode.Eager() : null;
        string Where(string what) => eager ? "" : $" ({what})";
        Assert.Equal("GF0110: slice: index 4 is out of range for axis 1 of size 4; allowed: -4 to 3" + Where("x in C.At"), Fails("CallAt", Zeros(2, 4), 1, 4).Message);
        Assert.Equal("GF0110: slice: index -3 is out of range for axis 0 of size 2; allowed: -2 to 1" + Where("x in C.At"), Fails("CallAt", Zeros(2, 4), -3, 9).Message);
        Assert.Equal("GF0110: slice: index 0 is out of range for axis 0 of size 0; it has no elements" + Where("x in C.Row"), Fails("CallRow", Zeros(0, 4), 0).Message);
        Assert.Equal("GF0110: slice: index 3 is out of range for axis 0 of size 3; allowed: -3 to 2" + Where("y in C.Put"), Fails("CallPut", Zeros(3), 3).Message);
        Assert.Equal("GF0110: slice: range 4..7 is out of range for axis 0 of size 6; allowed: from 0 to 6, the end not before the start" + Where("x in C.Window"), Fails("CallWindow", Zeros(6), 4).Message);
    }

    /// <summary>A list ends with what has been added, and its indices are not counted from the end; what is no Index or no element throws what C# throws.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ranges_and_lists(bool eager)
    {
        using var mode = eager ? GraphMode.Eager() : null;
        Assert.Equal([3, 4, 5], ((Tensor<float>)s_program.Value.Call("C", "CallWindow", Tensor.Arange<float>(6), 3)!).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => s_program.Value.Call("C", "CallWindow", Zeros(6), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_program.Value.Call("C", "CallWindow", Zeros(6), int.MaxValue - 1));
        Assert.Equal([7, 7, 7], ((Tensor<float>)s_program.Value.Call("C", "CallBefore", Tensor.Create([7f, 8f, 9f], 3), 1)!).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => s_program.Value.Call("C", "CallBefore", Zeros(3), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_program.Value.Call("C", "CallBefore", Zeros(3), 3));
    }

    /// <summary>Ends of ranges that depend on two sizes: inside the axis, and never negative.</summary>
    [Fact]
    public void Ranges_of_sizes()
    {
        foreach (var eager in new[] { false, true })
        {
            using var mode = eager ? GraphMode.Eager() : null;
            var x = Tensor.Arange<float>(5);
            Assert.Equal([3 * 1 + 4 * 1], ((Tensor<float>)s_program.Value.Call("C", "CallLast", x, Tensor.Full([2], 1f))!).ToArray());
            Assert.Equal([0], ((Tensor<float>)s_program.Value.Call("C", "CallLast", x, Zeros(0))!).ToArray());
            Assert.Equal([10], ((Tensor<float>)s_program.Value.Call("C", "CallLast", x, Tensor.Full([5], 1f))!).ToArray());
            Assert.Equal([2, 4, 6], ((Tensor<float>)s_program.Value.Call("C", "CallRest", x, Zeros(3))!).ToArray());
            Assert.Equal([0, 2, 4, 6, 8], ((Tensor<float>)s_program.Value.Call("C", "CallRest", x, Zeros(5))!).ToArray());
            Assert.Equal(eager ? "GF0110" : "GF0114", Fails("CallLast", Zeros(2), Zeros(3)).Id);
            if (eager) Assert.Throws<ArgumentOutOfRangeException>(() => s_program.Value.Call("C", "CallRest", Zeros(2), Zeros(3)));
            else Assert.Contains("-M+N, an end of a range, must not be negative", Fails("CallRest", Zeros(2), Zeros(3)).Message);
        }
    }

    [Fact]
    public void The_largest_of_nothing()
    {
        dynamic companion = Companion("TopGraph");
        Assert.Equal("GF0114: C.Top: max: axis 0 of x must not be empty: N is 0; it must be at least 1",
            Assert.Throws<OpException>(() => ((Delegate)companion.Compiled).Method.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [Zeros(0)], null)).Message);
    }

    [Fact]
    public void Softmax_of_nothing_is_nothing_everywhere()
    {
        dynamic companion = Companion("ProbabilitiesGraph");
        foreach (var f in new[] { (Func<Tensor<float>, Tensor<float>>)companion.Compiled, (Func<Tensor<float>, Tensor<float>>)companion.Eager })
        {
            Assert.Equal(new Shape(2, 0), f(Zeros(2, 0)).Shape);
            Assert.Equal(new Shape(0, 2), f(Zeros(0, 2)).Shape);
        }
    }

    private static object Companion(string name) => s_program.Value.Assembly.GetType("C")!.GetProperty(name)!.GetValue(null)!;
}
