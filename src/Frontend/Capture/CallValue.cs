using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>What a call gives a parameter.</summary>
/// <param name="Target">The variable that an argument by reference is written back to.</param>
internal readonly record struct CallValue(IParameterSymbol Parameter, Value Value, IOperation Source, IOperation? Target = null);
