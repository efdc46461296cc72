using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using GraphCompiler.IR;

namespace GraphCompiler;

/// <summary>
/// Looks into a running graph function: prints and checks values on their way. The calls become part of the graph and happen in the
/// order in which they are written, in compiled functions as in eager ones.
/// </summary>
public static class Graph
{
    private static TextWriter? s_output;

    /// <summary>Where <see cref="Print{T}(Tensor{T}, string?)"/> writes; the console's output unless it is set.</summary>
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
        Write(x.AsSpan(), x.Shape, label);
        GC.KeepAlive(x);
    }

    /// <summary>Writes a number or a truth value, as a tensor of rank 0 is written.</summary>
    /// <typeparam name="T">An element type of tensors, or a number that graphs keep in a larger one: short, ushort, char, uint.</typeparam>
    /// <param name="x">What is written.</param>
    /// <param name="label">Stands before it.</param>
    public static void Print<T>(T x, string? label = null) where T : unmanaged
    {
        switch (x)
        {
            case short number: Print((int)number, label); break;
            case ushort number: Print((int)number, label); break;
            case char letter: Print((int)letter, label); break;
            case uint number: Print((long)number, label); break;
            default: Print(Tensor.Scalar(x), label); break;
        }
    }

    /// <summary>Checks that every element is true.</summary>
    /// <param name="condition">Any shape; without elements it holds.</param>
    /// <param name="message">What is wrong when it does not hold.</param>
    /// <param name="file">The caller's file, whose name is added to the message; C# fills it in.</param>
    /// <param name="line">The caller's line; C# fills it in.</param>
    /// <exception cref="GraphAssertException">An element is false; the message names the first one's place.</exception>
    public static void Assert(Tensor<bool> condition, string message, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Check(condition.AsSpan(), condition.Shape, message, file.Length == 0 ? null : $"{file[(file.LastIndexOfAny(['/', '\\']) + 1)..]} line {line}");
        GC.KeepAlive(condition);
    }

    internal static void Write<T>(ReadOnlySpan<T> elements, Shape shape, string? label) where T : unmanaged
    {
        var text = new TensorText<T>(elements, shape, TensorFormat.Default).ToString();
        Output.WriteLine(label is null ? text : $"{label}: {text}");
    }

    /// <param name="condition">The elements.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="place">The user's file and line; null when they are not known.</param>
    /// <param name="violation">Which exception that is.</param>
    internal static void Check(ReadOnlySpan<bool> condition, Shape shape, string message, string? place, Violation violation = Violation.Assertion)
    {
        var first = condition.IndexOf(false);
        if (first < 0) return;
        var index = new int[shape.Rank];
        for (var (axis, rest) = (shape.Rank - 1, first); axis >= 0; axis--) (rest, index[axis]) = Math.DivRem(rest, shape[axis]);
        var element = shape.Rank == 0 ? null : $"false at [{string.Join(", ", index)}] of shape {shape}";
        var details = string.Join("; ", new[] { element, place }.Where(d => d is not null));
        if (details.Length > 0) message = $"{message} ({details})";
        throw Failure(message, violation);
    }

    /// <summary>What a check that does not hold throws.</summary>
    internal static Exception Failure(string message, Violation violation) => violation switch
    {
        Violation.DivideByZero => new DivideByZeroException(message),
        Violation.Overflow => new OverflowException(message),
        Violation.ArgumentOutOfRange => new ArgumentOutOfRangeException(null, message),
        Violation.IndexOutOfRange => new IndexOutOfRangeException(message),
        Violation.OperandCount => new OpException(OpErrors.OperandCount, message[..message.IndexOf(':')], message[(message.IndexOf(':') + 2)..]),
        _ => new GraphAssertException(message),
    };
}
