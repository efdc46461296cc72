using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>Calls of graph functions in referenced assemblies, which carry their graphs as IR text.</summary>
internal sealed class ReferencedCalls(GraphWriter writer, Reports reports, Compilation compilation, CancellationToken token)
{
    /// <param name="self">The object that the method is called on; null for static methods.</param>
    public Value Call(IMethodSymbol method, IReadOnlyList<CallValue> arguments, IOperation at, Value? self)
    {
        var name = Symbols.ShortName(method);
        var assembly = method.ContainingAssembly.Name;
        if (ReferencedFunctions.TextOf(method) is not { } text)
            return reports.Eagerly(Fallbacks.Call, at.Syntax, $"{name} is not captured in {assembly}, so there is no graph of it to put here");
        Seq<Graph> graphs;
        try
        {
            graphs = GraphParser.ParseModule(text, name);
        }
        catch (ParseException)
        {
            return reports.Eagerly(Fallbacks.Call, at.Syntax, $"the graph of {name} in {assembly} is of another version of GraphCompiler; build {assembly} again");
        }
        var inputs = Inputs(method, arguments, at, self);
        if (inputs.Values.Any(v => v is Value.Unknown)) return Value.Unknown.Value;
        // One for each number of leading axes, where its shapes leave that open.
        var graph = graphs.FirstOrDefault(g => g.Parameters.All(p => !inputs.TryGetValue(p.Name!, out var value) || value.AsNode is not { } node || node.Rank == p.Rank)) ?? graphs[0];
        if (graph.Parameters.FirstOrDefault(p => !inputs.ContainsKey(p.Name!)) is { } hidden)
            return reports.Eagerly(Fallbacks.Call, at.Syntax, $"{name} reads {hidden.Name}, which code outside {assembly} cannot");
        var nodes = graph.Parameters.Select(p => writer.ToNode(inputs[p.Name!], p.DType, at)).ToList();
        if (nodes.Any(n => n is null)) return Value.Unknown.Value;
        try
        {
            var results = Splice(graph, nodes!, method.Name, at);
            return FromOutputs(method.ReturnType, new Queue<Node>(results), at);
        }
        // What the graph requires cannot be, or an op of it does not accept these sizes.
        catch (Exception e) when (e is ArgumentException or OpException)
        {
            return reports.Mistake(Mistakes.ArgumentShape, at.Syntax, $"{name} does not take these arguments: {(e is OpException op ? op.Description : e.Message)}");
        }
    }

    /// <summary>The arguments by the names of the graph's parameters.</summary>
    private Dictionary<string, Value> Inputs(IMethodSymbol method, IReadOnlyList<CallValue> arguments, IOperation at, Value? self)
    {
        // For how many axes "…" stands is no matter here, but it has to be a number.
        var layouts = new LayoutReader(new(new Findings(), token, leading: 0), compilation, method.ContainingType, method.Name);
        var inputs = new Dictionary<string, Value>();
        foreach (var parameter in method.OriginalDefinition.Parameters)
        {
            if (layouts.Read(parameter) is not { } layout) continue;
            var argument = arguments.Where(a => a.Parameter.Ordinal == parameter.Ordinal).Select(a => a.Value).FirstOrDefault();
            if (argument is not null) Collect(layout, argument, inputs);
        }
        if (self is not null) Collect(layouts.ReadThis(method.OriginalDefinition.ContainingType), self, inputs);
        return inputs;
    }

    private static void Collect(Layout layout, Value value, Dictionary<string, Value> inputs)
    {
        switch (layout, value)
        {
            case (Layout.Leaf leaf, _):
                inputs[leaf.Name] = value;
                break;
            case (Layout.Structure structure, Value.Record record):
                foreach (var member in structure.Members)
                {
                    if (record.Find(member.Member) is { } held) Collect(member.Layout, held, inputs);
                }
                break;
            case (Layout.Tuple or Layout.Array, _):
                for (var i = 0; i < Math.Min(layout.Parts.Count, value.Parts.Count); i++) Collect(layout.Parts[i], value.Parts[i], inputs);
                break;
        }
    }

    private List<Node> Splice(Graph graph, IReadOnlyList<Node> arguments, string method, IOperation at)
    {
        var splice = new GraphSplice(SizesOf(graph, arguments), writer.Places.Of(at.Syntax.GetLocation().GetMappedLineSpan(), at.Syntax));
        for (var i = 0; i < arguments.Count; i++)
        {
            var parameter = graph.Parameters[i];
            if (arguments[i].DType != parameter.DType || arguments[i].Rank != parameter.Rank)
                throw new ArgumentException($"{parameter.Name} is {parameter.Type}, the argument is {arguments[i].Type}");
            for (var axis = 0; axis < parameter.Rank; axis++)
                writer.Scope.Builder.Require(new(splice.Of(parameter.Shape[axis]), arguments[i].Shape[axis], $"axis {axis} of {parameter.Name} of {method}"));
        }
        writer.Nodes += graph.Nodes.Count;
        writer.Locate(at);
        var images = graph.Parameters.Zip(arguments, (p, a) => (p, a)).ToDictionary(p => p.p, p => p.a);
        // Its prints and asserts stand in line with those of this function.
        foreach (var start in graph.Nodes.Where(n => n is { Kind: OpKind.Effect, Inputs.IsEmpty: true })) images.Add(start, writer.Token);
        splice.Copy(graph, images, new(writer.Scope.Add, writer.Scope.Get, writer.Scope.Builder.Require));
        foreach (var last in graph.Outputs.Where(o => o.Kind == OpKind.After)) writer.Token = writer.Scope.Import(images[last.Inputs[1]]);
        return graph.Outputs.Select(o => images[o.Kind == OpKind.After ? o.Inputs[0] : o]).ToList();
    }

    /// <summary>The graph's symbols by the arguments' sizes: axes that are a symbol first, then those like 2*N+1.</summary>
    private static Dictionary<string, Dim> SizesOf(Graph graph, IReadOnlyList<Node> arguments)
    {
        var sizes = new Dictionary<string, Dim>();
        var axes = graph.Parameters.SelectMany((p, i) => p.Shape.Take(arguments[i].Rank).Select((dim, axis) => (Declared: dim, Size: arguments[i].Shape[axis]))).ToList();
        foreach (var (declared, size) in axes)
        {
            if (declared.AsSymbol is { } symbol && !sizes.ContainsKey(symbol)) sizes.Add(symbol, size);
        }
        foreach (var (declared, size) in axes)
        {
            if (declared.Symbols.Where(s => !sizes.ContainsKey(s)).ToList() is [var unknown] && declared.LinearIn(unknown) is var (factor, offset))
                sizes.Add(unknown, Dim.FloorDiv(size - offset.Substitute(s => sizes.TryGetValue(s, out var known) ? known : null), factor));
        }
        return sizes;
    }

    /// <summary>A result made of a graph's outputs, in the order of <see cref="Layout"/>.</summary>
    private Value FromOutputs(ITypeSymbol type, Queue<Node> outputs, IOperation at)
    {
        if (Symbols.IsTensor(type)) return new Value.Tensor(outputs.Dequeue());
        if (Symbols.CarrierDType(type) is not null) return new Value.Scalar(outputs.Dequeue());
        switch (type)
        {
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return new Value.Tuple(tuple.TupleElements.Select(e => FromOutputs(e.Type, outputs, at)).ToSeq());
            case INamedTypeSymbol named:
                var members = DataMember.Of(named);
                return new Value.Record(named, members.Select(m => m.Symbol).ToSeq(), members.Select(m => FromOutputs(m.Type, outputs, at)).ToSeq());
            // The length of an array is not written down; one array of tensors takes what is left.
            case IArrayTypeSymbol { ElementType: var element } when Symbols.IsTensor(element):
                var items = new List<Value>();
                while (outputs.Count > 0) items.Add(new Value.Tensor(outputs.Dequeue()));
                return new Value.List(items.ToSeq());
            default:
                return reports.Eagerly(Fallbacks.Call, at.Syntax, $"a result of type {Symbols.InMessage(type)} from another assembly is not captured");
        }
    }
}
