using System;

namespace GraphCompiler;

/// <summary>How tensors print; the defaults are numpy's.</summary>
/// <param name="Precision">
/// Digits after the point, at most; as many as the shortest exact text needs. null is 8, and all of them for a tensor of rank 0.
/// </param>
/// <param name="Threshold">Tensors of more elements are summarised.</param>
/// <param name="EdgeItems">Elements a summary shows at the beginning and the end of each axis.</param>
/// <param name="LineWidth">Longer rows are broken.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
public sealed record TensorFormat(int? Precision = null, int Threshold = 1000, int EdgeItems = 3, int LineWidth = 75)
{
    internal const int DefaultPrecision = 8;

    /// <summary>What <see cref="Tensor{T}.ToString()"/> uses.</summary>
    public static TensorFormat Default { get; } = new();

    /// <inheritdoc cref="TensorFormat"/>
    public int? Precision { get; init => field = value is null ? null : NotNegative(value.Value, nameof(Precision)); } = Precision is null ? null : NotNegative(Precision.Value, nameof(Precision));

    /// <inheritdoc cref="TensorFormat"/>
    public int Threshold { get; init => field = NotNegative(value, nameof(Threshold)); } = NotNegative(Threshold, nameof(Threshold));

    /// <inheritdoc cref="TensorFormat"/>
    public int EdgeItems { get; init => field = NotNegative(value, nameof(EdgeItems)); } = NotNegative(EdgeItems, nameof(EdgeItems));

    /// <inheritdoc cref="TensorFormat"/>
    public int LineWidth { get; init => field = NotNegative(value, nameof(LineWidth)); } = NotNegative(LineWidth, nameof(LineWidth));

    private static int NotNegative(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return value;
    }
}
