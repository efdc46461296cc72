using System;
using System.IO;
using Xunit;

namespace GraphCompiler.Eager.Tests;

/// <summary>Printing and checking values on their way.</summary>
public class GraphOutputTests
{
    [Fact]
    public void Print_writes_the_label_and_the_tensor()
    {
        var before = Graph.Output;
        try
        {
            var text = new StringWriter();
            Graph.Output = text;
            Graph.Print(Tensor.Create<float>([1, 2], 2), "weights");
            Graph.Print(Tensor.Create<float>([3], 1));
            var x = Tensor.Create<float>([1, 2], 2);
            Graph.Print((short)-3, "short");
            Graph.Print('a');
            Graph.Print(uint.MaxValue);
            Assert.Equal($"weights: {x}{text.NewLine}{Tensor.Create<float>([3], 1)}{text.NewLine}short: -3{text.NewLine}97{text.NewLine}4294967295{text.NewLine}", text.ToString());
        }
        finally
        {
            Graph.Output = before;
        }
    }

    [Fact]
    public void Assert_passes_when_all_is_true_and_names_the_first_place_when_not()
    {
        Graph.Assert(Tensor.Create<bool>([true, true], 2), "fine");
        Graph.Assert(Tensor.Zeros<bool>(0), "nothing is false");
        Assert.Equal("not positive (false at [1, 0] of shape [2, 2]; Model.cs line 12)",
            Assert.Throws<GraphAssertException>(() => Graph.Assert(Tensor.Create<bool>([true, true, false, false], 2, 2), "not positive", "/src/Model.cs", 12)).Message);
        Assert.Equal("no (Model.cs line 3)", Assert.Throws<GraphAssertException>(() => Graph.Assert(Tensor.Scalar(false), "no", "C:\\src\\Model.cs", 3)).Message);
        Assert.Matches(@"^no \(GraphOutputTests\.cs line \d+\)$", Assert.Throws<GraphAssertException>(() => Graph.Assert(Tensor.Scalar(false), "no")).Message);
    }
}
