using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>GF0xxx: errors in the user's program. Each has its entry in docs/diagnostics.md.</summary>
internal static class Mistakes
{
    public static readonly DiagnosticDescriptor NotPartial = Rule.Mistake("GF0001", "The class of a graph function must be partial");
    public static readonly DiagnosticDescriptor ParameterType = Rule.Mistake("GF0002", "A parameter cannot be an input of a graph");
    public static readonly DiagnosticDescriptor ReturnType = Rule.Mistake("GF0003", "A graph function must return tensors");
    public static readonly DiagnosticDescriptor ByReference = Rule.Mistake("GF0004", "A parameter of a graph function must be passed by value");
    public static readonly DiagnosticDescriptor MalformedShape = Rule.Mistake("GF0005", "Malformed [Shape]");
    public static readonly DiagnosticDescriptor ShapeOfNonTensor = Rule.Mistake("GF0006", "[Shape] stands on something that is not a tensor");
    public static readonly DiagnosticDescriptor ResultShape = Rule.Mistake("GF0007", "The result has another shape than declared");
    public static readonly DiagnosticDescriptor CompanionTaken = Rule.Mistake("GF0008", "The companion's name is taken");
    public static readonly DiagnosticDescriptor ArgumentShape = Rule.Mistake(OpErrors.ArgumentShape, "An argument has another shape than the called method declares");
    public static readonly DiagnosticDescriptor NoBody = Rule.Mistake("GF0010", "A graph function needs a body in a class");
    public static readonly DiagnosticDescriptor UnknownSymbol = Rule.Mistake("GF0011", "A size cannot be found from the arguments");
    public static readonly DiagnosticDescriptor Branches = Rule.Mistake("GF0012", "A variable has different dtypes or shapes in branches or rounds of a loop");
    public static readonly DiagnosticDescriptor Condition = Rule.Mistake("GF0013", "A condition must be a single truth value");
    public static readonly DiagnosticDescriptor Throws = Rule.Mistake("GF0014", "Every call of the function throws");

    // GF01xx: what the ops find.
    private static readonly DiagnosticDescriptor s_dtypeNotAccepted = Rule.Mistake(OpErrors.DTypeNotAccepted, "The op does not accept this dtype");
    private static readonly DiagnosticDescriptor s_dtypesDiffer = Rule.Mistake(OpErrors.DTypesDiffer, "The operands have different dtypes");
    private static readonly DiagnosticDescriptor s_shapesDoNotBroadcast = Rule.Mistake(OpErrors.ShapesDoNotBroadcast, "The shapes do not broadcast");
    private static readonly DiagnosticDescriptor s_axisOutOfRange = Rule.Mistake(OpErrors.AxisOutOfRange, "The axis is out of range");
    private static readonly DiagnosticDescriptor s_rank = Rule.Mistake(OpErrors.Rank, "The op does not accept this rank");
    private static readonly DiagnosticDescriptor s_attributeValue = Rule.Mistake(OpErrors.AttributeValue, "The op does not accept this argument");
    private static readonly DiagnosticDescriptor s_innerDimensions = Rule.Mistake(OpErrors.InnerDimensions, "The inner dimensions of a matrix product differ");
    private static readonly DiagnosticDescriptor s_elementCount = Rule.Mistake(OpErrors.ElementCount, "The numbers of elements differ");
    private static readonly DiagnosticDescriptor s_shapesDiffer = Rule.Mistake(OpErrors.ShapesDiffer, "The shapes differ");
    private static readonly DiagnosticDescriptor s_indexOutOfRange = Rule.Mistake(OpErrors.IndexOutOfRange, "The index is out of range");
    private static readonly DiagnosticDescriptor s_operandCount = Rule.Mistake(OpErrors.OperandCount, "The op takes another number of operands");
    private static readonly DiagnosticDescriptor s_bodySignature = Rule.Mistake(OpErrors.BodySignature, "The body has another signature than the op needs");
    private static readonly DiagnosticDescriptor s_emptyReduction = Rule.Mistake(OpErrors.EmptyReduction, "An empty reduction has no value");

    private static readonly DiagnosticDescriptor s_sizesAtRunTime = Rule.Mistake(OpErrors.SizesAtRunTime, "Sizes known only at run time do not fit together");
    private static readonly DiagnosticDescriptor s_tooManyElements = Rule.Mistake(OpErrors.TooManyElements, "A result would have more elements than a tensor can have");

    /// <summary>Mistakes that the ops find, by the id in <see cref="OpException.Id"/>.</summary>
    public static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> OfOps = new[]
    {
        s_dtypeNotAccepted, s_dtypesDiffer, s_shapesDoNotBroadcast, s_axisOutOfRange, s_rank, s_attributeValue,
        s_innerDimensions, s_elementCount, s_shapesDiffer, s_indexOutOfRange, s_operandCount, s_bodySignature,
        s_emptyReduction, s_sizesAtRunTime, s_tooManyElements,
    }.ToDictionary(d => d.Id);

    public static readonly IReadOnlyList<DiagnosticDescriptor> All =
    [
        NotPartial, ParameterType, ReturnType, ByReference, MalformedShape, ShapeOfNonTensor, ResultShape, CompanionTaken,
        ArgumentShape, NoBody, UnknownSymbol, Branches, Condition, Throws, .. OfOps.Values,
    ];
}
