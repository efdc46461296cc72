namespace GraphCompiler.Kernels;

/// <summary>
/// Sizes and memory layout of a matrix product A[M,K] · B[K,N], or of a batch of them. Both operands are row-major unless
/// said otherwise with <see cref="A"/> and <see cref="B"/>; a transposed operand is one with its strides exchanged.
/// </summary>
public readonly record struct GemmShape
{
    /// <summary>One product of row-major matrices.</summary>
    /// <param name="m">Rows of A and of the result.</param>
    /// <param name="n">Columns of B and of the result.</param>
    /// <param name="k">Columns of A, rows of B; 0 gives sums of zero.</param>
    public GemmShape(int m, int n, int k) => (M, N, K, A, B) = (m, n, k, new(k, 1), new(n, 1));

    /// <summary>Rows of A and of the result.</summary>
    public int M { get; init; }

    /// <summary>Columns of B and of the result.</summary>
    public int N { get; init; }

    /// <summary>Columns of A, rows of B.</summary>
    public int K { get; init; }

    /// <summary>Where element (m, k) of A lies.</summary>
    public MatrixStrides A { get; init; }

    /// <summary>Where element (k, n) of B lies.</summary>
    public MatrixStrides B { get; init; }

    /// <summary>Where each product's operands begin; by default there is one product.</summary>
    public GemmBatch Batch { get; init; }

    /// <summary>One product of matrices that lie row-major in memory, either of them transposed: A is then stored [K,M], B [N,K].</summary>
    public static GemmShape Of(int m, int n, int k, bool transposeA, bool transposeB) => new(m, n, k)
    {
        A = transposeA ? new(1, m) : new(k, 1),
        B = transposeB ? new(1, k) : new(n, 1),
    };
}

/// <summary>Distances in elements between neighbours of a matrix in memory.</summary>
/// <param name="Row">From one row to the next.</param>
/// <param name="Column">From one column to the next.</param>
public readonly record struct MatrixStrides(nint Row, nint Column);
