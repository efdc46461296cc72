using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>Takes a result apart into the graph's outputs, and writes the expression that makes it again from them.</summary>
/// <param name="toNode">A number as a node.</param>
/// <param name="makes">Whether a construction gives an object these members; a reason when not.</param>
internal sealed class ResultWriter(Compilation compilation, INamedTypeSymbol within, Func<Value, DType, Node?> toNode, Func<Construction, Value.Record, string?> makes)
{
    /// <summary>The variable that holds what the kernels return.</summary>
    public const string Result = "__outputs";

    private readonly List<Node> _outputs = [];
    private string? _problem;

    /// <summary>In the order of <see cref="Layout"/>: depth first, members as they are declared.</summary>
    public IReadOnlyList<Node> Outputs => _outputs;

    /// <summary>Why the result is none that can be made again; null when it can be, or when that was reported before.</summary>
    public string? Problem => _problem;

    /// <summary>The expression; null when some part was not captured.</summary>
    public string? Write(ITypeSymbol type, Value value)
    {
        var code = Part(type, value, "the result");
        if (code is not null && _outputs.Count == 0) return Fail("its result holds no tensor");
        // A single output comes as it is.
        return code is not null && _outputs.Count == 1 ? code.Replace(Output(0), Result) : code;
    }

    private static string Output(int index) => $"{Result}.Item{index + 1}";

    private string? Part(ITypeSymbol type, Value value, string path)
    {
        switch (value)
        {
            case Value.Unknown or Value.Unassigned:
                return null;
            case Value.Tensor tensor:
                _outputs.Add(tensor.Node);
                return Output(_outputs.Count - 1);
            case Value.Tuple tuple when type is INamedTypeSymbol { IsTupleType: true } named:
                return All(named.TupleElements.Select((e, i) => Part(e.Type, tuple.Items[i], $"{path}.{e.Name}"))) is { } items ? $"({items})" : null;
            case Value.List list when type is IArrayTypeSymbol array:
                return All(list.Items.Select((item, i) => Part(array.ElementType, item, $"{path}[{i}]"))) is { } elements
                    ? $"new {Symbols.InCode(array.ElementType)}[] {{ {elements} }}"
                    : null;
            case Value.Record record:
                return Object(record, path);
            default:
                return Number(type, value, path);
        }
    }

    private string? Object(Value.Record record, string path)
    {
        if (Construction.Of(record.Type, compilation, within) is not { } construction)
            return Fail($"{path} is {Symbols.InMessage(record.Type)}, which has no constructor with a parameter for each member");
        if (makes(construction, record) is { } wrong) return Fail($"{path} cannot be made again: {wrong}");
        // Outputs stand in the order of the members, wherever the constructor wants them.
        var parts = DataMember.Of(record.Type).ToDictionary(m => m, m => record.Find(m.Symbol) is { } held
            ? Part(m.Type, held, $"{path}.{m.Name}")
            : Fail($"{path}.{m.Name} is not captured"));
        if (parts.Values.Any(p => p is null)) return null;
        var arguments = string.Join(", ", construction.Arguments.Select(m => parts[m]));
        var initializer = string.Join(", ", construction.Initialized.Select(m => $"{Symbols.Escape(m.Name)} = {parts[m]}"));
        return $"new {Symbols.InCode(record.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}({arguments}){(initializer.Length > 0 ? $" {{ {initializer} }}" : "")}";
    }

    private string? Number(ITypeSymbol type, Value value, string path)
    {
        if (Symbols.CarrierDType(type) is not { } dtype) return Fail(value is Value.Constant { Object: null } ? $"{path} is null" : $"{path} cannot be made from tensors");
        if (toNode(value, dtype) is not { } node) return null;
        _outputs.Add(node);
        return $"{(Symbols.ScalarDType(type) is null ? $"({Symbols.InCode(type)})" : "")}{Output(_outputs.Count - 1)}.Item()";
    }

    private string? Fail(string problem)
    {
        _problem ??= problem;
        return null;
    }

    /// <summary>All parts are read even when one fails, so that each problem is found.</summary>
    private static string? All(IEnumerable<string?> parts) => parts.ToList() is var all && all.All(p => p is not null) ? string.Join(", ", all) : null;
}
