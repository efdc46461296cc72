using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// Writes the method that runs a graph's kernels in order over buffers: its parameters are the graph's (numbers by value), the
/// outputs and the symbols.
/// </summary>
internal sealed class RunMethod
{
    private readonly SourceFile _file;
    private readonly Graph _graph;
    private readonly MemoryPlan _plan;
    private readonly Func<int, bool> _isNumber;
    private readonly CodeWriter _body = new();
    private readonly Dictionary<(Node, int), string> _buffers = [];
    private readonly Dictionary<string, string> _symbolNames = [];
    private readonly List<string> _parameters = [];
    private readonly NameScope _names = new("f", "i", "d", "l", "arena");
    private readonly bool _isBody;
    private Dim _arenaBytes;
    private bool _usesArena;

    /// <param name="isNumber">True for the parameters that come by value.</param>
    /// <param name="symbols">The symbols of the graph around, for a body; null for a function, whose parameters bind them.</param>
    public RunMethod(SourceFile file, Graph graph, MemoryPlan plan, string name, Func<int, bool> isNumber, IEnumerable<string>? symbols = null)
    {
        (_file, _graph, _plan, Name, _isNumber, _arenaBytes) = (file, graph, plan, name, isNumber, plan.ArenaBytes);
        _isBody = symbols is not null;
        for (var i = 0; i < graph.Parameters.Count; i++)
        {
            var type = graph.Parameters[i].DType.CSharpName();
            var local = _names.New(graph.Parameters[i].Name!);
            _buffers.Add((graph.Parameters[i], 0), local);
            _parameters.Add(isNumber(i) ? $"{type} {local}" : $"Buffer<{type}> {local}");
        }
        for (var k = 0; k < graph.Outputs.Count; k++)
        {
            var local = _names.New(graph.Outputs.Count == 1 ? "result" : "result" + k);
            OutputNames.Add(local);
            _parameters.Add($"Buffer<{graph.Outputs[k].DType.CSharpName()}> {local}");
        }
        Symbols = (symbols ?? graph.Symbols).ToList();
        foreach (var symbol in Symbols)
        {
            _symbolNames.Add(symbol, _names.New(symbol));
            _parameters.Add($"nint {_symbolNames[symbol]}");
        }
        Dims = new DimCode(s => _symbolNames[s]);
    }

    public string Name { get; }

    /// <summary>Symbols whose values are passed, in order, after the outputs.</summary>
    public List<string> Symbols { get; }

    public DimCode Dims { get; }

    /// <summary>The type parameters of the method: what its kernels need.</summary>
    public LaneSet Lanes { get; } = new();

    private List<string> OutputNames { get; } = [];

    public SourceFile File => _file;

    public void Write(CodeWriter writer)
    {
        foreach (var node in _graph.Nodes) new NodeLowering(this, _body).Lower(node);
        if (_isBody) WriteCopies();
        writer.Line($"private static void {Name}{Lanes.Parameters}({string.Join(", ", _parameters)})");
        using (writer.Indent())
        {
            foreach (var constraint in Lanes.Constraints) writer.Line(constraint);
        }
        using (writer.Open(""))
        {
            if (_usesArena) writer.Line($"using var arena = Arena.Rent({Dims.Of(_arenaBytes)});");
            writer.Lines(_body.ToString());
        }
    }

    /// <summary>Outputs that no kernel writes. Those of a function are copied by its entry method, which knows the caller's tensors.</summary>
    private void WriteCopies()
    {
        foreach (var copy in _plan.Copies)
            _body.Line($"Entry.Copy({BufferOf(copy.Source)}, {OutputNames[copy.Output]}, {Dims.Of(copy.Source.Type.Count)});");
    }

    /// <summary>A method for the body of a control-flow op; it is written beside this one.</summary>
    public RunMethod Nested(Graph body, string name)
    {
        var method = new RunMethod(_file, body, PlanMemory.Plan(body), NameScope.PascalCase(_file.Members.New(name)), _ => false, Symbols);
        var text = new CodeWriter();
        method.Write(text);
        _file.AddMember(text.ToString());
        Lanes.Add(method.Lanes);
        return method;
    }

    /// <summary>The statement that calls the method from one with the same symbols.</summary>
    public string Call(IEnumerable<string> inputs, IEnumerable<string> outputs, RunMethod from) =>
        $"{Name}{Lanes.Parameters}({string.Join(", ", inputs.Concat(outputs).Concat(Symbols.Select(s => from._symbolNames[s])))});";

    /// <summary>Takes a kernel into the file.</summary>
    public void Add(KernelSource source, KernelInfo info)
    {
        Lanes.Add(source.TypeArguments);
        _file.AddMember(source.Text);
        _file.Kernels.Add(info);
    }

    /// <summary>A new local name.</summary>
    public string Local(string wish) => _names.New(wish);

    /// <summary>Memory of the call for a value that is no node's result.</summary>
    public string Scratch(TensorType type, string wish)
    {
        var name = _names.New(wish);
        _body.Line($"var {name} = {Slice(type, _arenaBytes)};");
        _arenaBytes += Dim.CeilDiv(MemoryPlan.Bytes(type), 64) * 64;
        return name;
    }

    /// <summary>Whether a value is a number in a variable instead of memory.</summary>
    public bool IsNumber(Node value) => value.Kind == OpKind.Parameter && _isNumber(IndexOf(value));

    private int IndexOf(Node parameter)
    {
        for (var i = 0; i < _graph.Parameters.Count; i++)
        {
            if (ReferenceEquals(_graph.Parameters[i], parameter)) return i;
        }
        return -1;
    }

    /// <summary>The variable that holds a value: of its buffer or, if it is a number, of itself.</summary>
    public string VariableOf(Node value)
    {
        var (node, result) = MemoryPlan.Resolve(value);
        return VariableOf(node, result);
    }

    public string VariableOf(Node node, int result)
    {
        if (_buffers.TryGetValue((node, result), out var known)) return known;
        var type = node.Types[result];
        var variable = _plan.Placements[(node, result)] switch
        {
            Placement.Alias alias => VariableOf(alias.Node, alias.Result),
            Placement.Output output => OutputNames[output.Index],
            Placement.Arena at => Declare(node, Slice(type, at.OffsetBytes)),
            Placement.Constant => Declare(node, $"Entry.Constant({_file.Constant(node.Literal("value"))})"),
            var other => throw new InvalidOperationException($"{node} is placed at {other}"),
        };
        _buffers.Add((node, result), variable);
        return variable;
    }

    /// <summary>The buffer of a value; a number is put into the arena for it.</summary>
    public string BufferOf(Node value)
    {
        var variable = VariableOf(value);
        if (!IsNumber(value)) return variable;
        var name = Scratch(value.Type, variable + "Buffer");
        _body.Line($"{name}.Ref = {variable};");
        return name;
    }

    private string Slice(TensorType type, Dim offset)
    {
        _usesArena = true;
        return $"arena.Slice<{type.DType.CSharpName()}>({Dims.Of(offset)}, {Dims.Of(type.Count)})";
    }

    private string Declare(Node node, string value)
    {
        var name = _names.New(node.Op.Name);
        _body.Line($"var {name} = {value};");
        return name;
    }
}
