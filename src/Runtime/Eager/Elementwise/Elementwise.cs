using System;
using System.Runtime.CompilerServices;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>Runs element functions over tensors: shapes, broadcasting, threads.</summary>
internal static class Elementwise
{
    // Below this many additions' worth of work a second thread costs more than it gives.
    private const nint ParallelCost = 400_000;

    // About what the caches of one processor hold; smaller results are worth keeping there for whoever reads them next.
    private const int StreamedBytes = 16 << 20;

    public static Tensor<TResult> Run<TX, TY, TZ, TResult, TKernel>(OpDef op, TKernel kernel, Operand<TX> x, Operand<TY> y = default, Operand<TZ> z = default)
        where TX : unmanaged
        where TY : unmanaged
        where TZ : unmanaged
        where TResult : unmanaged
        where TKernel : struct, IRowKernel<TX, TY, TZ, TResult>
    {
        var shape = x.Tensor?.Shape ?? y.Tensor?.Shape ?? z.Tensor!.Shape;
        BroadcastPlan? plan = null;
        if (!(Follows(x, shape) && Follows(y, shape) && Follows(z, shape)))
        {
            if (!BroadcastPlan.TryBroadcast(op.Name, x.Shape, y.Shape, out shape) || !BroadcastPlan.TryBroadcast(op.Name, shape, z.Shape, out shape))
                throw NotAccepted(op, TKernel.Arity == 2 ? [x.Type, y.Type] : [x.Type, y.Type, z.Type]);
            if (shape.Count > 0) plan = new(shape, x.Shape, y.Shape, z.Shape);
        }

        var result = new Tensor<TResult>(shape);
        var count = (nint)shape.Count;
        if (count == 0) return result;
        var job = new Job<TX, TY, TZ, TResult, TKernel>(kernel, x, y, z, result, plan);
        if (count * (TKernel.Cost + 2) < ParallelCost) job.Run(0, count, 0);
        else Workers.For(count, ParallelCost / 2 / (TKernel.Cost + 2), job, multiple: 64);
        return result;
    }

    /// <summary>The error for operands that an op does not take: the one the compiler reports.</summary>
    public static Exception NotAccepted(OpDef op, params TensorType[] operands)
    {
        EagerInference.Infer(op, operands);
        return new InvalidOperationException($"{op.Name} has no eager kernel for ({string.Join(", ", (object[])operands)})");
    }

    /// <summary>Whether the operand can be read in step with a result of the shape, or is one element.</summary>
    private static bool Follows<T>(in Operand<T> operand, Shape shape) where T : unmanaged =>
        operand.Tensor is not { } tensor || tensor.Shape == shape || (tensor.Shape.Count == 1 && tensor.Shape.Rank <= shape.Rank);

    private readonly struct Job<TX, TY, TZ, TResult, TKernel>(
        TKernel kernel, Operand<TX> x, Operand<TY> y, Operand<TZ> z, Tensor<TResult> result, BroadcastPlan? plan) : IRangeBody
        where TX : unmanaged
        where TY : unmanaged
        where TZ : unmanaged
        where TResult : unmanaged
        where TKernel : struct, IRowKernel<TX, TY, TZ, TResult>
    {
        public void Run(nint start, nint end, int part)
        {
            if (plan is null) RunConsecutive(start, end);
            else RunRows(plan, start, end);
            GC.KeepAlive(x.Tensor);
            GC.KeepAlive(y.Tensor);
            GC.KeepAlive(z.Tensor);
            GC.KeepAlive(result);
        }

        private void RunConsecutive(nint start, nint end)
        {
            var (sx, sy, sz) = (x.Scalar, y.Scalar, z.Scalar);
            ref var rx = ref x.Start(ref sx);
            ref var ry = ref y.Start(ref sy);
            ref var rz = ref z.Start(ref sz);
            ref var to = ref result.Buffer.Ref;
            // One result of operands with one element each needs no repeating.
            var several = end - start > 1;
            var (repeatX, repeatY, repeatZ) = (several && x.IsOne, several && y.IsOne, several && z.IsOne);
            kernel.Run(new()
            {
                X = ref Unsafe.Add(ref rx, repeatX ? 0 : start),
                Y = ref Unsafe.Add(ref ry, repeatY ? 0 : start),
                Z = ref Unsafe.Add(ref rz, repeatZ ? 0 : start),
                Result = ref Unsafe.Add(ref to, start),
                RepeatX = repeatX,
                RepeatY = repeatY,
                RepeatZ = repeatZ,
                Streams = result.Count >= StreamedBytes / Unsafe.SizeOf<TResult>(),
                Count = end - start,
            });
        }

        private void RunRows(BroadcastPlan plan, nint start, nint end)
        {
            var (sx, sy, sz) = (x.Scalar, y.Scalar, z.Scalar);
            ref var rx = ref x.Start(ref sx);
            ref var ry = ref y.Start(ref sy);
            ref var rz = ref z.Start(ref sz);
            ref var to = ref result.Buffer.Ref;
            while (start < end)
            {
                var (line, column) = Math.DivRem(start, plan.Inner);
                var count = Math.Min(plan.Inner - column, end - start);
                kernel.Run(new()
                {
                    X = ref Unsafe.Add(ref rx, plan.RowStart(0, line) + (plan.Repeats[0] ? 0 : column)),
                    Y = ref Unsafe.Add(ref ry, plan.RowStart(1, line) + (plan.Repeats[1] ? 0 : column)),
                    Z = ref Unsafe.Add(ref rz, plan.RowStart(2, line) + (plan.Repeats[2] ? 0 : column)),
                    Result = ref Unsafe.Add(ref to, start),
                    RepeatX = plan.Repeats[0] && count > 1,
                    RepeatY = plan.Repeats[1] && count > 1,
                    RepeatZ = plan.Repeats[2] && count > 1,
                    Count = count,
                });
                start += count;
            }
        }
    }
}
