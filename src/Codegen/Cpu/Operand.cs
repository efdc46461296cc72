namespace GraphCompiler.Codegen;

/// <summary>Where a value is while the code runs.</summary>
internal abstract record Operand
{
    /// <summary>A rank-0 value as a C# expression without effects, a variable most of the time.</summary>
    public sealed record Number(Code Code) : Operand;

    /// <summary>The variable of a buffer.</summary>
    public sealed record Memory(string Buffer) : Operand;
}
