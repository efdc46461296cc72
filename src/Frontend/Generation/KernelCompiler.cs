using System;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>From IR text to kernels. Runs only when the text has changed.</summary>
internal static class KernelCompiler
{
    public static CompiledModel Compile(FunctionModel function)
    {
        if (function.Capture.Text is not { } text) return new(function, null, function.Capture.Reason ?? "it does not compile", null);
        try
        {
            GraphParser.Parse(text, function.Name);
            return new(function, null, "the CPU code generator is missing", null);
        }
        catch (Exception e)
        {
            return new(function, null, "of a bug in GraphCompiler", e.ToString());
        }
    }
}
