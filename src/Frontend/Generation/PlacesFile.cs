using System.Collections.Immutable;
using System.Linq;
using GraphCompiler.Codegen;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>
/// The file with the places in the source that messages of compiled functions name. It alone changes when lines move; kernels refer to
/// its constants.
/// </summary>
/// <param name="Functions">Class names and places.</param>
internal sealed record PlacesFile(Seq<(string ClassName, Seq<string> Places)> Functions)
{
    private const string Namespace = KnownNames.GeneratedNamespace + ".Places";

    public static PlacesFile Of(ImmutableArray<FunctionReading> readings, ImmutableArray<FunctionModel> functions)
    {
        var names = functions.ToDictionary(f => f.Key, f => f.ClassName);
        return new(readings.GroupBy(r => r.Model.Key).Select(r => r.First()).Where(r => !r.Places.IsEmpty && names.ContainsKey(r.Model.Key)).Select(r => (names[r.Model.Key], r.Places)).ToSeq());
    }

    /// <summary>The class of a function's places, as its kernels name it.</summary>
    public static string ClassOf(FunctionModel function) => $"global::{Namespace}.{function.ClassName}";

    public string Write()
    {
        var code = new CodeWriter();
        GeneratedCode.Begin(code);
        using (code.Open($"namespace {Namespace}"))
        {
            foreach (var (name, places) in Functions)
            {
                code.Gap();
                using (code.Open($"internal static class {name}"))
                {
                    for (var i = 0; i < places.Count; i++) code.Line($"internal const string At{i} = {GeneratedCode.Quote(places[i])};");
                }
            }
        }
        return code.ToString();
    }
}
