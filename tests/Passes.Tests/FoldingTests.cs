using Xunit;

namespace GraphCompiler.Passes.Tests;

public class FoldingTests
{
    [Theory]
    [InlineData("", "%a = constant 2 : f32[] %b = constant 3 : f32[] %1 = mul %a, %b %2 = exp %1 return %2", "%1 = constant 6 : f32[] %2 = exp %1 return %2")]
    [InlineData("", "%a = constant [1, 2, 3] : f32[3] %1 = sum %a return %1", "%1 = constant 6 : f32[] return %1")]
    [InlineData("", "%a = constant [[1, 2], [3, 4]] : f32[2,2] %1 = matmul %a, %a return %1", "%1 = constant [[7, 10], [15, 22]] : f32[2,2] return %1")]
    [InlineData("", "%1 = iota [shape=[3], dtype=i32] %2 = neg %1 return %2", "%1 = constant [0, -1, -2] : i32[3] return %1")]
    [InlineData("%x: f32[N]", "%a = full [value=f32[] 2, shape=[N]] %b = full [value=f32[] 3, shape=[N]] %1 = add %a, %b return %1", "%1 = full [value=f32[] 5, shape=[N]] return %1")]
    [InlineData("%x: f32[N]", "%a = full [value=f32[] 2, shape=[N]] %1 = reshape %a [shape=[1,N]] return %1", "%1 = full [value=f32[] 2, shape=[1,N]] return %1")]
    [InlineData("", "%a = constant [2, 2] : f32[2] return %a", "%a = full [value=f32[] 2, shape=[2]] return %a")]
    public void Constants_are_computed(string parameters, string body, string expected) => Reduction.Check("fold-constants", parameters, body, expected);

    [Theory]
    // Folding must not make the program larger.
    [InlineData("", "%1 = iota [shape=[1000], dtype=i32] %2 = neg %1 return %2")]
    [InlineData("", "%a = constant [1, 2] : f32[2] %1 = broadcast_to %a [shape=[100,2]] return %1")]
    [InlineData("", "%a = constant [1, 2] : f32[2] %1 = pad %a [before=[100], after=[0]] return %1")]
    // It fails at run time, at its place.
    [InlineData("", "%a = constant [1, 2] : f32[2] %i = constant 7 : i64[] %1 = gather %a, %i return %1")]
    public void Left_alone(string parameters, string body) => Reduction.CheckUnchanged("fold-constants", parameters, body);
}
