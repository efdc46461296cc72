using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>How a call's arguments become the inputs of the graph, and its outputs the result. As text, like all of <see cref="FunctionModel"/>.</summary>
/// <param name="Checks">Statements that come first: what is null, an array of another length.</param>
/// <param name="Result">The expression of the result; what the kernels return is in <see cref="ResultWriter.Result"/>.</param>
internal sealed record EntryModel(Seq<InputModel> Inputs, Seq<string> Checks, string Result);

/// <param name="Name">Of the kernels' parameter, as C# writes it.</param>
/// <param name="Path">What messages call it: <c>p.Layer.W</c>.</param>
/// <param name="Access">The expression that reads it.</param>
internal sealed record InputModel(string Name, string Path, string Access, bool HostScalar);
