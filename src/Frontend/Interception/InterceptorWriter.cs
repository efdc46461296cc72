using GraphCompiler.Codegen;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>Writes the methods that plain calls of graph functions are sent to.</summary>
internal static class InterceptorWriter
{
    public static string Write(Seq<InterceptedFunction> functions)
    {
        var code = new CodeWriter();
        GeneratedCode.Begin(code);
        // The compiler knows the attribute by its name alone; a file of its own keeps it from others' copies.
        using (code.Open("namespace System.Runtime.CompilerServices"))
        {
            code.Line("[global::System.AttributeUsage(global::System.AttributeTargets.Method, AllowMultiple = true)]");
            code.Line("file sealed class InterceptsLocationAttribute : global::System.Attribute");
            using (code.Open("")) code.Line("public InterceptsLocationAttribute(int version, string data) { }");
        }
        code.Gap();
        using (code.Open($"namespace {KnownNames.GeneratedNamespace}"))
        using (code.Open("file static class Interceptors"))
        {
            for (var i = 0; i < functions.Count; i++)
            {
                if (i > 0) code.Gap();
                Write(code, functions[i], i);
            }
        }
        return code.ToString();
    }

    private static void Write(CodeWriter code, InterceptedFunction function, int number)
    {
        foreach (var call in function.Calls)
            code.Line($"[global::System.Runtime.CompilerServices.InterceptsLocation({call.Version}, {GeneratedCode.Quote(call.Data)})]");
        code.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
        code.Line($"internal static {function.Signature.ReturnType} {function.Name}_{number}{function.Signature.TypeParameters}({(function.Signature.Extension || function.Signature.Receiver is not null ? "this " : "")}{GeneratedCode.StaticParameters(function.Signature)}){function.Signature.Constraints} =>");
        using (code.Indent()) code.Line(function.Body + ";");
    }
}
