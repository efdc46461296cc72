using System;
using System.Diagnostics;
using GraphCompiler.IR;

namespace GraphCompiler;

[DebuggerDisplay("{DebuggerText,nq}")]
public sealed unsafe partial class Tensor<T>
{
    /// <summary>The elements in nested brackets, as numpy prints them: <c>[[1., 2.], [3., 4.]]</c>, a row to a line; much of a large tensor is left out.</summary>
    /// <exception cref="ObjectDisposedException"/>
    public override string ToString() => ToString(TensorFormat.Default);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(TensorFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        var text = new TensorText<T>(AsSpan(), Shape, format).ToString();
        GC.KeepAlive(this);
        return text;
    }

    private string DebuggerText => _array is null && _block is null
        ? $"{DType.Name()}{_shape} disposed"
        : $"{DType.Name()}{_shape} {ToString(new TensorFormat(Precision: 4, Threshold: 12, EdgeItems: 2, LineWidth: int.MaxValue)).Replace("\n", "")}";
}
