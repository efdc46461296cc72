using System;

namespace GraphCompiler.Kernels;

/// <summary>One matrix product as the loops see it.</summary>
internal unsafe struct GemmOperands<T>
    where T : unmanaged
{
    public T* A;
    public T* B;
    public MatrixStrides AStrides;
    public MatrixStrides BStrides;
    public int M;
    public int N;
    public int K;

    /// <summary>Where this part begins in its product.</summary>
    public int Row;

    /// <summary>Where this part begins in its product.</summary>
    public int Column;

    /// <summary>Where this product's first row stands in the stack of results that the epilogue sees.</summary>
    public nint FirstRow;

    /// <summary>Whether rows and columns have been exchanged (Cᵀ = Bᵀ·Aᵀ), so that the epilogue must see them exchanged again.</summary>
    public bool Exchanged;

    public readonly T* AAt(nint row, nint column) => A + row * AStrides.Row + column * AStrides.Column;

    public readonly T* BAt(nint row, nint column) => B + row * BStrides.Row + column * BStrides.Column;

    /// <summary>Part of the product, as far as it reaches.</summary>
    public readonly GemmOperands<T> Part(int row, int rows, int column, int columns)
    {
        GemmOperands<T> part = this;
        part.A = AAt(row, 0);
        part.B = BAt(0, column);
        (part.Row, part.M, part.Column, part.N) = (row, Math.Min(rows, M - row), column, Math.Min(columns, N - column));
        return part;
    }

    /// <summary>Cᵀ = Bᵀ·Aᵀ.</summary>
    public readonly GemmOperands<T> Exchange() => new()
    {
        A = B, B = A, M = N, N = M, K = K, FirstRow = FirstRow, Exchanged = !Exchanged,
        AStrides = new(BStrides.Column, BStrides.Row),
        BStrides = new(AStrides.Column, AStrides.Row),
    };
}
