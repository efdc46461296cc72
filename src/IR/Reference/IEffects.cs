namespace GraphCompiler.IR;

/// <summary>What the effects of a graph do while the Reference engine runs it.</summary>
public interface IEffects
{
    /// <param name="label">Stands before the tensor; null for none.</param>
    void Print(Literal value, string? label);

    /// <summary>Throws what the violation says unless every element of the condition is true.</summary>
    void Assert(Literal condition, string message, Violation violation);
}
