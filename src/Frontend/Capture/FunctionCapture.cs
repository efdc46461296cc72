using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>Turns a graph function into a graph; the generator and the analyzer share it.</summary>
internal static class FunctionCapture
{
    /// <summary>Never throws but for cancellation: our own bugs are findings too.</summary>
    public static CaptureResult Run(IMethodSymbol method, Compilation compilation, CancellationToken token)
    {
        if (LeadingAxes.AreOpen(method)) return ForEachRank();
        var result = Run(method, compilation, null, token);
        // A member of unknown rank that the method does not read is no reason for more than one graph.
        return result.Graph is null && !result.Findings.Broken && LeadingAxes.AreOpenInMembers(method) ? ForEachRank() : result;

        CaptureResult ForEachRank() => LeadingAxes.Capture(method, leading => Run(method, compilation, leading, token));
    }

    private static CaptureResult Run(IMethodSymbol method, Compilation compilation, int? leading, CancellationToken token)
    {
        var findings = new Findings();
        CapturedGraph? captured = null;
        try
        {
            captured = Capture(method, compilation, leading, findings, token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            FilesRead.NoteAccident();
            var text = e is InsufficientExecutionStackException ? "its expressions are nested too deeply" : $"of a bug in GraphCompiler: {e}";
            findings.Add(e is InsufficientExecutionStackException ? Fallbacks.TooLarge : Fallbacks.CaptureBug, method.Locations[0],
                $"{Symbols.ShortName(method)} runs eagerly because {text}".Replace("\r", "").Replace("\n", " | "));
        }
        return findings.Any ? new(null, null, findings) : new(captured?.Graph, captured?.Entry, findings, captured?.Places ?? default);
    }

    /// <summary>True when the compiler itself finds errors in a declaration.</summary>
    public static bool HasErrors(SyntaxNode declaration, Compilation compilation, CancellationToken token) =>
        compilation.GetSemanticModel(declaration.SyntaxTree).GetDiagnostics(declaration.Span, token).Any(d => d.Severity == DiagnosticSeverity.Error);

    private sealed record CapturedGraph(Graph Graph, EntryModel? Entry, Seq<string> Places);

    private static CapturedGraph? Capture(IMethodSymbol method, Compilation compilation, int? leading, Findings findings, CancellationToken token)
    {
        if (new SignatureReader(method, compilation, findings, token, leading).Read() is not { } signature) return null;
        var body = new BodyCapture(method, compilation, findings, token);
        var nodes = new Dictionary<Layout.Leaf, Node>();
        foreach (var input in signature.Inputs) body.Declare(input.Parameter, ToValue(input.Layout, body.Scope, nodes));
        if (signature.This is { } self) body.DeclareThis(ToValue(self, body.Scope, nodes));
        if (body.Run() is not { } result) return null;
        var writer = new ResultWriter(compilation, method.ContainingType, body.ToOutput, body.Makes);
        if (writer.Write(method.ReturnType, result) is not { } expression)
        {
            if (writer.Problem is { } problem && !findings.Any) findings.Add(Fallbacks.Expression, method.Locations[0], $"{Symbols.ShortName(method)} runs eagerly because {problem}");
            return null;
        }
        CheckResult(method, signature, writer.Outputs, body.Scope.Builder, findings);
        var outputs = writer.Outputs.ToList();
        outputs[0] = body.AfterEffects(outputs[0]);
        var given = new HashSet<Node>(nodes.Where(n => signature.Inputs.Any(i => i.Layout.Leaves.Contains(n.Key))).Select(n => n.Value));
        var graph = GraphInputs.Narrow(body.Scope.Builder, leading is { } axes ? $"{method.Name}_{axes}" : method.Name, outputs, given);
        return new(graph, EntryBuilder.Build(method, signature, graph, nodes, expression), body.Places.ToSeq());
    }

    /// <summary>What a parameter holds, each tensor and number in it an input of the graph.</summary>
    private static Value ToValue(Layout layout, Scope scope, Dictionary<Layout.Leaf, Node> nodes)
    {
        switch (layout)
        {
            case Layout.Leaf { Type: null }:
                return Value.Unknown.Value;
            case Layout.Leaf leaf:
                var node = scope.Parameter(leaf.Name, leaf.Type, leaf.Weight);
                if (leaf.Path != leaf.Name) scope.Builder.Name(node, leaf.Path);
                nodes.Add(leaf, node);
                return leaf.HostScalar ? new Value.Scalar(node) : new Value.Tensor(node);
            case Layout.Tuple tuple:
                return new Value.Tuple(tuple.Items.Map(i => ToValue(i, scope, nodes)));
            case Layout.Array array:
                return new Value.List(array.Items.Map(i => ToValue(i, scope, nodes)));
            case Layout.Structure structure:
                return new Value.Record(structure.Type, structure.Members.Map(m => m.Member), structure.Members.Map(m => ToValue(m.Layout, scope, nodes)), structure.Path);
            default:
                throw new InvalidOperationException($"a layout of kind {layout.GetType().Name}");
        }
    }

    private static void CheckResult(IMethodSymbol method, FunctionSignature signature, IReadOnlyList<Node> outputs, GraphBuilder builder, Findings findings)
    {
        if (signature.Result is not { } declared) return;
        var check = new ShapeCheck(builder, default);
        foreach (var symbol in signature.Leaves.Where(l => l.Type is not null).SelectMany(l => l.Type!.Shape).SelectMany(d => d.Symbols)) check.Know(symbol);
        if (check.Difference(declared.Shape, outputs[0].Shape, $"the result of {method.Name}") is { } difference)
        {
            findings.Add(Mistakes.ResultShape, declared.Location,
                $"{Symbols.ShortName(method)} returns {TensorType.ShapeText(outputs[0].Shape)}, declared {TensorType.ShapeText(declared.Shape)}: {difference}");
        }
    }
}

/// <param name="Graph">null when the function runs eagerly; the findings say why.</param>
/// <param name="Entry">null when the method's parameters and result are those of the graph.</param>
/// <param name="Places">The places in the source that the graph's asserts name, by their numbers.</param>
/// <param name="Variants">One for each number of leading axes, from 0 on, where a shape leaves it open; else empty.</param>
internal sealed record CaptureResult(Graph? Graph, EntryModel? Entry, Findings Findings, Seq<string> Places = default, Seq<CapturedVariant> Variants = default);

/// <param name="Graph">null when the function makes no sense for that many axes.</param>
/// <param name="Problem">Why it does not.</param>
internal sealed record CapturedVariant(Graph? Graph, string? Problem);
