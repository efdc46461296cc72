using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>The inputs and outputs of a graph function.</summary>
/// <param name="Result">Declared dims of the only output; null when none are declared.</param>
internal sealed record FunctionSignature(Seq<FunctionInput> Inputs, Seq<DType> Outputs, DeclaredResult? Result);

/// <param name="Type">null when the rank is not known, which has been reported.</param>
/// <param name="HostScalar">A plain number, which enters the graph at rank 0.</param>
internal sealed record FunctionInput(IParameterSymbol Parameter, TensorType? Type, bool HostScalar);

internal sealed record DeclaredResult(Seq<Dim> Shape, Location Location);
