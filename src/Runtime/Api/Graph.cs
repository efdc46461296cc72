using System;
using System.IO;

namespace GraphCompiler;

/// <summary>Looks into a running graph function: prints and checks values on their way.</summary>
public static class Graph
{
    private static TextWriter? s_output;

    /// <summary>Where <see cref="Print{T}"/> writes; the console's output unless it is set.</summary>
    public static TextWriter Output
    {
        get => s_output ?? Console.Out;
        set => s_output = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Writes a tensor to <see cref="Output"/>: label, type and elements.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="label">Stands before the tensor.</param>
    public static void Print<T>(Tensor<T> x, string? label = null) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        // Text is made of disposed tensors too, for debuggers.
        _ = x.Shape;
        Output.WriteLine(label is null ? x.ToString() : $"{label}: {x}");
    }

    /// <summary>Checks that every element is true.</summary>
    /// <param name="condition">Any shape; without elements it holds.</param>
    /// <param name="message">What is wrong when it does not hold.</param>
    /// <exception cref="GraphAssertException">An element is false; the message names the first one's place.</exception>
    public static void Assert(Tensor<bool> condition, string message)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var first = condition.AsSpan().IndexOf(false);
        if (first < 0) return;
        var index = new int[condition.Rank];
        for (var (axis, rest) = (condition.Rank - 1, first); axis >= 0; axis--) (rest, index[axis]) = Math.DivRem(rest, condition.Shape[axis]);
        throw new GraphAssertException(condition.Rank == 0 ? message : $"{message} (false at [{string.Join(", ", index)}] of shape {condition.Shape})");
    }
}
