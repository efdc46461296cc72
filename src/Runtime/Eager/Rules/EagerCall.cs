using System;
using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

/// <summary>
/// One node to run: its operands' values and the values of the symbols in its types and attributes. Messages name the function that runs,
/// or the op where that is called by itself.
/// </summary>
internal sealed record EagerCall(Node Node, ITensor[] Operands, IReadOnlyDictionary<string, long> Symbols, string Function)
{
    public static readonly IReadOnlyDictionary<string, long> NoSymbols = new Dictionary<string, long>();

    public ITensor X => Operands[0];

    /// <summary>The result's shape with its symbols' values put in.</summary>
    /// <exception cref="OpException">More elements than a tensor can have.</exception>
    public Shape ResultShape(int result = 0)
    {
        var dims = Node.Types[result].Shape;
        Span<nint> sizes = stackalloc nint[dims.Count];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = (nint)Value(dims[i]);
        return Shape.OfResult(Function, sizes);
    }

    public int Size(Dim dim) => checked((int)Value(dim));

    private long Value(Dim dim) => dim.AsConstant ?? dim.Evaluate(Symbols);

    public int[] Sizes(Seq<Dim> dims)
    {
        var sizes = new int[dims.Count];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = Size(dims[i]);
        return sizes;
    }

    /// <summary>Runs a sub-graph of the node; it sees the symbols of the graph around it.</summary>
    /// <exception cref="OpException">The sub-graph requires what does not hold.</exception>
    public ITensor[] Run(IR.Graph body, params ITensor[] inputs)
    {
        SymbolBinding.Check(body, Symbols, Function);
        return EagerProgram.Of(body).Run(inputs, Symbols, Function);
    }
}
