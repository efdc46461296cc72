using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Codegen.Tests;

/// <summary>What becomes one kernel, seen by the number of kernels and their names.</summary>
public class FusedKernelTests
{
    [Theory]
    [InlineData("x: f32[N], a: f32[], b: f32[], c: f32[]", "%0 = mul %x, %a; %1 = add %0, %b; %2 = relu %1; %3 = mul %2, %c; %4 = sub %3, %x; return %4", "MulAddToSub")]
    [InlineData("x: f32[N,M]", "%0 = softmax %x; return %0", "MaxSubToDiv")]
    [InlineData("x: f32[N,M]", "%0 = softmax %x [axis=0]; return %0", "MaxSubToDiv")]
    [InlineData("x: f32[N,M]", "%0 = log_softmax %x; return %0", "MaxSubToLog")]
    [InlineData("x: f32[N,M], w: f32[M], b: f32[M]", "%0 = layer_norm %x, %w, %b; return %0", "SumDimToRsqrt")]
    [InlineData("x: f32[N,64], w: f32[64,128], b: f32[128]", "%0 = matmul %x, %w; %1 = add %0, %b; %2 = relu %1; return %2", "MatmulAddRelu")]
    [InlineData("x: f32[N,64], w: f32[64,64]", "%0 = matmul %x, %w; %1 = silu %0; %2 = add %1, %x; return %2, %1", "MatmulSiluAdd")]
    [InlineData("x: f32[N,M], y: f32[N,M]", "%0 = add %x, %y; %1 = exp %0; return %0, %1", "AddExp")]
    [InlineData("x: f32[N,M], b: f32[M,1]", "%0 = transpose %b [perm=[1,0]]; %1 = add %x, %0; return %1", "ReshapeAdd")]
    public void One_kernel(string parameters, string lines, string name)
    {
        var compiled = new CpuEngine().Compile(CompiledGraphTests.Parse(parameters, lines), "Graph");
        Assert.True(compiled.Kernels.Count == 1, compiled.Source);
        Assert.Equal(name, compiled.Kernels[0].Name);
    }

    [Theory]
    [InlineData("x: f32[9,7]", "%0 = exp %x; %1 = sum %0 [axis=[0]]; %2 = sum %0 [axis=[1]]; return %1, %2", 2, "reduction over another axis")]
    [InlineData("x: f32[8,8]", "%0 = exp %x; %1 = transpose %0 [perm=[1,0]]; %2 = add %0, %1; return %2", 2, "computed at two places")]
    [InlineData("x: f32[N,M], y: f32[M,N]", "%0 = transpose %y [perm=[1,0]]; %1 = add %x, %0; return %1", 2, "across its rows")]
    [InlineData("x: f32[N]", "%0 = max %x; %1 = sub %x, %0; return %1", 3, "threads can share both")]
    [InlineData("x: f32[N,K], w: f32[K,M]", "%0 = exp %x; %1 = matmul %0, %w; return %1", 2, "reads its operands from memory")]
    public void Several_kernels_and_the_reason(string parameters, string lines, int kernels, string remark)
    {
        var compiled = new CpuEngine().Compile(CompiledGraphTests.Parse(parameters, lines), "Graph");
        Assert.True(compiled.Kernels.Count == kernels, $"{compiled.Kernels.Count} kernels\n{compiled.Source}");
        Assert.Contains(compiled.Remarks, r => r.Text.Contains(remark));
    }

    [Theory]
    [InlineData("x: f32[N,M]", "%0 = transpose %x [perm=[1,0]]; return %0", "Moves.Copy(in x.Ref, ref result.Ref, new MoveAxis(m, 1, n)")]
    [InlineData("x: f32[N]", "%0 = cast %x [dtype=bf16]; return %0", "Moves.Cast(in x.Ref, ref result.Ref, n);")]
    [InlineData("x: f32[N], a: f32[]", "%0 = mul %x, %a; return %0", "F.Rectify", false)]
    [InlineData("x: f32[N], a: f32[]", "%0 = mul %x, %a; return %0", "Interlocked.MemoryBarrier();")]
    [InlineData("x: f64[N]", "%0 = relu %x; return %0", "D.Rectify(Edge.Load<D, double>(ref xs, i, count))")]
    [InlineData("x: f32[16], y: f32[16]", "%0 = mul %x, %y; return %0", ".Run(0, 16, 0);")]
    [InlineData("x: f32[N], m: bool[N]", "%0 = neg %x; %1 = select %m, %x, %0; return %1", "Edge.LoadMask<F, float>")]
    public void How_it_is_written(string parameters, string lines, string code, bool contained = true)
    {
        var source = new CpuEngine().Compile(CompiledGraphTests.Parse(parameters, lines), "Graph").Source;
        Assert.True(source.Contains(code) == contained, source);
    }

    [Fact]
    public void A_kernel_of_the_loop_ir_prints()
    {
        var x = new GraphBuilder().Parameter("x", new(DType.F32, Seq.Of<Dim>(Dim.Symbol("N"), 8)));
        var pool = new ExprPool();
        var at = new Passes.Affine(0, Seq.Of<Dim>(8, 1));
        var sum = new Reduction(0, Primitive.Add, Literal.Scalar(DType.F32, 0d), pool.Apply(Primitive.Exp, DType.F32, pool.Load(DType.F32, 0, at)));
        var kernel = new Kernel("SumExp", Seq.Of(new KernelBuffer("x", x, 0), new KernelBuffer("y", x, 0)), 1,
            Seq.Of(new Passes.LoopAxis(Dim.Symbol("N"), false), new Passes.LoopAxis(8, true)),
            Seq.Of(new Stage(Seq.Of(sum), default)),
            Seq.Of(new Store(1, new Passes.Affine(0, Seq.Of<Dim>(1, 0)), pool.Apply(Primitive.Log, DType.F32, pool.Reduced(sum)))));
        Assert.Equal("""
            kernel SumExp(x: f32[N,8], out y: f32[N,8])
            {
                for i < N
                {
                    over j < 8 in lanes
                    {
                        r0 = add of exp(x[8*i + j])
                    }
                    y[i] = log(r0)
                }
            }

            """, KernelPrinter.Print(kernel), ignoreLineEndingDifferences: true);
    }
}
