using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>
/// How the generated entry method of a graph function looks to C#. Parameters stand in the order of the graph's parameters.
/// One output is returned as <c>Tensor&lt;T&gt;</c>, several as a tuple of them.
/// </summary>
/// <param name="Namespace">Namespace of the generated class.</param>
/// <param name="ClassName">Name of the generated static class; its entry method is <see cref="Invoke"/>.</param>
/// <param name="DisplayName">What messages call the function: <c>Digits.Predict</c>.</param>
public sealed record EntryPoint(string Namespace, string ClassName, string DisplayName, Seq<EntryParameter> Parameters)
{
    /// <summary>The class whose constants <c>At0</c>, <c>At1</c>, … tell the places in the source that the graph refers to; null when there is none.</summary>
    public string? Places { get; init; }

    /// <summary>Whether <c>#line</c> maps the statements that run a node to the place that the graph has for it.</summary>
    public bool MapsLines { get; init; }

    /// <summary>Whether the time of each kernel is taken, in <see cref="Times"/>.</summary>
    public bool TimesKernels { get; init; }

    /// <summary>The generated method that runs the graph.</summary>
    public const string Invoke = nameof(Invoke);

    /// <summary>The generated method that only checks the arguments' shapes; it returns true, or throws.</summary>
    public const string Check = nameof(Check);

    /// <summary>The generated field with the times of the kernels.</summary>
    public const string Times = nameof(Times);
}

/// <param name="Name">The C# parameter's name.</param>
/// <param name="HostScalar">True when the parameter is a plain <c>float</c>, <c>int</c> … that enters the graph at rank 0.</param>
/// <param name="Path">What messages call it, where that is not its name: <c>p.Layer.W</c>.</param>
public sealed record EntryParameter(string Name, bool HostScalar, string? Path = null);
