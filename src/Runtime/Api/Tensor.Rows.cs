using System;

namespace GraphCompiler;

public sealed unsafe partial class Tensor<T>
{
    /// <summary>Runs through the slices along the leading axis: <c>foreach (var row in x)</c>. Rank 1 or more; each row has one axis less.</summary>
    /// <exception cref="IR.OpException">The tensor has rank 0.</exception>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public RowEnumerator GetEnumerator() => Rank > 0
        ? new(this)
        : throw new IR.OpException(IR.OpErrors.Rank, "foreach", "a tensor of rank 0 has no rows to run through; allowed: rank 1 or more");

    /// <summary>The rows of a tensor, from the first to the last.</summary>
    public struct RowEnumerator
    {
        private readonly Tensor<T> _tensor;
        private int _row;

        internal RowEnumerator(Tensor<T> tensor) => (_tensor, _row) = (tensor, -1);

        /// <summary>A copy of the row.</summary>
        public readonly Tensor<T> Current => _tensor[_row];

        /// <summary>Goes to the next row, if there is one.</summary>
        public bool MoveNext() => ++_row < _tensor.Shape[0];
    }
}
