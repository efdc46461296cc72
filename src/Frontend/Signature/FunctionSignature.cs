using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>The inputs of a graph function.</summary>
/// <param name="This">The members of the object that the method is called on; null for static methods.</param>
/// <param name="Result">Declared dims of the only output; null when none are declared.</param>
internal sealed record FunctionSignature(Seq<FunctionInput> Inputs, Layout.Structure? This, DeclaredResult? Result)
{
    /// <summary>All that may become an input: the parameters' first, then those of <c>this</c>.</summary>
    public IEnumerable<Layout.Leaf> Leaves => Inputs.SelectMany(i => i.Layout.Leaves).Concat(This?.Leaves ?? []);
}

internal sealed record FunctionInput(IParameterSymbol Parameter, Layout Layout);

internal sealed record DeclaredResult(Seq<Dim> Shape, Location Location);
