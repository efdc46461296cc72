using System;
using System.Globalization;

namespace GraphCompiler.IR;

/// <summary>
/// A mistake in the use of an op or of a graph function: wrong dtype, shape, axis or attribute. Thrown by <see cref="GraphBuilder"/>
/// while a graph is built, by the eager ops at run time, with the same text, and by a graph function for arguments that do not
/// have the shapes it declares. The message begins with the id, under which docs/diagnostics.md says more.
/// </summary>
public sealed class OpException : ArgumentException
{
    public OpException(string id, string op, string problem, int? operand = null, string? attribute = null)
        : base($"{id}: {op}: {problem}") => (Id, Op, Problem, Operand, AttributeName) = (id, op, problem, operand, attribute);

    /// <summary>An index outside an axis, found while the op runs.</summary>
    /// <param name="what">The tensor and the function, where they are known: <c>x in Model.Predict</c>.</param>
    public static OpException Index(string op, long index, int axis, long size, string? what = null) =>
        Index(op, index.ToString(CultureInfo.InvariantCulture), axis, size, what);

    /// <inheritdoc cref="Index(string, long, int, long, string)"/>
    /// <param name="index">As it was written: <c>-3</c>, <c>^0</c>.</param>
    public static OpException Index(string op, string index, int axis, long size, string? what = null) => new(OpErrors.IndexOutOfRange, op,
        $"index {index} is out of range for axis {axis} of size {size}; " + (size == 0 ? "it has no elements" : $"allowed: {-size} to {size - 1}") + (what is null ? "" : $" ({what})"), operand: 1);

    /// <summary>A range that does not lie in an axis, found while the op runs.</summary>
    /// <param name="range">As it was written: <c>4..7</c>, <c>^5..</c>.</param>
    /// <param name="what">The tensor and the function, where they are known: <c>x in Model.Predict</c>.</param>
    public static OpException Range(string op, string range, int axis, long size, string? what = null) => new(OpErrors.IndexOutOfRange, op,
        $"range {range} is out of range for axis {axis} of size {size}; allowed: from 0 to {size}, the end not before the start" + (what is null ? "" : $" ({what})"), operand: 1);

    /// <summary>The diagnostic id, a constant of <see cref="OpErrors"/>.</summary>
    public string Id { get; }

    /// <summary>Name of the op or of the graph function.</summary>
    public string Op { get; }

    /// <summary>The message without the id, for those who show it apart.</summary>
    public string Description => $"{Op}: {Problem}";

    /// <summary>The message without the op's name.</summary>
    public string Problem { get; }

    /// <summary>Index of the operand at fault; null when it is an attribute or the whole call.</summary>
    public int? Operand { get; }

    /// <summary>IR name of the attribute at fault.</summary>
    public string? AttributeName { get; }
}

/// <summary>Ids of the mistakes that ops report; each has its entry in docs/diagnostics.md.</summary>
public static class OpErrors
{
    /// <summary>An argument has another shape than a method declares.</summary>
    public const string ArgumentShape = "GF0009";

    public const string DTypeNotAccepted = "GF0101";
    public const string DTypesDiffer = "GF0102";
    public const string ShapesDoNotBroadcast = "GF0103";
    public const string AxisOutOfRange = "GF0104";
    public const string Rank = "GF0105";
    public const string AttributeValue = "GF0106";
    public const string InnerDimensions = "GF0107";
    public const string ElementCount = "GF0108";
    public const string ShapesDiffer = "GF0109";
    public const string IndexOutOfRange = "GF0110";
    public const string OperandCount = "GF0111";
    public const string BodySignature = "GF0112";
    public const string EmptyReduction = "GF0113";
    public const string SizesAtRunTime = "GF0114";

    /// <summary>A result would have more elements than a tensor can have.</summary>
    public const string TooManyElements = "GF0115";
}
