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
        var result = call.X.Visit<Multiplying, ITensor>(new(product, call.Operands[1], call.ResultShape()));
        GC.KeepAlive(call.Operands);
        return result;
    }

    private readonly struct Multiplying(GemmShape product, ITensor y, Shape shape) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged
        {
            var result = new Tensor<T>(shape);
            if (shape.Count > 0) Gemm.Multiply(product, in x.Buffer.Ref, in ((Tensor<T>)y).Buffer.Ref, ref result.Buffer.Ref);
            GC.KeepAlive(result);
            return result;
        }
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
