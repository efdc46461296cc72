using System.Collections.Generic;
using System.Text;

namespace GraphCompiler.Codegen;

/// <summary>Gives out C# identifiers, each once.</summary>
public sealed class NameScope(params string[] taken)
{
    private static readonly HashSet<string> s_keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "var", "nint", "nuint",
    ];

    /// <summary>The type parameters of generated code (see <see cref="LaneSet"/>) in camelCase.</summary>
    internal static readonly string[] Lanes = ["f", "i", "d", "l", "halfF", "halfI", "mixed"];

    private readonly HashSet<string> _taken = [.. taken];

    /// <summary>
    /// The names of a struct's fields, in camelCase until they are written: they share a scope with the struct, the lanes that are its
    /// type parameters, its method and what every struct inherits.
    /// </summary>
    public static NameScope OfFields(string structName) =>
        new([CamelCase(structName), .. Lanes, "run", "equals", "toString", "getType", "getHashCode", "memberwiseClone", "finalize"]);

    /// <summary>Whether the name is one of those given out or taken before.</summary>
    public bool Has(string name) => _taken.Contains(name);

    /// <summary>The wished name in camelCase, with a number behind it if it is taken.</summary>
    public string New(string wish)
    {
        var name = CamelCase(wish);
        var result = name;
        for (var i = 2; s_keywords.Contains(result) || !_taken.Add(result); i++) result = name + i;
        return result;
    }

    /// <summary><c>layer_norm</c> as <c>layerNorm</c>; what cannot stand in an identifier is left out.</summary>
    public static string CamelCase(string name)
    {
        var text = new StringBuilder();
        var upper = false;
        foreach (var c in name)
        {
            if (!(c < 128 && char.IsLetterOrDigit(c)))
            {
                upper = text.Length > 0;
                continue;
            }
            if (text.Length == 0 && char.IsDigit(c)) text.Append('v');
            text.Append(upper ? char.ToUpperInvariant(c) : text.Length == 0 ? char.ToLowerInvariant(c) : c);
            upper = false;
        }
        return text.Length == 0 ? "value" : text.ToString();
    }

    /// <summary><c>layer_norm</c> as <c>LayerNorm</c>.</summary>
    public static string PascalCase(string name)
    {
        var camel = CamelCase(name);
        return char.ToUpperInvariant(camel[0]) + camel.Substring(1);
    }
}
