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
        var findings = new Findings();
        Graph? graph = null;
        try
        {
            graph = Capture(method, compilation, findings, token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var text = e is InsufficientExecutionStackException ? "its expressions are nested too deeply" : $"of a bug in GraphCompiler: {e}";
            findings.Add(e is InsufficientExecutionStackException ? Fallbacks.TooLarge : Fallbacks.CaptureBug, method.Locations[0],
                $"{Symbols.ShortName(method)} runs eagerly because {text}".Replace("\r", "").Replace("\n", " | "));
        }
        return new(findings.Any ? null : graph, findings);
    }

    /// <summary>True when the compiler itself finds errors in a declaration.</summary>
    public static bool HasErrors(SyntaxNode declaration, Compilation compilation, CancellationToken token) =>
        compilation.GetSemanticModel(declaration.SyntaxTree).GetDiagnostics(declaration.Span, token).Any(d => d.Severity == DiagnosticSeverity.Error);

    private static Graph? Capture(IMethodSymbol method, Compilation compilation, Findings findings, CancellationToken token)
    {
        if (new SignatureReader(method, findings, token).Read() is not { } signature) return null;
        var body = new BodyCapture(method, compilation, findings, token);
        var builder = body.Scope.Builder;
        foreach (var input in signature.Inputs)
        {
            var value = input.Type is null ? Value.Unknown.Value
                : body.Scope.Parameter(InIr(input.Parameter.Name), input.Type) is var node && input.HostScalar ? new Value.Scalar(node)
                : (Value)new Value.Tensor(node);
            body.Declare(input.Parameter, value);
        }
        if (body.Run() is not { } result || Outputs(result) is not { } outputs) return null;
        CheckResult(method, signature, outputs, builder, findings);
        outputs[0] = body.AfterEffects(outputs[0]);
        return builder.Build(method.Name, outputs);
    }

    /// <summary>C# names have letters of all scripts, IR names those of ASCII: <c>β</c> is <c>u03B2</c>.</summary>
    private static string InIr(string name) => GraphBuilder.IsIdentifier(name)
        ? name
        : string.Concat(name.Select(c => GraphBuilder.IsIdentifier("_" + c) ? c.ToString() : $"u{(int)c:X4}"));

    /// <summary>null when some output was not captured.</summary>
    private static List<Node>? Outputs(Value result)
    {
        var values = result is Value.Tuple tuple ? tuple.Items : Seq.Of(result);
        return values.All(v => v is Value.Tensor) ? values.Select(v => ((Value.Tensor)v).Node).ToList() : null;
    }

    private static void CheckResult(IMethodSymbol method, FunctionSignature signature, IReadOnlyList<Node> outputs, GraphBuilder builder, Findings findings)
    {
        if (!outputs.Select(o => o.DType).SequenceEqual(signature.Outputs))
            throw new InvalidOperationException($"captured results of dtypes {string.Join(", ", outputs.Select(o => o.DType.Name()))}, declared {string.Join(", ", signature.Outputs.Select(t => t.Name()))}");
        if (signature.Result is not { } declared) return;
        var check = new ShapeCheck(builder, default);
        foreach (var symbol in signature.Inputs.Where(i => i.Type is not null).SelectMany(i => i.Type!.Shape).SelectMany(d => d.Symbols)) check.Know(symbol);
        if (check.Difference(declared.Shape, outputs[0].Shape, $"the result of {method.Name}") is { } difference)
        {
            findings.Add(Mistakes.ResultShape, declared.Location,
                $"{Symbols.ShortName(method)} returns {TensorType.ShapeText(outputs[0].Shape)}, declared {TensorType.ShapeText(declared.Shape)}: {difference}");
        }
    }
}

/// <param name="Graph">null when the function runs eagerly; the findings say why.</param>
internal sealed record CaptureResult(Graph? Graph, Findings Findings);
