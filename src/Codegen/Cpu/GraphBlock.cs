using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// A graph as statements of a method: the function's own, or a body of control flow as a block inside it. Rank-0 values are C#
/// variables where scalar code makes them; everything else lies in buffers.
/// </summary>
internal sealed class GraphBlock
{
    private const int LongLine = 90;

    private readonly RunMethod _method;
    private readonly Graph _graph;
    private readonly MemoryPlan _plan;
    private readonly Dim _arena;
    private readonly IReadOnlyList<string?> _outputs;
    private readonly CodeWriter _code;
    private readonly HashSet<DimConstraint> _checked;
    private readonly Dictionary<(Node, int), Code> _numbers = [];
    private readonly Dictionary<(Node, int), string> _buffers = [];
    private readonly Dictionary<(Node, int), int> _uses = [];

    /// <param name="arena">Where the block's part of the call's arena begins.</param>
    /// <param name="operands">The values of the graph's parameters.</param>
    /// <param name="outputs">The buffers into which the outputs go; null for a number that a body returns.</param>
    /// <param name="around">What has been checked around a body.</param>
    public GraphBlock(RunMethod method, Graph graph, MemoryPlan plan, Dim arena, IReadOnlyList<Operand> operands, IReadOnlyList<string?> outputs, CodeWriter code,
        IEnumerable<DimConstraint>? around = null)
    {
        _checked = new((around ?? []).Concat(graph.Requires));
        (_method, _graph, _plan, _arena, _outputs, _code) = (method, graph, plan, arena, outputs, code);
        for (var i = 0; i < operands.Count; i++)
        {
            if (operands[i] is Operand.Number number) _numbers.Add((graph.Parameters[i], 0), number.Code);
            else _buffers.Add((graph.Parameters[i], 0), ((Operand.Memory)operands[i]).Buffer);
        }
        foreach (var value in graph.Nodes.Where(n => n.Kind != OpKind.Get).SelectMany(n => n.Inputs).Concat(graph.Outputs))
        {
            var result = MemoryPlan.Resolve(value);
            _uses[result] = _uses.TryGetValue(result, out var n) ? n + 1 : 1;
        }
    }

    public RunMethod Method => _method;
    public DimCode Dims => _method.Dims;
    public SourceFile File => _method.File;
    public NameScope Names => _method.Names;
    public MemoryPlan Plan => _plan;

    public void Lower()
    {
        foreach (var node in _plan.Nodes)
        {
            _code.Place = PlaceOf(node);
            new NodeLowering(this, _code).Lower(node);
        }
        _code.Place = null;
    }

    private string? PlaceOf(Node node) =>
        File.Entry.MapsLines && _graph.Locations.TryGetValue(node, out var place) ? $"#line {place.Line} \"{place.File}\"" : null;

    /// <summary>Copies the outputs of a body that no kernel writes.</summary>
    public void WriteCopies()
    {
        foreach (var copy in _plan.Copies.Where(c => !IsVariable(c.Source) && !c.Source.Type.Count.Is(0)))
            _code.Line($"Entry.Copy({BufferOf(copy.Source)}, {_outputs[copy.Output]}, {Dims.Of(copy.Source.Type.Count)});");
        WriteNumbers();
    }

    /// <summary>Stores the outputs that are numbers in variables.</summary>
    public void WriteNumbers()
    {
        foreach (var copy in _plan.Copies.Where(c => IsVariable(c.Source)))
        {
            var (node, result) = Owner(copy.Source);
            _code.Line($"{_outputs[copy.Output]}.Ref = {_numbers[(node, result)]};");
        }
    }

    /// <summary>What a body returns as a number.</summary>
    public Code OutputNumber(int k) => NumberOf(_graph.Outputs[k]);

    /// <summary>A block inside this one for a body of a node.</summary>
    /// <param name="code">Takes its statements, to be put in place when what it needs from here is declared.</param>
    public GraphBlock Nested(Node node, string body, IReadOnlyList<Operand> operands, IReadOnlyList<string?> outputs, CodeWriter code)
    {
        var at = _plan.Placements.TryGetValue((node, MemoryPlan.BodyArena), out var arena) ? ((Placement.Arena)arena).OffsetBytes : Dim.Zero;
        return new(_method, node.Body(body), _plan.Bodies[(node, body)], _arena + at, operands, outputs, code, _checked);
    }

    /// <summary>Checks what a body requires of sizes and nothing around it has checked.</summary>
    /// <param name="condition">Under which the body runs at all; null where it does.</param>
    public void WriteChecks(Graph body, CodeWriter code, Code? condition = null) =>
        new ConstraintCode(Dims, File.Entry.DisplayName).Write(code, body.Requires.Where(c => !_checked.Contains(c)), condition);

    /// <summary>Takes a kernel into the file.</summary>
    public void Add(KernelSource source) => _method.Add(source);

    /// <summary>A new local name.</summary>
    public string Local(string wish) => _method.Local(wish);

    /// <summary>Memory of the call for a value that is no node's result.</summary>
    public string Scratch(TensorType type, string wish) => _method.Scratch(type, wish);

    /// <summary>The memory in which a loop makes the next value of its result k.</summary>
    public string NextOf(Node node, int k) =>
        _method.Slice(node.Types[k], _arena + ((Placement.Arena)_plan.Placements[(node, MemoryPlan.Next(k))]).OffsetBytes, "spare");

    /// <summary>Whether a value is a number in a variable instead of memory.</summary>
    public bool IsNumber(Node value) => _numbers.ContainsKey(MemoryPlan.Resolve(Waited(value)));

    /// <summary>The number that waits for an effect: behind the effect's statement it is the number itself.</summary>
    private static Node Waited(Node value)
    {
        while (value is { Kind: OpKind.After, Rank: 0 }) value = value.Inputs[0];
        return value;
    }

    private bool IsVariable(Node value)
    {
        var (node, result) = Owner(value);
        return _plan.Placements[(node, result)] is Placement.Variable;
    }

    private (Node Node, int Result) Owner(Node value)
    {
        var (node, result) = MemoryPlan.Resolve(value);
        return _plan.Placements[(node, result)] is Placement.Alias alias ? (alias.Node, alias.Result) : (node, result);
    }

    /// <summary>Gives a result of a node its code. What is long, read from memory or used more than once becomes a variable.</summary>
    /// <param name="readsMemory">Whether the code has to run here, while the memory holds what it reads.</param>
    public void SetNumber(Node node, int result, Code code, string wish, bool readsMemory)
    {
        var once = !_uses.TryGetValue((node, result), out var uses) || uses <= 1;
        _numbers.Add((node, result), code.IsName || (once && !readsMemory && code.Text.Length <= LongLine) ? code : Name(code, wish));
    }

    /// <summary>Gives a result of a node a variable that holds it.</summary>
    public void SetVariable(Node node, int result, string variable)
    {
        if (node.Types[result].Rank == 0) _numbers.Add((node, result), Code.Name(variable));
        else _buffers[(node, result)] = variable;
    }

    private Code Name(Code code, string wish)
    {
        var name = _method.Local(wish);
        _code.Line($"var {name} = {code};");
        return Code.Name(name);
    }

    /// <summary>A rank-0 value as C#.</summary>
    public Code NumberOf(Node value)
    {
        value = Waited(value);
        if (LoopGroup.IsNumber(value)) return CSharpLiteral.Of(value.Literal("value"));
        var key = MemoryPlan.Resolve(value);
        if (_numbers.TryGetValue(key, out var known)) return known;
        var owner = Owner(value);
        var code = _numbers.TryGetValue(owner, out var number) ? number
            : Name(Code.Primary(VariableOf(value) + ".Ref"), value.Name ?? value.Op.Name);
        _numbers.Add(key, code);
        return code;
    }

    /// <summary>A rank-0 value as a variable or a literal.</summary>
    public Code NamedNumberOf(Node value)
    {
        value = Waited(value);
        var code = NumberOf(value);
        return code.IsName || LoopGroup.IsNumber(value) ? code : _numbers[MemoryPlan.Resolve(value)] = Name(code, value.Kind == OpKind.Get ? value.Inputs[0].Op.Name : value.Op.Name);
    }

    /// <summary>A value for a body: rank-0 values come as numbers.</summary>
    public Operand OperandOf(Node value) =>
        value.Rank == 0 ? new Operand.Number(NamedNumberOf(value)) : new Operand.Memory(BufferOf(value));

    /// <summary>The variable that holds a value: of its buffer or, if it is a number, of itself.</summary>
    public string VariableOf(Node value)
    {
        var (node, result) = MemoryPlan.Resolve(Waited(value));
        return VariableOf(node, result);
    }

    public string VariableOf(Node node, int result)
    {
        if (_numbers.TryGetValue((node, result), out var number)) return number.Text;
        if (_buffers.TryGetValue((node, result), out var known)) return known;
        var type = node.Types[result];
        var variable = _plan.Placements[(node, result)] switch
        {
            Placement.Alias alias when _numbers.TryGetValue((alias.Node, alias.Result), out var code) => Store(code, type),
            Placement.Alias alias => VariableOf(alias.Node, alias.Result),
            Placement.Output output => _outputs[output.Index]!,
            _ when type.Count.Is(0) => $"default(Buffer<{type.DType.CSharpName()}>)",
            Placement.Arena at => _method.Slice(type, _arena + at.OffsetBytes, node.Op.Name),
            Placement.Constant => _method.Constant(node.Literal("value"), node.Op.Name),
            var other => throw new InvalidOperationException($"{node} is placed at {other}"),
        };
        _buffers.Add((node, result), variable);
        return variable;
    }

    /// <summary>The buffer of a value; a number is put into the arena for it.</summary>
    public string BufferOf(Node value)
    {
        value = Waited(value);
        var key = MemoryPlan.Resolve(value);
        return _numbers.TryGetValue(key, out var number) && !_buffers.ContainsKey(key) ? Store(number, value.Type)
            : _buffers.TryGetValue(key, out var buffer) ? buffer : VariableOf(value);
    }

    private string Store(Code number, TensorType type)
    {
        var name = _method.Scratch(type, "number");
        _code.Line($"{name}.Ref = {number};");
        return name;
    }
}
