using Xunit;

namespace GraphCompiler.Passes.Tests;

public class MovementTests
{
    [Theory]
    [InlineData("%x: f32[N,4], %b: f32[4]", "%1 = broadcast_to %b [shape=[N,4]] %2 = add %x, %1 return %2", "%2 = add %x, %b return %2")]
    [InlineData("%x: f32[N,4], %b: f32[4]", "%1 = expand_dims %b [axis=[0]] %2 = broadcast_to %1 [shape=[N,4]] %3 = add %2, %x return %3", "%2 = add %b, %x return %2")]
    [InlineData("%x: f32[N,4]", "%1 = full [value=f32[] 2, shape=[N,4]] %2 = mul %x, %1 return %2", "%c = constant 2 : f32[] %2 = mul %x, %c return %2")]
    [InlineData("%b: f32[4], %n: f32[N]", "%1 = broadcast_to %b [shape=[N,4]] %2 = exp %1 %3 = neg %2 return %3", "%2 = exp %b %3 = neg %2 %1 = broadcast_to %3 [shape=[N,4]] return %1")]
    [InlineData("%x: f32[N,4], %y: f32[N,4]", "%1 = reshape %x [shape=[4*N]] %2 = reshape %y [shape=[4*N]] %3 = add %1, %2 return %3", "%1 = add %x, %y %2 = reshape %1 [shape=[4*N]] return %2")]
    [InlineData("%x: f32[N,4]", "%1 = reshape %x [shape=[4*N]] %2 = exp %1 %3 = reshape %2 [shape=[N,4]] return %3", "%1 = exp %x return %1")]
    [InlineData("%x: f32[N,4], %y: f32[N,4]", "%1 = transpose %x %2 = transpose %y %3 = add %1, %2 return %3", "%1 = add %x, %y %2 = transpose %1 return %2")]
    [InlineData("%x: f32[N,4]", "%1 = transpose %x %c = constant 3 : f32[] %2 = mul %1, %c %3 = transpose %2 return %3", "%c = constant 3 : f32[] %1 = mul %x, %c return %1")]
    public void Views_leave_elementwise_ops(string parameters, string body, string expected) => Reduction.Check("move-views", parameters, body, expected);

    [Theory]
    [InlineData("%x: f32[N,4], %y: f32[4,N]", "%1 = transpose %x %2 = add %1, %y return %2")]
    [InlineData("%x: f32[4,N], %y: f32[4*N]", "%1 = reshape %x [shape=[4*N]] %2 = add %1, %y return %2")]
    public void One_sided_views_stay(string parameters, string body) => Reduction.CheckUnchanged("move-views", parameters, body);

    [Theory]
    [InlineData("%x: f32[K,N], %y: f32[K,M]", "%1 = transpose %x %2 = matmul %1, %y return %2", "%2 = matmul %x, %y [transpose_x=true] return %2")]
    [InlineData("%x: f32[N,K], %y: f32[M,K]", "%1 = transpose %y %2 = matmul %x, %1 return %2", "%2 = matmul %x, %y [transpose_y=true] return %2")]
    [InlineData("%x: f32[B,K,N], %y: f32[B,K,M]", "%1 = transpose %x [perm=[0,2,1]] %2 = matmul %1, %y return %2", "%2 = matmul %x, %y [transpose_x=true] return %2")]
    [InlineData("%x: f32[N,K], %y: f32[K,M]", "%1 = transpose %x %2 = matmul %1, %y [transpose_x=true] return %2", "%2 = matmul %x, %y return %2")]
    [InlineData("%x: f32[N,K], %y: f32[K,M]", "%1 = matmul %x, %y %2 = transpose %1 return %2", "%2 = matmul %y, %x [transpose_x=true, transpose_y=true] return %2")]
    [InlineData("%x: f32[N,K], %y: f32[M,K]", "%1 = transpose %y %2 = matmul %x, %1 %3 = transpose %2 return %3", "%2 = matmul %y, %x [transpose_y=true] return %2")]
    [InlineData("%x: f32[B,T,H,8], %y: f32[B,T,H,8]", "%1 = transpose %x [perm=[0,2,1,3]] %2 = transpose %y [perm=[0,2,3,1]] %3 = matmul %1, %2 return %3",
        "%1 = transpose %x [perm=[0,2,1,3]] %2 = transpose %y [perm=[0,2,1,3]] %3 = matmul %1, %2 [transpose_y=true] return %3")]
    public void Transposes_become_flags(string parameters, string body, string expected) => Reduction.Check("fold-transposes", parameters, body, expected);

    [Theory]
    [InlineData("%x: f32[N,K], %y: f32[K,M]", "%1 = matmul %x, %y %2 = transpose %1 return %1, %2")]
    [InlineData("%x: f32[B,N,K], %y: f32[K,M]", "%1 = transpose %x [perm=[1,0,2]] %2 = matmul %1, %y return %2")]
    public void Other_transposes_stay(string parameters, string body) => Reduction.CheckUnchanged("fold-transposes", parameters, body);
}
