using System;

namespace GraphCompiler;

/// <summary>One kernel of a compiled graph.</summary>
/// <param name="Name">Its name in the generated code.</param>
/// <param name="Description">What it computes, in a line: <c>relu(add(matmul(x, w1), b1))</c>.</param>
/// <param name="Source">The generated C#.</param>
public sealed record GraphKernel(string Name, string Description, string Source);

/// <summary>How long a kernel has run since the program started or the times were reset.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Runs">How often; in a loop more than once a call.</param>
/// <param name="Total">
/// All runs together, as the thread waited that called them: the one that called the function, or, where threads share the rows of a
/// whole loop, each of these.
/// </param>
public sealed record GraphKernelTime(GraphKernel Kernel, long Runs, TimeSpan Total);
