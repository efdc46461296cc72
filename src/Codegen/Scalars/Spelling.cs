namespace GraphCompiler.Codegen;

/// <summary>C#'s operator precedence, as far as generated code needs it. A name is a variable or a literal: it can be written again at no cost.</summary>
public enum Precedence { Conditional, Or, Xor, And, Equality, Relational, Additive, Multiplicative, Unary, Primary, Name }

/// <summary>A piece of C# and how strongly it binds.</summary>
public readonly record struct Code(string Text, Precedence Precedence)
{
    public static Code Primary(string text) => new(text, Precedence.Primary);

    public static Code Name(string text) => new(text, Precedence.Name);

    /// <summary>Whether it is a variable or a literal.</summary>
    public bool IsName => Precedence == Precedence.Name;

    /// <summary>The text, in brackets where it binds less strongly than its place needs.</summary>
    public string At(Precedence needed) => Precedence < needed ? $"({Text})" : Text;

    public override string ToString() => Text;
}

/// <summary>
/// How a target writes a primitive. <c>{0}</c>, <c>{1}</c>, <c>{2}</c> are the arguments and <c>{V}</c> the type of the first one
/// (for a select of the second).
/// </summary>
public sealed record Spelling(string Template, Precedence Precedence)
{
    /// <summary>A call or anything else that needs no brackets, inside or around.</summary>
    public static implicit operator Spelling(string template) => new(template, Precedence.Primary);
}

/// <summary>A primitive's line in a target's table: its spelling for floats, integers and bool; null where the primitive has no meaning.</summary>
public sealed record TargetLine(Spelling? Float, Spelling? Integer = null, Spelling? Bool = null)
{
    /// <summary>The same for floats and integers.</summary>
    public static TargetLine Number(Spelling spelling) => new(spelling, spelling);

    /// <summary>The same for integers and bool.</summary>
    public static TargetLine Logic(Spelling spelling) => new(null, spelling, spelling);

    /// <summary>The same for every dtype.</summary>
    public static TargetLine Any(Spelling spelling) => new(spelling, spelling, spelling);
}
