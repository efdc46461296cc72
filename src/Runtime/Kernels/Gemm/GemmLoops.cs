using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>Chooses the way for a product and splits it into tasks.</summary>
internal static unsafe class GemmLoops<V, T, TMultiplyAdd, TRows, TSink>
    where V : struct, ILanes<V, T>
    where T : unmanaged
    where TMultiplyAdd : IMultiplyAdd<V>
    where TRows : IConstant
    where TSink : struct, IGemmSink<V>
{
    /// <summary>All products of a batch.</summary>
    public static void Run(in GemmShape shape, T* a, T* b, in TSink sink)
    {
        if ((shape.M | shape.N | shape.K) < 0)
            throw new ArgumentOutOfRangeException(nameof(shape), $"matmul: sizes M = {shape.M}, N = {shape.N}, K = {shape.K} came; none may be negative.");
        var product = new GemmOperands<T>
        {
            A = a, B = b, AStrides = shape.A, BStrides = shape.B, M = shape.M, N = shape.N, K = shape.K,
        };
        int batch = shape.Batch.Count;
        if (batch > 1 && shape.Batch.Stacks(shape.M * shape.A.Row))
            (product.M, batch) = (checked(shape.M * batch), 1);
        if (batch == 0 || product.M == 0 || product.N == 0)
            return;
        // K = 0 still stores M·N elements.
        long work = (long)product.M * product.N * Math.Max(1, product.K);
        if (batch == 1)
        {
            Multiply(product, sink, GemmTasks.Threads(work));
            return;
        }
        RunBatch(product, shape.Batch, sink, work);
    }

    // Not inlined: the batch's large frame would be cleared for single products as well.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunBatch(in GemmOperands<T> first, in GemmBatch batch, in TSink sink, long work)
    {
        int threads = GemmTasks.Threads(work * batch.Count);
        bool whole = work < GemmTasks.Grain || batch.Count % threads == 0 || batch.Count >= 4 * threads;
        var products = new Batch(first, batch, sink, work, whole, threads);
        GemmTasks.Run(products.Count, ref products, whole ? threads : 1);
    }

    /// <summary>One product.</summary>
    private static void Multiply(in GemmOperands<T> product, in TSink sink, int threads)
    {
        if (product.N == 1 && product.M > 1)
            MultiplyOriented(product.Exchange(), sink, threads);
        else
            MultiplyOriented(product, sink, threads);
    }

    private static void MultiplyOriented(in GemmOperands<T> product, in TSink sink, int threads)
    {
        if (GemmThin<V, T, TMultiplyAdd, TRows, TSink>.Fits(product))
        {
            var thin = new GemmThin<V, T, TMultiplyAdd, TRows, TSink>(product, sink);
            GemmTasks.Run(thin.Count, ref thin, threads);
            return;
        }
        var plan = new GemmPlan(product.M, product.N, product.K, GemmPanels<V, T, TMultiplyAdd, TRows>.Height, GemmPanels<V, T, TMultiplyAdd, TRows>.Width,
            sizeof(T), product.BStrides, threads);
        T* packedB = null;
        for (int column = 0; column < product.N; column += plan.ColumnPart)
        {
            for (int row = 0; row < product.M; row += plan.RowPart)
            {
                GemmOperands<T> part = product.Part(row, plan.RowPart, column, plan.ColumnPart);
                var blocks = new GemmBlocks<V, T, TMultiplyAdd, TRows, TSink>(part, plan, sink);
                bool packB = plan.PackB && row == 0;
                if (plan.PackA || packB)
                {
                    var packing = new GemmPackTask<V, T, TMultiplyAdd, TRows>(part, plan, packB);
                    GemmTasks.Run(packing.Count, ref packing, threads);
                    blocks.PackedA = packing.PackedA;
                    if (packB)
                        packedB = packing.PackedB;
                }
                blocks.PackedB = packedB;
                GemmTasks.Run(blocks.Count, ref blocks, threads);
            }
        }
    }

    /// <summary>The products of a batch, a few per task, or one after the other on all threads.</summary>
    private struct Batch : IGemmTask
    {
        private readonly GemmOperands<T> _first;
        private readonly GemmBatch _batch;
        private readonly TSink _sink;
        private readonly int _perTask;
        private readonly int _threadsPerProduct;

        // whole: each product is computed by one thread.
        public Batch(in GemmOperands<T> first, in GemmBatch batch, in TSink sink, long work, bool whole, int threads)
        {
            (_first, _batch, _sink) = (first, batch, sink);
            _perTask = whole ? (int)Math.Clamp(GemmTasks.Grain / 4 / work, 1, batch.Count) : 1;
            _threadsPerProduct = whole ? 1 : threads;
            Count = GemmPlan.CeilingDivide(batch.Count, _perTask);
        }

        public readonly int Count;

        public readonly void Invoke(int index)
        {
            int end = (int)Math.Min(_batch.Count, ((long)index + 1) * _perTask);
            for (int i = index * _perTask; i < end; i++)
            {
                (nint a, nint b) = _batch.Offsets(i);
                GemmOperands<T> product = _first;
                product.A += a;
                product.B += b;
                product.FirstRow = (nint)i * product.M;
                Multiply(product, _sink, _threadsPerProduct);
            }
        }
    }
}
