using System;

namespace GraphCompiler;

/// <summary>
/// The shape of a tensor, for the compiler to check and to specialise on: <c>[Shape("N", 64)]</c>.
/// Without arguments the tensor is a scalar (rank 0).
/// </summary>
/// <param name="dims">
/// One entry per axis: an <see cref="int"/>, or a string with a symbol (<c>"N"</c>) or an expression of symbols
/// (<c>"2*N+1"</c>). The same symbol stands for the same size everywhere in the method. One <c>"…"</c> stands for any leading
/// axes, the same ones in all shapes of the method; it is compiled for up to four.
/// </param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue)]
public sealed class ShapeAttribute(params object[] dims) : Attribute
{
    /// <summary>One <see cref="int"/> or <see cref="string"/> per axis; empty for rank 0.</summary>
    public object[] Dims { get; } = dims;

    /// <summary>
    /// On an array that a graph function takes: how many elements it has, which decides how many inputs the graph has.
    /// The dims are those of each tensor in it: <c>[Shape(64, 64, Length = 3)] Tensor&lt;float&gt;[] layers</c>.
    /// </summary>
    public int Length { get; set; } = -1;
}
