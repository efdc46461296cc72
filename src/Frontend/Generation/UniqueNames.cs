using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace GraphCompiler.Frontend;

/// <summary>
/// Makes the names of generated classes and files differ. <c>A.B_C</c> and <c>A_B.C</c> read the same once their dots are gone,
/// and file names do not tell upper case from lower.
/// </summary>
internal static class UniqueNames
{
    public static IEnumerable<FunctionModel> Assign(ImmutableArray<FunctionModel> functions)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        // A method that was copied and is not renamed yet is there twice, an error that the compiler reports.
        foreach (var function in functions.GroupBy(f => f.Key).Select(f => f.First()).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var name = function.ClassName;
            for (var n = 2; !taken.Add(name); n++) name = $"{function.ClassName}_{n}";
            yield return name == function.ClassName ? function : function with { ClassName = name };
        }
    }
}
