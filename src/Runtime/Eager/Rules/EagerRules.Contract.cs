using System;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

internal static partial class EagerRules
{
    private static ITensor Contract(EagerCall call)
    {
        var facts = call.Node.Op.Contract!(call.Node);
        var (m, n, k) = (call.Size(facts.M), call.Size(facts.N), call.Size(facts.K));
        var batch = call.Sizes(facts.Batch);
        var product = GemmShape.Of(m, n, k, facts.TransposeX, facts.TransposeY) with
        {
            Batch = new(batch, Steps(call.Sizes(facts.XBatch), batch.Length, (nint)m * k), Steps(call.Sizes(facts.YBatch), batch.Length, (nint)k * n)),
        };
        ITensor result = call.Node.DType.Visit<Allocating, ITensor>(new(call.ResultShape()));
        if (result.Shape.Count > 0) Multiply(call, product, result);
        GC.KeepAlive(call.Operands);
        return result;
    }

    private static void Multiply(EagerCall call, in GemmShape product, ITensor result)
    {
        switch (call.Operands[0], call.Operands[1], result)
        {
            case (Tensor<float> x, Tensor<float> y, Tensor<float> to):
                Gemm.Multiply(product, in x.Buffer.Ref, in y.Buffer.Ref, ref to.Buffer.Ref);
                break;
            case (Tensor<double> x, Tensor<double> y, Tensor<double> to):
                Gemm.Multiply(product, in x.Buffer.Ref, in y.Buffer.Ref, ref to.Buffer.Ref);
                break;
            case (Tensor<int> x, Tensor<int> y, Tensor<int> to):
                Gemm.Multiply(product, in x.Buffer.Ref, in y.Buffer.Ref, ref to.Buffer.Ref);
                break;
            case (Tensor<long> x, Tensor<long> y, Tensor<long> to):
                Gemm.Multiply(product, in x.Buffer.Ref, in y.Buffer.Ref, ref to.Buffer.Ref);
                break;
            default:
                throw Unsupported(call.Node);
        }
        GC.KeepAlive(result);
    }

    /// <summary>How far each batch axis moves in an operand: its own are aligned at the end, and one of size 1 is broadcast.</summary>
    private static nint[] Steps(int[] sizes, int rank, nint matrix)
    {
        var steps = new nint[rank];
        for (var i = 1; i <= sizes.Length; i++)
        {
            if (sizes[^i] != 1) steps[^i] = matrix;
            matrix *= sizes[^i];
        }
        return steps;
    }
}
