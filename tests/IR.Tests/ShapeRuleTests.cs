using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

/// <summary>One line a rule: operands, the op, and the type it has or the mistake it is.</summary>
public class ShapeRuleTests
{
    [Theory]
    // Broadcasting.
    [InlineData("%x: f32[N,64], %y: f32[64]", "add %x, %y", "f32[N,64]")]
    [InlineData("%x: f32[3,1], %y: f32[1,4]", "mul %x, %y", "f32[3,4]")]
    [InlineData("%x: f32[0,3], %y: f32[1,3]", "add %x, %y", "f32[0,3]")]
    [InlineData("%x: f32[N], %y: f32[5]", "add %x, %y", "f32[5]")]
    [InlineData("%x: f32[], %y: f32[2,3]", "lt %x, %y", "bool[2,3]")]
    [InlineData("%c: bool[N,1], %x: i32[M], %y: i32[]", "select %c, %x, %y", "i32[N,M]")]
    [InlineData("%x: f32[3]", "is_nan %x", "bool[3]")]
    [InlineData("%x: bf16[3]", "cast %x [dtype=f32]", "f32[3]")]
    // Reductions.
    [InlineData("%x: f32[N,4,5]", "sum %x", "f32[]")]
    [InlineData("%x: f32[N,4,5]", "sum %x [axis=[-1]]", "f32[N,4]")]
    [InlineData("%x: f32[N,4,5]", "max %x [axis=[2,0], keep_dims=true]", "f32[1,4,1]")]
    [InlineData("%x: f32[2,3]", "sum %x [axis=[]]", "f32[2,3]")]
    [InlineData("%x: bool[2,3]", "any %x [axis=[0]]", "bool[3]")]
    [InlineData("%x: f32[3,0]", "max %x [axis=[0]]", "f32[0]")]
    [InlineData("%x: f32[3,0]", "sum %x [axis=[1]]", "f32[3]")]
    [InlineData("%x: f32[N,4]", "argmax %x [axis=-1]", "i64[N]")]
    [InlineData("%x: f32[N,4]", "argmin %x [keep_dims=true]", "i64[1,1]")]
    [InlineData("%x: f32[N,4]", "mean %x [axis=[0], keep_dims=true]", "f32[1,4]")]
    [InlineData("%x: f32[N,4]", "var %x [correction=1]", "f32[]")]
    [InlineData("%x: f32[N,4]", "logsumexp %x [axis=[1]]", "f32[N]")]
    [InlineData("%x: f32[N,4]", "softmax %x", "f32[N,4]")]
    [InlineData("%x: f32[N,4,8], %w: f32[8], %b: f32[8]", "layer_norm %x, %w, %b", "f32[N,4,8]")]
    [InlineData("%x: f32[N,4,8], %w: f32[4,8], %b: f32[4,8]", "layer_norm %x, %w, %b [axis=1]", "f32[N,4,8]")]
    [InlineData("%x: f32[N,8], %w: f32[8]", "rms_norm %x, %w", "f32[N,8]")]
    // The same elements under another shape.
    [InlineData("%x: f32[N,64]", "reshape %x [shape=[-1,32]]", "f32[2*N,32]")]
    [InlineData("%x: f32[N,64]", "reshape %x [shape=[N,8,-1]]", "f32[N,8,8]")]
    [InlineData("%x: f32[6]", "reshape %x [shape=[]]", "GF0108")]
    [InlineData("%x: f32[]", "reshape %x [shape=[1,1]]", "f32[1,1]")]
    [InlineData("%x: f32[0,3]", "reshape %x [shape=[-1,3]]", "f32[0,3]")]
    [InlineData("%x: f32[2,3]", "expand_dims %x [axis=[0,-1]]", "f32[1,2,3,1]")]
    [InlineData("%x: f32[1,3,1]", "squeeze %x", "f32[3]")]
    [InlineData("%x: f32[1,3,1]", "squeeze %x [axis=[-1]]", "f32[1,3]")]
    // Views.
    [InlineData("%x: f32[N,3,4]", "transpose %x", "f32[4,3,N]")]
    [InlineData("%x: f32[N,3,4]", "transpose %x [perm=[0,2,-2]]", "f32[N,4,3]")]
    [InlineData("%x: f32[1,4], %n: f32[N]", "broadcast_to %x [shape=[N,3,4]]", "f32[N,3,4]")]
    [InlineData("%x: f32[]", "broadcast_to %x [shape=[0]]", "f32[0]")]
    [InlineData("%x: f32[10,4]", "slice %x [starts=[1], stops=[-1]]", "f32[8,4]")]
    [InlineData("%x: f32[10,4]", "slice %x [starts=[3], stops=[0], steps=[-1], axes=[1]]", "f32[10,3]")]
    [InlineData("%x: f32[N]", "slice %x [starts=[1], stops=[N]]", "f32[max(0,N-1)]")]
    [InlineData("%x: f32[N]", "slice %x [starts=[0], stops=[N], steps=[2]]", "f32[-(-N)//2]")]
    [InlineData("%x: f32[N]", "slice %x [starts=[-1], stops=[-N-1], steps=[-1]]", "f32[N]")]
    [InlineData("%x: f32[N,3]", "flip %x [axis=[0]]", "f32[N,3]")]
    // Put together.
    [InlineData("%x: f32[2,N], %y: f32[3,N]", "concat %x, %y [axis=0]", "f32[5,N]")]
    [InlineData("%x: f32[N], %y: f32[M]", "concat %x, %y [axis=-1]", "f32[M+N]")]
    [InlineData("%x: f32[2], %y: f32[2]", "stack %x, %y [axis=-1]", "f32[2,2]")]
    [InlineData("%x: f32[N,3]", "pad %x [before=[1,0], after=[2,N]]", "f32[N+3,N+3]")]
    [InlineData("%x: f32[V,8], %i: i32[N,T]", "gather %x, %i", "f32[N,T,8]")]
    [InlineData("%x: f32[8,V], %i: i64[]", "gather %x, %i [axis=1]", "f32[8]")]
    [InlineData("%i: i64[N]", "one_hot %i [depth=10]", "f32[N,10]")]
    [InlineData("%x: f32[N,3,3]", "tril %x [k=-1]", "f32[N,3,3]")]
    // Sources.
    [InlineData("%x: f32[N]", "iota [shape=[N,3], axis=-1, dtype=i32]", "i32[N,3]")]
    [InlineData("%x: f32[N]", "full [value=f32[] 1.5, shape=[2,N]]", "f32[2,N]")]
    [InlineData("%x: f32[N]", "dim [value=[2*N], dtype=i64]", "i64[]")]
    // Matrix products.
    [InlineData("%x: f32[N,64], %y: f32[64,10]", "matmul %x, %y", "f32[N,10]")]
    [InlineData("%x: f32[3], %y: f32[3]", "matmul %x, %y", "f32[]")]
    [InlineData("%x: f32[2,3], %y: f32[3]", "matmul %x, %y", "f32[2]")]
    [InlineData("%x: f32[3], %y: f32[5,3,4]", "matmul %x, %y", "f32[5,4]")]
    [InlineData("%x: f32[B,1,2,3], %y: f32[4,3,5]", "matmul %x, %y", "f32[B,4,2,5]")]
    [InlineData("%x: f32[3,2], %y: f32[5,3]", "matmul %x, %y [transpose_x=true, transpose_y=true]", "f32[2,5]")]
    // Mistakes.
    [InlineData("%x: f32[2,3], %y: f32[2]", "add %x, %y", "GF0103")]
    [InlineData("%x: f32[2], %y: i32[2]", "add %x, %y", "GF0102")]
    [InlineData("%x: bool[2], %y: bool[2]", "add %x, %y", "GF0101")]
    [InlineData("%x: i32[2]", "exp %x", "GF0101")]
    [InlineData("%c: i32[2], %x: f32[2]", "select %c, %x, %x", "GF0101")]
    [InlineData("%x: f32[2,3]", "sum %x [axis=[2]]", "GF0104")]
    [InlineData("%x: f32[2,3]", "sum %x [axis=[0,-2]]", "GF0104")]
    [InlineData("%x: f32[]", "softmax %x", "GF0104")]
    [InlineData("%x: f32[3,0]", "max %x [axis=[1]]", "GF0113")]
    [InlineData("%x: f32[0]", "argmax %x", "GF0113")]
    [InlineData("%x: f32[2,3]", "reshape %x [shape=[-1,-1]]", "GF0106")]
    [InlineData("%x: f32[2,3]", "reshape %x [shape=[4,-1]]", "GF0108")]
    [InlineData("%x: f32[0,3]", "reshape %x [shape=[0,-1]]", "GF0108")]
    [InlineData("%x: f32[2,3]", "squeeze %x [axis=[0]]", "GF0106")]
    [InlineData("%x: f32[2,3]", "transpose %x [perm=[0,0]]", "GF0104")]
    [InlineData("%x: f32[2,3]", "broadcast_to %x [shape=[3]]", "GF0103")]
    [InlineData("%x: f32[2,3]", "slice %x [starts=[0], stops=[2], steps=[0]]", "GF0106")]
    [InlineData("%x: f32[2,3]", "slice %x [starts=[0,0,0], stops=[1,1,1]]", "GF0105")]
    [InlineData("%x: f32[N]", "slice %x [starts=[0], stops=[N-3]]", "GF0106")]
    [InlineData("%x: f32[], %y: f32[]", "concat %x, %y [axis=0]", "GF0105")]
    [InlineData("%x: f32[2,3], %y: f32[2,4]", "concat %x, %y [axis=0]", "GF0109")]
    [InlineData("%x: f32[2], %y: f32[3]", "stack %x, %y", "GF0109")]
    [InlineData("%x: f32[2]", "pad %x [before=[-1], after=[0]]", "GF0106")]
    [InlineData("%x: f32[2], %i: f32[2]", "gather %x, %i", "GF0101")]
    [InlineData("%x: f32[2]", "tril %x", "GF0105")]
    [InlineData("%i: i64[2]", "one_hot %i [depth=-1]", "GF0106")]
    [InlineData("%x: f32[N,64], %y: f32[128,10]", "matmul %x, %y", "GF0107")]
    [InlineData("%x: f32[], %y: f32[3]", "matmul %x, %y", "GF0105")]
    [InlineData("%x: f32[3], %y: f32[3]", "matmul %x, %y [transpose_x=true]", "GF0105")]
    [InlineData("%x: f32[2,2,3], %y: f32[3,3,4]", "matmul %x, %y", "GF0103")]
    [InlineData("%x: f32[N,8], %w: f32[4]", "rms_norm %x, %w", "GF0103")]
    public void Rule(string parameters, string line, string expected)
    {
        if (expected.StartsWith("GF", System.StringComparison.Ordinal)) Assert.Equal(expected, Assert.Throws<ParseException>(() => Graphs.Parse(parameters, line)).Id);
        else Assert.Equal(expected, Harness.RoundTrip.Check(Graphs.Parse(parameters, line)).OutputTypes[0].ToString());
    }

    /// <summary>Mistakes name the operand, the axis, what came and what was allowed.</summary>
    [Theory]
    [InlineData("%x: f32[N,64], %w2: f32[128,10]", "matmul %x, %w2", "matmul: inner dimensions differ: 64 (x, axis 1) and 128 (w2, axis 0)")]
    [InlineData("%x: f32[2,3], %y: f32[2]", "add %x, %y",
        "add: shapes [2,3] (x) and [2] (y) do not broadcast: 3 and 2 in axis 1; each pair must be equal or one of them 1")]
    [InlineData("%x: f32[2], %y: i32[2]", "mul %x, %y", "mul: dtypes differ: f32 (x) and i32 (y); cast one of them")]
    [InlineData("%x: i32[2]", "exp %x", "exp: dtype i32 of x is not accepted; allowed: f32, f64")]
    [InlineData("%x: f32[2,3]", "sum %x [axis=[5]]", "sum: axis 5 is out of range for rank 2; allowed: -2 to 1")]
    [InlineData("%x: f32[3,0]", "max %x [axis=[1]]", "max: axis 1 of x has no elements; at least one is needed")]
    [InlineData("%x: f32[2,3]", "reshape %x [shape=[4,2]]", "reshape: x of shape [2,3] has 6 elements, the shape [4,2] has 8; they must agree")]
    [InlineData("%x: f32[2,3], %y: f32[2,4]", "concat %x, %y [axis=0]", "concat: sizes of axis 1 differ: 3 (x) and 4 (y); only axis 0 may differ")]
    public void Message(string parameters, string line, string expected) =>
        Assert.Equal(expected, Assert.Throws<ParseException>(() => Graphs.Parse(parameters, line)).Problem);

    /// <summary>What cannot be known while building becomes a constraint with its reason.</summary>
    [Theory]
    [InlineData("%x: f32[N], %y: f32[M]", "add %x, %y", "N == M (add: axis 0 of x and y)")]
    [InlineData("%x: f32[N,K], %y: f32[64,10]", "matmul %x, %y", "K == 64 (matmul: inner dimensions, axis 1 of x and axis 0 of y)")]
    [InlineData("%x: f32[N]", "max %x", "N == max(1,N) (max: axis 0 of x must not be empty)")]
    [InlineData("%x: f32[N]", "reshape %x [shape=[-1,2]]", "N == 2*(N//2) (reshape: element count of x divides by 2)")]
    [InlineData("%x: f32[N,3]", "squeeze %x [axis=[0]]", "N == 1 (squeeze: axis 0 of x)")]
    public void Constraint(string parameters, string line, string expected)
    {
        var constraint = Assert.Single(Graphs.Parse(parameters, line).Requires);
        Assert.Equal(expected, $"{constraint.Left} == {constraint.Right} ({constraint.Reason})");
    }

    /// <summary>What means nothing is not built.</summary>
    [Theory]
    [InlineData("%x: f32[N,3]", "reshape %x [shape=[N,3]]")]
    [InlineData("%x: f32[N,3]", "transpose %x [perm=[0,1]]")]
    [InlineData("%x: f32[N,3]", "broadcast_to %x [shape=[N,3]]")]
    [InlineData("%x: f32[N,3]", "slice %x [starts=[0,0], stops=[N,3]]")]
    [InlineData("%x: f32[2,3]", "slice %x [starts=[-9], stops=[9]]")]
    [InlineData("%x: f32[N,3]", "flip %x [axis=[]]")]
    [InlineData("%x: f32[N,3]", "concat %x [axis=1]")]
    [InlineData("%x: f32[N,3]", "pad %x [before=[0,0], after=[0,0]]")]
    [InlineData("%x: f32[N,3]", "cast %x [dtype=f32]")]
    [InlineData("%x: f32[N,3]", "sum %x [axis=[]]")]
    [InlineData("%x: f32[N,3]", "squeeze %x")]
    public void Trivial(string parameters, string line) => Assert.Equal(OpKind.Parameter, Graphs.Parse(parameters, line).Outputs[0].Kind);
}
