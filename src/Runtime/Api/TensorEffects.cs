using GraphCompiler.Eager;
using GraphCompiler.IR;

namespace GraphCompiler;

/// <summary>The effects of graphs that the Reference engine runs, as <see cref="Graph"/> has them.</summary>
public sealed class TensorEffects : IEffects
{
    /// <inheritdoc/>
    public void Print(Literal value, string? label) => EagerRules.Print(Literals.ToTensor(value), label);

    /// <exception cref="GraphAssertException">An element is false.</exception>
    /// <inheritdoc/>
    public void Assert(Literal condition, string message) => EagerRules.Assert((Tensor<bool>)Literals.ToTensor(condition), message);
}
