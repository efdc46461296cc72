using System;

namespace GraphCompiler;

/// <summary>
/// Marks a method over tensors, static or not, whose body the build turns into a graph. Plain calls run the compiled graph;
/// inside <see cref="GraphMode.Eager"/>, and where the body could not be captured, the body itself runs, op by op.
/// </summary>
/// <remarks>The class that holds the method must be <c>partial</c> to get the companion <c>{Method}Graph</c>.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GraphFunctionAttribute : Attribute;
