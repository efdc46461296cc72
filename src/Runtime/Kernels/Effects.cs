using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using GraphCompiler.IR;

namespace GraphCompiler.Kernels;

/// <summary>The effects of compiled functions, as <see cref="Graph"/> has them. Called by generated code.</summary>
public static class Effects
{
    /// <param name="x">As many elements as the shape has.</param>
    /// <param name="label">Stands before the tensor; null for none.</param>
    /// <param name="shape">Its sizes.</param>
    public static void Print<T>(Buffer<T> x, string? label, ReadOnlySpan<nint> shape)
        where T : unmanaged
    {
        var sizes = ToShape(shape);
        Graph.Write(Elements(x, sizes), sizes, label);
    }

    /// <param name="x">As many elements as the shape has.</param>
    /// <param name="message">What is wrong when one is false.</param>
    /// <param name="shape">Its sizes.</param>
    /// <param name="place">The user's file and line; null when they are not known.</param>
    /// <param name="violation">Which exception that is.</param>
    /// <exception cref="GraphAssertException">An element is false.</exception>
    public static void Assert(Buffer<bool> x, string message, ReadOnlySpan<nint> shape, string? place = null, Violation violation = Violation.Assertion)
    {
        var sizes = ToShape(shape);
        Graph.Check(Elements(x, sizes), sizes, message, place, violation);
    }

    /// <summary>Ends the call: a single condition does not hold.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="place">The user's file and line; null when they are not known.</param>
    /// <param name="violation">Which exception that is.</param>
    /// <exception cref="GraphAssertException">Always, or the violation's own exception.</exception>
    [DoesNotReturn]
    public static void Fail(string message, string? place = null, Violation violation = Violation.Assertion) =>
        throw Graph.Failure(place is null ? message : $"{message} ({place})", violation);

    private static ReadOnlySpan<T> Elements<T>(Buffer<T> x, Shape shape)
        where T : unmanaged => MemoryMarshal.CreateReadOnlySpan(ref x.Ref, shape.Count);

    private static Shape ToShape(ReadOnlySpan<nint> sizes)
    {
        Span<int> result = stackalloc int[sizes.Length];
        for (var i = 0; i < result.Length; i++) result[i] = checked((int)sizes[i]);
        return new(result);
    }
}
