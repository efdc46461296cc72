using GraphCompiler.Eager;
using GraphCompiler.IR;

namespace GraphCompiler;

/// <summary>The effects of graphs that the Reference engine runs, as <see cref="Graph"/> has them.</summary>
public sealed class TensorEffects : IEffects
{
    /// <inheritdoc/>
    public void Print(Literal value, string? label) => EagerRules.Print(Literals.ToTensor(value), label);

    /// <exception cref="GraphAssertException">An element is false.</exception>
    /// <exception cref="System.DivideByZeroException">An element of a divisor's check is false.</exception>
    /// <exception cref="System.OverflowException">An element of a check for overflow is false.</exception>
    /// <inheritdoc/>
    public void Assert(Literal condition, string message, Violation violation) => EagerRules.Assert((Tensor<bool>)Literals.ToTensor(condition), message, violation);
}
