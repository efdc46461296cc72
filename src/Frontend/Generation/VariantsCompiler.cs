using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Codegen;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>
/// The kernels of a function that leaves the number of leading axes open: a class for each number, and the class of the
/// function's name, which chooses among them by the rank of an argument.
/// </summary>
internal static class VariantsCompiler
{
    public static KernelsModel Compile(FunctionModel function)
    {
        var variants = function.Capture.Variants.Select((v, axes) => (Axes: axes, v.Text)).Where(v => v.Text is not null)
            .Select(v => (v.Axes, Graph: GraphParser.Parse(v.Text!, function.Name), Kernels: KernelCompiler.Compile(function, v.Axes, ClassName(function, v.Axes), v.Text!))).ToList();
        var all = variants.Select(v => v.Kernels).ToList();
        return new(
            all.SelectMany(k => k.Sources).Prepend(WriteChoice(function, variants.Select(v => (v.Axes, v.Graph)).ToList())).ToSeq(),
            string.Join("\n", all.Select(k => k.Optimized)),
            string.Join("\n", variants.Select(v => $"// {v.Axes} leading axes\n{v.Kernels.Plan}")),
            all.SelectMany(k => k.Kernels).ToSeq(),
            variants.SelectMany(v => v.Kernels.Remarks.Select(r => $"{v.Axes} leading axes: {r}")).ToSeq(),
            all.SelectMany(k => k.Classes).ToSeq());
    }

    private static string ClassName(FunctionModel function, int axes) => $"{function.ClassName}_Axes{axes}";

    private static string WriteChoice(FunctionModel function, IReadOnlyList<(int Axes, Graph Graph)> variants)
    {
        // The parameters with "…" are those whose rank differs between two variants; with one there is no choice.
        var open = variants.Count == 1 ? Enumerable.Range(0, variants[0].Graph.Parameters.Count).First(i => !(function.Capture.Entry?.Inputs[i].HostScalar ?? function.Signature.Parameters[i].HostScalar))
            : Enumerable.Range(0, variants[0].Graph.Parameters.Count).First(i => variants[0].Graph.Parameters[i].Rank != variants[1].Graph.Parameters[i].Rank);
        var code = new CodeWriter();
        GeneratedCode.Begin(code);
        code.Line("using System;");
        code.Gap();
        using (code.Open($"namespace {KnownNames.GeneratedNamespace}"))
        using (code.Open($"internal static class {function.ClassName}"))
        {
            var outputs = variants[0].Graph.Outputs.Map(o => TypeOf(o, isNumber: false));
            var result = function.Capture.Entry is null ? function.Signature.ReturnType : outputs.Count == 1 ? outputs[0] : $"({string.Join(", ", outputs)})";
            WriteMethod(code, function, EntryPoint.Invoke, result, variants, open);
            code.Gap();
            WriteMethod(code, function, EntryPoint.Check, "bool", variants, open);
        }
        return code.ToString();
    }

    private static void WriteMethod(CodeWriter code, FunctionModel function, string method, string result, IReadOnlyList<(int Axes, Graph Graph)> variants, int open)
    {
        // Those of the kernels: where data are taken apart, not the function's own.
        var parameters = variants[0].Graph.Parameters.Select((p, i) => function.Capture.Entry?.Inputs[i] is { } input
            ? (input.Name, input.Path, Type: TypeOf(p, input.HostScalar))
            : (function.Signature.Parameters[i].Name, Path: function.Signature.Parameters[i].Name.TrimStart('@'), function.Signature.Parameters[i].Type)).ToList();
        var (parameter, path, _) = parameters[open];
        using (code.Open($"public static {result} {method}({string.Join(", ", parameters.Select(p => $"{p.Type} {p.Name}"))})"))
        {
            code.Line($"global::System.ArgumentNullException.ThrowIfNull({parameter}, {GeneratedCode.Quote(path)});");
            using (code.Open($"switch ({parameter}.Rank)"))
            {
                foreach (var (axes, graph) in variants)
                    code.Line($"case {graph.Parameters[open].Rank}: return global::{KnownNames.GeneratedNamespace}.{ClassName(function, axes)}.{method}({string.Join(", ", parameters.Select(p => p.Name))});");
                var least = variants[0].Graph.Parameters[open].Rank - variants[0].Axes;
                foreach (var (variant, axes) in function.Capture.Variants.Select((v, axes) => (v, axes)).Where(v => v.v.Text is null && variants.Count > 1))
                    code.Line($"case {least + axes}: throw {Error(function, parameter, path, $"for tensors of its rank {variant.Problem}")};");
                code.Line($"default: throw {Error(function, parameter, path, $"it must be {string.Join(", ", variants.Select(v => v.Graph.Parameters[open].Rank))}: the shape is declared with any leading axes, and compiled for at most {LeadingAxes.Most}")};");
            }
        }
    }

    private static string TypeOf(Node node, bool isNumber) => node.DType.CSharpName() is var name && isNumber ? name : $"global::GraphCompiler.Tensor<{name}>";

    private static string Error(FunctionModel function, string parameter, string path, string problem) =>
        $"global::GraphCompiler.Kernels.Entry.WrongLeadingAxes({GeneratedCode.Quote(function.DisplayName)}, {GeneratedCode.Quote(path)}, {parameter}.Shape, {GeneratedCode.Quote(problem)})";
}
