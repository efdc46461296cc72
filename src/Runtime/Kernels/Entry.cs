using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphCompiler.IR;

namespace GraphCompiler.Kernels;

/// <summary>What the entry methods of compiled functions share: the errors of their checks, constants, copies. Called by generated code.</summary>
public static class Entry
{
    /// <param name="argument">What was passed.</param>
    /// <param name="function">What the user calls the function.</param>
    /// <param name="parameter">The C# parameter.</param>
    /// <param name="rank">The rank it has to have.</param>
    /// <param name="declared">The declared shape.</param>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="OpException">It has another rank.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Shape ShapeOf<T>(Tensor<T> argument, string function, string parameter, int rank, string declared)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(argument, parameter);
        var shape = argument.Shape;
        if (shape.Rank != rank) WrongRank(function, parameter, rank, declared, shape);
        return shape;
    }

    /// <exception cref="OpException">Always.</exception>
    [DoesNotReturn]
    public static void WrongRank(string function, string parameter, int rank, string declared, Shape got) =>
        throw new OpException(OpErrors.ArgumentShape, function, $"{parameter} has rank {got.Rank} (shape {got}); it must be {rank}: the shape is declared {declared}");

    /// <summary>The error of a call with a rank that the function, of any number of leading axes, is not compiled for.</summary>
    public static OpException WrongLeadingAxes(string function, string parameter, Shape got, string problem) =>
        new(OpErrors.ArgumentShape, function, $"{parameter} has rank {got.Rank} (shape {got}); {problem}");

    /// <param name="function">What the user calls the function.</param>
    /// <param name="parameter">The C# parameter.</param>
    /// <param name="axis">The axis that does not fit.</param>
    /// <param name="declared">The declared shape.</param>
    /// <param name="got">The shape that came.</param>
    /// <param name="allowed">The size the axis has to have.</param>
    /// <param name="reason">Where that size comes from; null when it is declared.</param>
    /// <exception cref="OpException">Always.</exception>
    [DoesNotReturn]
    public static void WrongSize(string function, string parameter, int axis, string declared, Shape got, nint allowed, string? reason = null) =>
        throw new OpException(OpErrors.ArgumentShape, function,
            $"axis {axis} of {parameter} is {got[axis]}; it must be {allowed}{(reason is null ? "" : $" ({reason})")}: "
            + $"the shape is declared {declared}, got {got}");

    /// <exception cref="OpException">An array that was passed has another length than declared.</exception>
    public static void CheckLength(string function, string parameter, int declared, int got)
    {
        if (got != declared) throw new OpException(OpErrors.ArgumentShape, function, $"{parameter} has {got} elements; it must have {declared}");
    }

    /// <exception cref="OpException">Always.</exception>
    [DoesNotReturn]
    public static void Unequal(string function, string reason, string left, nint leftValue, string right, nint rightValue) =>
        throw new OpException(OpErrors.SizesAtRunTime, function, DimConstraint.Unequal(reason, left, leftValue, right, rightValue));

    /// <exception cref="OpException">Always.</exception>
    [DoesNotReturn]
    public static void TooSmall(string function, string reason, string size, nint value, nint least) =>
        throw new OpException(OpErrors.SizesAtRunTime, function, DimConstraint.TooSmall(reason, size, value, least));

    /// <summary>A result of a function, which its kernels fill.</summary>
    /// <param name="function">What the user calls the function.</param>
    /// <param name="sizes">Sizes of the axes, 0 or more.</param>
    /// <exception cref="OpException">More elements than a tensor can have.</exception>
    public static Tensor<T> Result<T>(string function, params ReadOnlySpan<nint> sizes)
        where T : unmanaged => new(Shape.OfResult(function, sizes));

    // With these, no call in generated code is one with params, for which the C# compiler would have to make types in the user's assembly.

    /// <inheritdoc cref="Result{T}(string, ReadOnlySpan{nint})"/>
    public static Tensor<T> Result<T>(string function, nint d0)
        where T : unmanaged => Result<T>(function, [d0]);

    /// <inheritdoc cref="Result{T}(string, ReadOnlySpan{nint})"/>
    public static Tensor<T> Result<T>(string function, nint d0, nint d1)
        where T : unmanaged => Result<T>(function, [d0, d1]);

    /// <inheritdoc cref="Result{T}(string, ReadOnlySpan{nint})"/>
    public static Tensor<T> Result<T>(string function, nint d0, nint d1, nint d2)
        where T : unmanaged => Result<T>(function, [d0, d1, d2]);

    /// <inheritdoc cref="Result{T}(string, ReadOnlySpan{nint})"/>
    public static Tensor<T> Result<T>(string function, nint d0, nint d1, nint d2, nint d3)
        where T : unmanaged => Result<T>(function, [d0, d1, d2, d3]);

    /// <summary>A position read from a tensor of indices, counted from the start.</summary>
    /// <param name="position">-extent to extent - 1; negative ones count from the end.</param>
    /// <param name="axis">The axis that is indexed.</param>
    /// <param name="extent">Its size.</param>
    /// <param name="op">What messages call the op.</param>
    /// <param name="what">The tensor and the function, for messages: <c>x in Model.Predict</c>.</param>
    /// <exception cref="OpException">The position is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Position(long position, int axis, nint extent, string op, string what)
    {
        var fromStart = position < 0 ? position + extent : position;
        if ((ulong)fromStart >= (ulong)extent) OutOfRange(position, axis, extent, op, what);
        return (nint)fromStart;
    }

    /// <summary>A position that <see cref="Bounds"/> has looked at, counted from the start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint FromStart(long position, nint extent) => (nint)(position < 0 ? position + extent : position);

    [DoesNotReturn]
    private static void OutOfRange(long position, int axis, nint extent, string op, string what) => throw OpException.Index(op, position, axis, extent, what);

    /// <summary>Build-time data as a buffer.</summary>
    /// <param name="data">Data of the assembly's image, which do not move: a <c>ReadOnlySpan</c> property over constants.</param>
    public static unsafe Buffer<T> Constant<T>(ReadOnlySpan<T> data)
        where T : unmanaged => new(Unsafe.AsPointer(ref MemoryMarshal.GetReference(data)), data.Length);

    /// <summary>Copies <paramref name="count"/> elements.</summary>
    public static void Copy<T>(Buffer<T> source, Buffer<T> target, nint count)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref source.Ref, checked((int)count)).CopyTo(MemoryMarshal.CreateSpan(ref target.Ref, (int)count));
}
