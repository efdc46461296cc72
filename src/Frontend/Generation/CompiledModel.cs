using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>A function after optimisation and code generation; position-free like <see cref="FunctionModel"/>.</summary>
/// <param name="Kernels">null when the function runs eagerly.</param>
/// <param name="Reason">Why it does; null when it does not.</param>
/// <param name="Bug">What went wrong in the compiler itself; null when nothing did.</param>
internal sealed record CompiledModel(FunctionModel Function, KernelsModel? Kernels, string? Reason, string? Bug);

/// <param name="Sources">The files with the kernels' classes; their <c>#line</c> directives name lines of the graphs' texts (<see cref="SourceLines"/>).</param>
/// <param name="Optimized">The IR after all passes.</param>
/// <param name="Plan">The memory plan as text.</param>
/// <param name="Classes">The classes of the kernels, in their order.</param>
internal sealed record KernelsModel(Seq<string> Sources, string Optimized, string Plan, Seq<KernelModel> Kernels, Seq<string> Remarks, Seq<string> Classes);

internal sealed record KernelModel(string Name, string Description, string Source);
