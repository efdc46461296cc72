using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Codegen;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Frontend;

/// <summary>From IR text to kernels. Runs only when the text has changed.</summary>
internal static class KernelCompiler
{
    /// <summary>Never throws: a bug in the compiler leaves the function eager.</summary>
    public static CompiledModel Compile(FunctionModel function)
    {
        if (function.Capture.Text is not { } text) return new(function, null, function.Capture.Reason ?? $"{function.DisplayName} does not compile", null);
        try
        {
            return new(function, function.Capture.Variants.IsEmpty ? Compile(function, 0, function.ClassName, text) : VariantsCompiler.Compile(function), null, null);
        }
        catch (Exception e)
        {
            return new(function, null, $"{function.DisplayName} runs eagerly because of a bug in GraphCompiler", e.ToString());
        }
    }

    /// <summary>The kernels of one graph, in a class of their own.</summary>
    /// <param name="number">Which of the function's graphs it is.</param>
    public static KernelsModel Compile(FunctionModel function, int number, string className, string text)
    {
        var entry = new EntryPoint(KnownNames.GeneratedNamespace, className, function.DisplayName,
            function.Capture.Entry is { } given
                ? given.Inputs.Map(i => new EntryParameter(i.Name, i.HostScalar, i.Path))
                : function.Signature.Parameters.Map(p => new EntryParameter(p.Name, p.HostScalar)))
        {
            Places = PlacesFile.ClassOf(function),
            MapsLines = true,
            TimesKernels = function.TimesKernels,
        };
        var compiled = CpuCompiler.Compile(entry, GraphParser.Parse(text, SourceLines.FileOf(function, number)), PassOptions.Default);
        return new(
            Seq.Of(compiled.Source), compiled.OptimizedText, compiled.PlanText,
            compiled.Kernels.Map(k => new KernelModel(k.Name, k.Description, k.Source)),
            Remarks(compiled.Trace).ToSeq(), Seq.Of(className));
    }

    /// <summary><c>fuse, %3 add: fused with %2</c>: nodes are numbered as in the graph that the pass was given.</summary>
    private static IEnumerable<string> Remarks(PassTrace trace) =>
        from step in trace.Steps
        where step.Log.Remarks.Count > 0
        let names = GraphPrinter.Names(step.Before)
        from remark in step.Log.Remarks
        select $"{step.Name}, {(names.TryGetValue(remark.Node, out var name) ? name + " " : "")}{remark.Node.Op.Name}: {remark.Text}";
}
