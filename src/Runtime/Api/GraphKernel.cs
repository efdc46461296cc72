namespace GraphCompiler;

/// <summary>One kernel of a compiled graph.</summary>
/// <param name="Name">Its name in the generated code.</param>
/// <param name="Description">What it computes, in a line: <c>relu(add(matmul(x, w1), b1))</c>.</param>
/// <param name="Source">The generated C#.</param>
public sealed record GraphKernel(string Name, string Description, string Source);
