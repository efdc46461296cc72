using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// Checks what every pass may take for granted. That a graph has no cycles needs no check: a node is made from nodes that exist.
/// <list type="number">
/// <item>Parameters are parameter nodes with one type each; their names are identifiers and differ.</item>
/// <item>Outputs are single values: of a node with several results, <c>get</c> nodes.</item>
/// <item>Every parameter that a node uses is declared by this very graph; a body uses nothing from around it.</item>
/// <item>Operands are single values; a node with several results is used through <c>get</c> alone.</item>
/// <item><c>get</c> takes an existing result of a node that has several, and has that result's type.</item>
/// <item>The op accepts operands and attributes, and infers the types that the node has.</item>
/// <item>Attributes are normalised: one value per declared attribute, which inference leaves as it is.</item>
/// <item>Every constraint that inference asks for is among those of the node's own graph, be that a function or a body; none of them is known to fail.</item>
/// <item>Symbols in types, attributes and constraints occur in the shape of a parameter, in a body also of the graph around it.</item>
/// <item>No dimension is always negative.</item>
/// <item>Nodes are interned: no two nodes of the graph are equal in op, operands and attributes.</item>
/// <item>Bodies are valid graphs that fit their op (the op's own inference compares the signatures). What a fused group requires, its graph requires.</item>
/// </list>
/// </summary>
public sealed class Verifier
{
    private readonly Graph _graph;
    private readonly string _stage;
    private readonly HashSet<string> _symbols;

    private Verifier(Graph graph, string stage, IEnumerable<string> outerSymbols) =>
        (_graph, _stage, _symbols) = (graph, stage, new(graph.Symbols.Concat(outerSymbols)));

    /// <param name="stage">What made the graph, for the message: the name of a pass.</param>
    /// <exception cref="CompilerBugException">The graph breaks one of the invariants.</exception>
    public static void Verify(Graph graph, string stage = "verify") => new Verifier(graph, stage, []).Run();

    private void Run()
    {
        CheckParameters();
        foreach (var output in _graph.Outputs) CheckSingle(output, output, "is returned");
        var declared = new HashSet<Node>(_graph.Parameters);
        foreach (var output in _graph.Outputs) CheckDeclared(output, output, declared);
        var distinct = new Dictionary<Node, Node>(NodeStructure.Comparer);
        foreach (var node in _graph.Nodes)
        {
            foreach (var input in node.Inputs) CheckDeclared(input, node, declared);
            if (node.Kind == OpKind.Get)
            {
                CheckGet(node);
            }
            else
            {
                foreach (var input in node.Inputs) CheckSingle(input, node, "is an operand");
                CheckInference(node);
            }
            if (distinct.TryGetValue(node, out _)) throw Bug("two equal nodes: they come from different builders", node);
            distinct.Add(node, node);
            CheckDims(node);
            foreach (var body in node.Attributes.OfType<Attr.Body>()) new Verifier(body.Value, _stage, _symbols).Run();
            // A group runs wherever its graph does, and checks nothing by itself.
            foreach (var constraint in node.Kind == OpKind.Fused ? node.Body("body").Requires : default) CheckRecorded(constraint, node);
        }
        CheckConstraints();
    }

    private void CheckParameters()
    {
        var names = new HashSet<string>();
        foreach (var parameter in _graph.Parameters)
        {
            if (parameter.Kind != OpKind.Parameter || parameter.Name is null || parameter.Types.Count != 1)
                throw Bug("declared as a parameter, is not one", parameter);
            if (!GraphBuilder.IsIdentifier(parameter.Name)) throw Bug($"'{parameter.Name}' is not an identifier", parameter);
            if (!names.Add(parameter.Name)) throw Bug($"two parameters are named '{parameter.Name}'", parameter);
            CheckDims(parameter);
        }
    }

    private void CheckDeclared(Node used, Node by, HashSet<Node> declared)
    {
        if (used.Kind == OpKind.Parameter && !declared.Contains(used))
            throw Bug($"uses the parameter '{used.Name}', which the graph @{_graph.Name} does not declare", by);
    }

    private void CheckSingle(Node value, Node by, string role)
    {
        if (value.Types.Count != 1) throw Bug($"{value.Op.Name} with {value.Types.Count} results {role}; a get node takes one of them", by);
    }

    private void CheckGet(Node node)
    {
        if (node.Inputs.Count != 1 || node.Attributes.Count != 1 || node.Attributes[0] is not Attr.Int { Value: var index })
            throw Bug("get takes one node and an index", node);
        var source = node.Inputs[0];
        if (source.Types.Count == 1) throw Bug($"get from {source.Op.Name}, which has a single result", node);
        if (index < 0 || index >= source.Types.Count) throw Bug($"get takes result {index} of {source.Types.Count}", node);
        if (node.Types.Count != 1 || node.Type != source.Types[(int)index]) throw Bug($"the type of result {index} is {source.Types[(int)index]}", node);
    }

    private void CheckInference(Node node)
    {
        if (node.Attributes.Count != node.Op.Attributes.Count)
            throw Bug($"{node.Attributes.Count} attributes, {node.Op.Name} declares {node.Op.Attributes.Count}", node);
        var attributes = node.Attributes.ToArray();
        var call = new OpCall(node.Op, node.Inputs.Map(i => i.Type), attributes, constraint => CheckRecorded(constraint, node));
        Seq<TensorType> types;
        try
        {
            call.CheckOperands();
            types = node.Op.Infer(call);
        }
        catch (OpException e)
        {
            throw new CompilerBugException(_stage, e.Description, _graph, node, e);
        }
        if (types != node.Types) throw Bug($"{node.Op.Name} infers {types}, the node has {node.Types}", node);
        for (var i = 0; i < attributes.Length; i++)
        {
            if (!attributes[i].Equals(node.Attributes[i])) throw Bug($"attribute '{node.Op.Attributes[i].Name}' is not normalised", node);
        }
    }

    private void CheckRecorded(DimConstraint constraint, Node node)
    {
        if (!_graph.Requires.Contains(constraint))
            throw Bug($"needs {constraint.Left} == {constraint.Right} ({constraint.Reason}), which the graph @{_graph.Name} does not require", node);
    }

    private void CheckConstraints()
    {
        foreach (var constraint in _graph.Requires)
        {
            if (Dim.Same(constraint.Left, constraint.Right) == false)
                throw Bug($"requires {constraint.Left} == {constraint.Right}, which never holds ({constraint.Reason})");
            foreach (var symbol in constraint.Left.Symbols.Concat(constraint.Right.Symbols))
            {
                if (!_symbols.Contains(symbol)) throw Bug($"requires {constraint.Left} == {constraint.Right}, but no parameter's shape has {symbol}");
            }
        }
    }

    private void CheckDims(Node node)
    {
        var dims = node.Types.SelectMany(t => t.Shape).Concat(node.Attributes.OfType<Attr.Dims>().SelectMany(a => a.Values));
        foreach (var dim in dims)
        {
            if (dim.Symbols.FirstOrDefault(s => !_symbols.Contains(s)) is { } unknown) throw Bug($"the symbol {unknown} is not in the shape of any parameter", node);
        }
        if (node.Types.SelectMany(t => t.Shape).FirstOrDefault(d => d.Upper < 0) is { } negative) throw Bug($"dimension {negative} is always negative", node);
    }

    private CompilerBugException Bug(string problem, Node? node = null) => new(_stage, problem, _graph, node);
}
