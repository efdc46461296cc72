using System;

namespace GraphCompiler;

/// <summary>The IR of a graph function, put into the assembly by the build so that <c>graphc</c> can read it without running the program.</summary>
/// <param name="name">The function: <c>Digits.Predict</c>.</param>
/// <param name="irText">The graph as captured, before optimisation.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class CompiledGraphAttribute(string name, string irText) : Attribute
{
    /// <summary>The function: <c>Digits.Predict</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The graph as captured, before optimisation.</summary>
    public string IrText { get; } = irText;
}
