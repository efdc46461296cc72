using System;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

/// <summary>A tensor whose element type is known at run time only.</summary>
internal interface ITensor : IDisposable
{
    DType DType { get; }
    Shape Shape { get; }
    ITensor Copy();
}

/// <summary>Work on a tensor that is the same for every element type.</summary>
internal interface ITensorVisitor<TResult>
{
    TResult Visit<T>(Tensor<T> x) where T : unmanaged;
}

/// <summary>Work that needs an element type and no tensor.</summary>
internal interface IDTypeVisitor<TResult>
{
    TResult Visit<T>() where T : unmanaged;
}

internal static class TensorDispatch
{
    public static TResult Visit<TVisitor, TResult>(this ITensor x, TVisitor visitor)
        where TVisitor : struct, ITensorVisitor<TResult> => x switch
    {
        Tensor<float> t => visitor.Visit(t),
        Tensor<double> t => visitor.Visit(t),
        Tensor<int> t => visitor.Visit(t),
        Tensor<long> t => visitor.Visit(t),
        Tensor<bool> t => visitor.Visit(t),
        Tensor<Half> t => visitor.Visit(t),
        Tensor<BFloat16> t => visitor.Visit(t),
        Tensor<sbyte> t => visitor.Visit(t),
        Tensor<byte> t => visitor.Visit(t),
        _ => throw new InvalidOperationException($"{x.GetType()} is no tensor"),
    };

    public static TResult Visit<TVisitor, TResult>(this DType dtype, TVisitor visitor)
        where TVisitor : struct, IDTypeVisitor<TResult> => dtype switch
    {
        DType.F32 => visitor.Visit<float>(),
        DType.F64 => visitor.Visit<double>(),
        DType.I32 => visitor.Visit<int>(),
        DType.I64 => visitor.Visit<long>(),
        DType.Bool => visitor.Visit<bool>(),
        DType.F16 => visitor.Visit<Half>(),
        DType.BF16 => visitor.Visit<BFloat16>(),
        DType.I8 => visitor.Visit<sbyte>(),
        DType.U8 => visitor.Visit<byte>(),
        _ => throw new InvalidOperationException($"{dtype} is no dtype"),
    };
}
