namespace GraphCompiler.Frontend.Tests;

/// <summary>The public API in outline, for capture tests.</summary>
internal static class StandIn
{
    public const string Source = """
        using System;
        namespace GraphCompiler;

        public sealed class TensorShape
        {
            public int Rank => throw null!;
            public int Count => throw null!;
            public int this[int axis] => throw null!;
            public int this[Index axis] => throw null!;
        }

        public readonly struct TensorIndex
        {
            public static implicit operator TensorIndex(int i) => throw null!;
            public static implicit operator TensorIndex(Index i) => throw null!;
            public static implicit operator TensorIndex(Range r) => throw null!;
        }

        public sealed class Tensor<T>
        {
            public TensorShape Shape => throw null!;
            public int Rank => throw null!;
            [System.Runtime.CompilerServices.IndexerName("At")]
            public Tensor<T> this[params ReadOnlySpan<TensorIndex> index] => throw null!;
            public T Item() => throw null!;
            public T[] ToArray() => throw null!;
            public static Tensor<T> operator +(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator +(Tensor<T> x, T y) => throw null!;
            public static Tensor<T> operator +(T x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator -(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator -(Tensor<T> x, T y) => throw null!;
            public static Tensor<T> operator -(T x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator *(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator *(Tensor<T> x, T y) => throw null!;
            public static Tensor<T> operator *(T x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator /(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator /(Tensor<T> x, T y) => throw null!;
            public static Tensor<T> operator /(T x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator %(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator -(Tensor<T> x) => throw null!;
            public static Tensor<T> operator !(Tensor<T> x) => throw null!;
            public static Tensor<T> operator &(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<T> operator |(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<bool> operator <(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<bool> operator >(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<bool> operator <(Tensor<T> x, T y) => throw null!;
            public static Tensor<bool> operator >(Tensor<T> x, T y) => throw null!;
        }

        public static class Tensor
        {
            public static Tensor<T> Zeros<T>(params ReadOnlySpan<int> shape) => throw null!;
            public static Tensor<T> Ones<T>(params ReadOnlySpan<int> shape) => throw null!;
            public static Tensor<T> Full<T>(ReadOnlySpan<int> shape, T value) => throw null!;
            public static Tensor<T> Scalar<T>(T value) => throw null!;
            public static Tensor<T> Create<T>(ReadOnlySpan<T> data, params ReadOnlySpan<int> shape) => throw null!;
            public static Tensor<float> RandomNormal(long key, params ReadOnlySpan<int> shape) => throw null!;
        }

        public static class Ops
        {
            public static Tensor<T> MatMul<T>(Tensor<T> x, Tensor<T> y, bool transposeX = false, bool transposeY = false) => throw null!;
            public static Tensor<T> Relu<T>(Tensor<T> x) => throw null!;
            public static Tensor<T> Exp<T>(Tensor<T> x) => throw null!;
            public static Tensor<T> Tanh<T>(Tensor<T> x) => throw null!;
            public static Tensor<T> Maximum<T>(Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<T> Maximum<T>(Tensor<T> x, T y) => throw null!;
            public static Tensor<T> Softmax<T>(Tensor<T> x, int axis = -1) => throw null!;
            public static Tensor<T> LogSoftmax<T>(Tensor<T> x, int axis = -1) => throw null!;
            public static Tensor<T> Sum<T>(Tensor<T> x, params ReadOnlySpan<int> axis) => throw null!;
            public static Tensor<T> Sum<T>(Tensor<T> x, ReadOnlySpan<int> axis, bool keepDims) => throw null!;
            public static Tensor<T> Sum<T>(Tensor<T> x, int axis, bool keepDims) => throw null!;
            public static Tensor<T> Max<T>(Tensor<T> x, params ReadOnlySpan<int> axis) => throw null!;
            public static Tensor<T> Mean<T>(Tensor<T> x, params ReadOnlySpan<int> axis) => throw null!;
            public static Tensor<T> Reshape<T>(Tensor<T> x, params ReadOnlySpan<int> shape) => throw null!;
            public static Tensor<T> Transpose<T>(Tensor<T> x, params ReadOnlySpan<int> perm) => throw null!;
            public static Tensor<T> Concat<T>(int axis, params ReadOnlySpan<Tensor<T>> xs) => throw null!;
            public static Tensor<T> Where<T>(Tensor<bool> condition, Tensor<T> x, Tensor<T> y) => throw null!;
            public static Tensor<T> OneHot<T>(Tensor<int> indices, int depth) => throw null!;
            public static Tensor<TTo> Cast<TFrom, TTo>(Tensor<TFrom> x) => throw null!;
            public static Tensor<T> LeakyRelu<T>(Tensor<T> x, float alpha = 0.01f) => throw null!;
            public static Tensor<bool> Equal<T>(Tensor<T> x, Tensor<T> y) => throw null!;
        }
        """;
}
