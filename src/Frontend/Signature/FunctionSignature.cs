using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>The inputs of a graph function.</summary>
/// <param name="Result">Declared dims of the only output; null when none are declared.</param>
internal sealed record FunctionSignature(Seq<FunctionInput> Inputs, DeclaredResult? Result);

internal sealed record FunctionInput(IParameterSymbol Parameter, Layout Layout);

internal sealed record DeclaredResult(Seq<Dim> Shape, Location Location);
