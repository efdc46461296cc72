using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>A field of a kernel's struct: set where the kernel is called.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">Its C# type.</param>
/// <param name="Buffer">The buffer it holds, or whose only element it holds; -1 for a size.</param>
/// <param name="Size">The size it holds; null for a buffer.</param>
internal sealed record KernelField(string Name, string Type, int Buffer, Dim? Size);

/// <summary>A kernel as C#: a struct whose <c>Run(start, end, part)</c> does a range of its work.</summary>
/// <param name="Lanes">Its type parameters; empty for scalar code and for epilogues, whose methods have their own.</param>
/// <param name="Items">What the range counts: rows, or elements where there are no rows.</param>
/// <param name="ItemCost">Instructions per item, roughly: a constant times the sizes inside the item.</param>
/// <param name="ItemsAreElements">True when ranges should begin at cache lines.</param>
/// <param name="Text">The struct's declaration.</param>
internal sealed record KernelSource(string Name, LaneSet Lanes, Seq<KernelField> Fields, Dim Items, Dim ItemCost,
    bool ItemsAreElements, string Text);
