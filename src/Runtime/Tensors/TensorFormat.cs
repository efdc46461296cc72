namespace GraphCompiler;

/// <summary>How tensors print; the defaults are numpy's.</summary>
/// <param name="Precision">Digits after the point, at most; as many as the shortest exact text needs.</param>
/// <param name="Threshold">Tensors of more elements are summarised.</param>
/// <param name="EdgeItems">Elements a summary shows at the beginning and the end of each axis.</param>
/// <param name="LineWidth">Longer rows are broken.</param>
public sealed record TensorFormat(int Precision = 8, int Threshold = 1000, int EdgeItems = 3, int LineWidth = 75)
{
    /// <summary>What <see cref="Tensor{T}.ToString()"/> uses.</summary>
    public static TensorFormat Default { get; } = new();
}
