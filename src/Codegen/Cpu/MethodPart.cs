using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>What statements that become a method of their own take from around them, noted while they are lowered.</summary>
internal sealed class MethodPart
{
    /// <summary>The lane types of their kernels.</summary>
    public LaneSet Lanes { get; } = new();

    /// <summary>The symbols in their sizes.</summary>
    public HashSet<string> Symbols { get; } = [];

    /// <summary>The buffers that were declared around them, in order.</summary>
    public List<(string Name, TensorType Type)> Declared { get; } = [];
}
