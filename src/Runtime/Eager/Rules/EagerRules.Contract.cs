using System;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

internal static partial class EagerRules
{
    private static ITensor Contract(EagerCall call)
    {
        var facts = call.Node.Op.Contract!(call.Node);
        var (m, n, k) = (call.Size(facts.M), call.Size(facts.N), call.Size(facts.K));
        var (xRow, xColumn) = facts.TransposeX ? (1, m) : (k, 1);
        var (yRow, yColumn) = facts.TransposeY ? (1, k) : (n, 1);
        var batch = new Shape(call.Sizes(facts.Batch));
        var plan = batch.Count == 0 ? null : new BroadcastPlan(batch, new Shape(call.Sizes(facts.XBatch)), new Shape(call.Sizes(facts.YBatch)));
        var starts = new (nint X, nint Y)[batch.Count];
        for (var i = 0; i < starts.Length; i++) starts[i] = (plan!.Position(0, i) * m * k, plan.Position(1, i) * k * n);
        return call.X.Visit<Multiplying, ITensor>(new(call.Operands[1], new(m, n, k, xRow, xColumn, yRow, yColumn), starts, call.ResultShape()));
    }

    private readonly struct Multiplying(ITensor y, ProductShape product, (nint X, nint Y)[] starts, Shape shape) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged
        {
            var result = new Tensor<T>(shape);
            if (result.Count > 0) MatrixProduct.Run(product, starts, x, (Tensor<T>)y, result);
            return result;
        }
    }
}
