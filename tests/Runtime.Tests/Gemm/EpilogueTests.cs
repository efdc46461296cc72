using System;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Epilogues as generated code writes them: buffers as fields, several outputs, edges.</summary>
public class EpilogueTests
{
    /// <summary>y = relu(sum + bias[column]) · scale[row] + residual; also stores whether the biased sum was positive.</summary>
    private readonly struct Fused(Buffer<float> bias, Buffer<float> scale, Buffer<float> residual, Buffer<float> y, Buffer<bool> positive, nint n) : IFloat32Epilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store<F, I>(F sum, nint row, nint column, int count)
            where F : struct, IFloat32Lanes<F, I>
            where I : struct, IInt32Lanes<I, F>
        {
            var index = row * n + column;
            var biased = sum + Edge.Load<F, float>(ref bias.Ref, column, count);
            Edge.StoreMask<F, float>(F.GreaterThan(biased, default), ref positive.Ref, index, count);
            var scaled = F.AtLeast(biased, default) * F.Splat(Unsafe.Add(ref scale.Ref, row));
            Edge.Store(scaled + Edge.Load<F, float>(ref residual.Ref, index, count), ref y.Ref, index, count);
        }
    }

    /// <summary>An optimiser's step in place: w −= rate · sum.</summary>
    private readonly struct Descend(Buffer<double> w, double rate, nint n) : IFloat64Epilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store<D, L>(D sum, nint row, nint column, int count)
            where D : struct, IFloat64Lanes<D, L>
            where L : struct, IInt64Lanes<L, D> =>
            Edge.Store(Edge.Load<D, double>(ref w.Ref, row * n + column, count) - D.Splat(rate) * sum, ref w.Ref, row * n + column, count);
    }

    [Theory]
    [InlineData(1, 100, 30)]
    [InlineData(100, 1, 30)]
    [InlineData(64, 10, 30)]
    [InlineData(10, 33, 0)]
    [InlineData(29, 63, 600)]
    [InlineData(120, 170, 20)]
    public void Bias_activation_scale_residual_and_a_second_output(int m, int n, int k)
    {
        var random = new Random(5);
        float[] a = Draw(m * k), b = Draw(k * n), bias = Draw(n), scale = Draw(m), residual = Draw(m * n), y = new float[m * n];
        var positive = new bool[m * n];
        Gemm.Multiply(new GemmShape(m, n, k), in First(a), in First(b), new Fused(new(bias), new(scale), new(residual), new(y), new(positive), n));
        for (var i = 0; i < y.Length; i++)
        {
            var (row, column) = Math.DivRem(i, n);
            double sum = bias[column];
            for (var j = 0; j < k; j++) sum += (double)a[row * k + j] * b[j * n + column];
            Assert.Equal(Math.Max(sum, 0) * scale[row] + residual[i], y[i], 1e-4);
            if (Math.Abs(sum) > 1e-4) Assert.Equal(sum > 0, positive[i]);
        }

        float[] Draw(int count)
        {
            var values = new float[count];
            for (var i = 0; i < count; i++) values[i] = (float)(random.NextDouble() - 0.5);
            return values;
        }
    }

    [Fact]
    public void A_parameter_is_updated_in_place()
    {
        const int batch = 7, inputs = 40, outputs = 19;
        double[] x = new double[batch * inputs], e = new double[batch * outputs], w = new double[inputs * outputs];
        for (var i = 0; i < x.Length; i++) x[i] = i % 5;
        for (var i = 0; i < e.Length; i++) e[i] = i % 3 - 1;
        for (var i = 0; i < w.Length; i++) w[i] = i;
        Gemm.Multiply(GemmShape.Of(inputs, outputs, batch, true, false), in x[0], in e[0], new Descend(new(w), 0.5, outputs));
        for (var i = 0; i < w.Length; i++)
        {
            double gradient = 0;
            for (var j = 0; j < batch; j++) gradient += x[j * inputs + i / outputs] * e[j * outputs + i % outputs];
            Assert.Equal(i - 0.5 * gradient, w[i]);
        }
    }

    private static ref readonly float First(float[] x) => ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(x);
}
