using Xunit;

namespace GraphCompiler.Passes.Tests;

public class SimplifyTests
{
    [Theory]
    // Algebra reaches through views, broadcasts results that became too small, and repeats until nothing applies.
    [InlineData("%x: f32[N]", "%1 = neg %x %2 = neg %1 %3 = neg %2 return %3", "%1 = neg %x return %1")]
    [InlineData("%x: f32[N]", "%c = constant 1 : f32[] %1 = mul %c, %x return %1", "return %x")]
    [InlineData("%x: f32[N], %m: f32[M]", "%c = full [value=f32[] 1, shape=[M,N]] %1 = mul %c, %x return %1", "%1 = broadcast_to %x [shape=[M,N]] return %1")]
    [InlineData("%x: i32[N]", "%1 = sub %x, %x return %1", "%1 = full [value=i32[] 0, shape=[N]] return %1")]
    [InlineData("%x: i32[N]", "%c = constant 3 : i32[] %1 = add %x, %c %2 = add %1, %c %3 = sub %2, %c return %3", "%c = constant 3 : i32[] %1 = add %x, %c return %1")]
    [InlineData("%x: f32[N]", "%c = constant 8 : f32[] %1 = div %x, %c return %1", "%c = constant 0.125 : f32[] %1 = mul %x, %c return %1")]
    [InlineData("%x: f32[N], %y: f32[N]", "%1 = neg %y %2 = add %1, %x return %2", "%1 = sub %x, %y return %1")]
    [InlineData("%x: f32[N], %y: f32[N]", "%1 = mul %x, %y %2 = mul %y, %x %3 = sub %1, %2 return %3", "%1 = mul %x, %y %3 = sub %1, %1 return %3")]
    [InlineData("%x: f32[N]", "%t = constant true : bool[] %e = exp %x %1 = select %t, %x, %e return %1", "return %x")]
    [InlineData("%x: i32[N], %y: i32[N]", "%1 = lt %x, %y %2 = not %1 %3 = select %2, %x, %y return %3", "%3 = maximum %x, %y return %3")]
    [InlineData("%x: f32[N]", "%1 = cast %x [dtype=f64] %2 = cast %1 [dtype=f32] return %2", "return %x")]
    [InlineData("%x: bool[N]", "%1 = cast %x [dtype=i32] %2 = cast %1 [dtype=f32] return %2", "%2 = cast %x [dtype=f32] return %2")]
    [InlineData("%x: i32[N]", "%1 = cast %x [dtype=i64] %2 = cast %1 [dtype=i8] return %2", "%2 = cast %x [dtype=i8] return %2")]
    public void Algebra(string parameters, string body, string expected) => Reduction.Check("simplify", parameters, body, expected);

    [Theory]
    // Views and reshapes that undo or continue each other.
    [InlineData("%x: f32[N,4]", "%1 = reshape %x [shape=[2*N,2]] %2 = reshape %1 [shape=[4*N]] return %2", "%2 = reshape %x [shape=[4*N]] return %2")]
    [InlineData("%x: f32[N,4]", "%1 = reshape %x [shape=[2*N,2]] %2 = reshape %1 [shape=[N,4]] return %2", "return %x")]
    [InlineData("%x: f32[N,4]", "%1 = expand_dims %x [axis=[1]] %2 = squeeze %1 [axis=[1]] return %2", "return %x")]
    [InlineData("%x: f32[N,4,M]", "%1 = transpose %x [perm=[1,2,0]] %2 = transpose %1 [perm=[2,0,1]] return %2", "return %x")]
    [InlineData("%x: f32[N,4,M]", "%1 = transpose %x [perm=[1,2,0]] %2 = transpose %1 [perm=[1,2,0]] return %2", "%1 = transpose %x [perm=[2,0,1]] return %1")]
    [InlineData("%x: f32[N,1,M]", "%1 = transpose %x [perm=[1,0,2]] return %1", "%1 = reshape %x [shape=[1,N,M]] return %1")]
    [InlineData("%x: f32[N], %m: f32[M]", "%1 = broadcast_to %x [shape=[4,N]] %2 = broadcast_to %1 [shape=[M,4,N]] return %2", "%1 = broadcast_to %x [shape=[M,4,N]] return %1")]
    [InlineData("%x: f32[N], %m: f32[M]", "%1 = expand_dims %x [axis=[0]] %2 = broadcast_to %1 [shape=[M,N]] return %2", "%1 = broadcast_to %x [shape=[M,N]] return %1")]
    [InlineData("%x: f32[N]", "%1 = broadcast_to %x [shape=[1,1,N]] return %1", "%1 = reshape %x [shape=[1,1,N]] return %1")]
    [InlineData("%x: f32[20]", "%1 = slice %x [starts=[2], stops=[18], steps=[2]] %2 = slice %1 [starts=[1], stops=[7], steps=[3]] return %2", "%1 = slice %x [starts=[4], stops=[11], steps=[6]] return %1")]
    [InlineData("%x: f32[N,8]", "%1 = slice %x [starts=[0,2], stops=[N,8]] %2 = slice %1 [starts=[0,1], stops=[N,3]] return %2", "%1 = slice %x [starts=[0,3], stops=[N,5]] return %1")]
    [InlineData("%x: f32[N,8]", "%1 = flip %x [axis=[0]] %2 = flip %1 [axis=[0]] return %2", "return %x")]
    [InlineData("%x: f32[N,8]", "%1 = flip %x [axis=[0]] %2 = flip %1 [axis=[1]] return %2", "%1 = flip %x [axis=[0,1]] return %1")]
    [InlineData("%x: f32[5]", "%1 = flip %x [axis=[0]] %2 = slice %1 [starts=[1], stops=[5]] return %2", "%1 = slice %x [starts=[3], stops=[-6], steps=[-1]] return %1")]
    public void Views(string parameters, string body, string expected) => Reduction.Check("simplify", parameters, body, expected);

    [Theory]
    [InlineData("%x: f32[N,1]", "%1 = max %x [axis=[1]] return %1", "%1 = reshape %x [shape=[N]] return %1")]
    [InlineData("%x: f32[N,1]", "%1 = sum %x [axis=[1]] return %1", "%1 = reshape %x [shape=[N]] %c = constant 0 : f32[] %2 = add %1, %c return %2")]
    [InlineData("%x: f32[N,M,4]", "%1 = sum %x [axis=[1]] %2 = sum %1 [axis=[1]] return %2", "%1 = sum %x [axis=[1,2]] return %1")]
    [InlineData("%x: f32[N,M,4]", "%1 = max %x [axis=[2]] %2 = max %1 [axis=[0], keep_dims=true] return %2", "%1 = max %x [axis=[0,2]] %2 = reshape %1 [shape=[1,M]] return %2")]
    [InlineData("%x: f32[N,M,4]", "%1 = transpose %x [perm=[2,0,1]] %2 = sum %1 [axis=[0]] return %2", "%1 = sum %x [axis=[2]] return %1")]
    [InlineData("%x: f32[4], %n: f32[N]", "%1 = broadcast_to %x [shape=[N,4]] %2 = max %1 return %2", "%1 = max %x return %1")]
    [InlineData("%x: f32[4], %n: f32[N]", "%1 = broadcast_to %x [shape=[N,4]] %2 = min %1 [axis=[0]] return %2", "return %x")]
    public void Reductions(string parameters, string body, string expected) => Reduction.Check("simplify", parameters, body, expected);

    [Theory]
    [InlineData("%x: f32[N], %y: f32[M], %z: f32[4]", "%1 = concat %x, %y [axis=0] %2 = concat %1, %z [axis=0] return %2", "%1 = concat %x, %y, %z [axis=0] return %1")]
    [InlineData("%x: f32[N], %y: f32[0]", "%1 = concat %x, %y [axis=0] return %1", "return %x")]
    [InlineData("%x: f32[8,N]", "%1 = slice %x [starts=[0], stops=[3]] %2 = slice %x [starts=[3], stops=[8]] %3 = concat %1, %2 [axis=0] return %3", "return %x")]
    [InlineData("%x: f32[4,N], %y: f32[6,N]", "%1 = concat %x, %y [axis=0] %2 = slice %1 [starts=[5], stops=[8]] return %2", "%1 = slice %y [starts=[1], stops=[4]] return %1")]
    [InlineData("%x: f32[4,N], %y: f32[6,N]", "%1 = concat %x, %y [axis=0] %2 = slice %1 [starts=[0], stops=[4]] return %2", "return %x")]
    [InlineData("%x: f32[N]", "%1 = pad %x [before=[1], after=[2]] %2 = pad %1 [before=[3], after=[0]] return %2", "%1 = pad %x [before=[4], after=[2]] return %1")]
    public void Joins(string parameters, string body, string expected) => Reduction.Check("simplify", parameters, body, expected);

    [Theory]
    [InlineData("%x: f32[N]", "%c = constant 1.5 : f32[] %d = constant 2 : f32[] %1 = add %x, %c %2 = sub %1, %d return %2", "%c = constant -0.5 : f32[] %1 = add %x, %c return %1")]
    [InlineData("%x: f32[N]", "%c = constant 0 : f32[] %1 = mul %x, %c return %1", "%1 = full [value=f32[] 0, shape=[N]] return %1")]
    [InlineData("%x: f32[N], %y: f32[N]", "%1 = sqrt %y %2 = div %x, %1 return %2", "%1 = rsqrt %y %2 = mul %x, %1 return %2")]
    public void Fast_math(string parameters, string body, string expected)
    {
        var graph = Reduction.Parse(parameters, body);
        Assert.True(GraphComparer.SameCode(
            new Simplify(FastMath: true).Run(graph), new Simplify(FastMath: true).Run(Reduction.Parse(parameters, expected))));
        // Without fast math the graph stays as it is.
        Reduction.CheckUnchanged("simplify", parameters, body);
    }

    [Theory]
    // What looks like an opportunity and is none.
    [InlineData("%x: f32[N]", "%c = constant 0 : f32[] %1 = add %x, %c return %1")]
    [InlineData("%x: f32[N]", "%1 = sub %x, %x return %1")]
    [InlineData("%x: f32[N]", "%c = constant 3 : f32[] %1 = div %x, %c return %1")]
    [InlineData("%x: f64[N]", "%c = constant 2 : f64[] %1 = pow %x, %c return %1")]
    [InlineData("%x: bool[4], %n: f32[N]", "%1 = broadcast_to %x [shape=[N,4]] %2 = any %1 [axis=[0]] return %2")]
    [InlineData("%x: f32[4], %n: f32[N]", "%1 = broadcast_to %x [shape=[N,4]] %2 = sum %1 [axis=[0]] return %2")]
    [InlineData("%x: f32[4,N], %y: f32[6,N]", "%1 = concat %x, %y [axis=0] %2 = slice %1 [starts=[3], stops=[5]] return %2")]
    [InlineData("%x: f32[N,4]", "%1 = exp %x %2 = sum %1 [axis=[1]] %3 = sum %2 [axis=[0]] return %3")]
    [InlineData("%x: f64[N]", "%1 = cast %x [dtype=f32] %2 = cast %1 [dtype=f64] return %2")]
    [InlineData("%x: i32[N]", "%1 = cast %x [dtype=f64] %2 = cast %1 [dtype=i8] return %2")]
    public void Left_alone(string parameters, string body) => Reduction.CheckUnchanged("simplify", parameters, body);
}
