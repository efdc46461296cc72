using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// Writes the method that runs a graph's kernels in order over buffers: its parameters are the graph's (numbers by value), the
/// outputs and the symbols. Bodies of control flow are blocks of the same method.
/// </summary>
internal sealed class RunMethod
{
    private readonly Graph _graph;
    private readonly CodeWriter _body = new();
    private readonly NameScope _names = new("arena");
    private readonly Dictionary<string, string> _symbolNames = [];
    private readonly List<string> _parameters = [];
    private readonly GraphBlock _block;
    private readonly DimCode _around;
    private Dim _arenaBytes;
    private bool _usesArena;

    /// <param name="isNumber">True for the parameters that come by value.</param>
    public RunMethod(SourceFile file, Graph graph, MemoryPlan plan, string name, Func<int, bool> isNumber)
    {
        (File, _graph, Name, _arenaBytes) = (file, graph, name, plan.ArenaBytes);
        var operands = new List<Operand>();
        for (var i = 0; i < graph.Parameters.Count; i++)
        {
            var type = graph.Parameters[i].DType.CSharpName();
            var local = _names.New(graph.Parameters[i].Name!);
            operands.Add(isNumber(i) ? new Operand.Number(Code.Name(local)) : new Operand.Memory(local));
            _parameters.Add(isNumber(i) ? $"{type} {local}" : $"Buffer<{type}> {local}");
        }
        var outputs = new List<string?>();
        for (var k = 0; k < graph.Outputs.Count; k++)
        {
            var local = _names.New(graph.Outputs.Count == 1 ? "result" : "result" + k);
            outputs.Add(local);
            _parameters.Add($"Buffer<{graph.Outputs[k].DType.CSharpName()}> {local}");
        }
        Symbols = graph.Symbols.ToList();
        foreach (var symbol in Symbols)
        {
            _symbolNames.Add(symbol, _names.New(symbol));
            _parameters.Add($"nint {_symbolNames[symbol]}");
        }
        _around = new DimCode(s => _symbolNames[s]);
        Dims = new DimCode(s =>
        {
            Part?.Symbols.Add(s);
            return _symbolNames[s];
        });
        _block = new GraphBlock(this, graph, plan, Dim.Zero, operands, outputs, _body);
    }

    public string Name { get; }

    /// <summary>Symbols whose values are passed, in order, after the outputs.</summary>
    public List<string> Symbols { get; }

    /// <summary>Sizes in statements.</summary>
    public DimCode Dims { get; }

    /// <summary>The type parameters of the method: what its kernels need.</summary>
    public LaneSet Lanes { get; } = new();

    public SourceFile File { get; }

    /// <summary>The variables of the symbols.</summary>
    public IReadOnlyDictionary<string, string> SymbolNames => _symbolNames;

    /// <summary>The part that statements are lowered for now, which notes what they take from around it; null for the method itself.</summary>
    public MethodPart? Part { get; set; }

    public void Write(CodeWriter writer)
    {
        _block.Lower();
        _block.WriteNumbers();
        // A loop would start unoptimised and be replaced while it runs.
        if (HasLoop(_graph)) writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"private static void {Name}{Lanes.Parameters}({string.Join(", ", _parameters)})");
        using (writer.Indent())
        {
            foreach (var constraint in Lanes.Constraints) writer.Line(constraint);
        }
        // Whoever steps through it sees the user's lines alone.
        if (File.Entry.MapsLines) writer.Directive("#line hidden");
        using (writer.Open(""))
        {
            if (_usesArena) writer.Line($"using var arena = Arena.Rent({_around.Checked(_arenaBytes)});");
            // Integers wrap, whatever the project's setting for overflow.
            var block = HasIntegers(_graph) ? writer.Open("unchecked") : (CodeWriter.Block?)null;
            writer.Lines(_body.ToString());
            block?.Dispose();
        }
        if (File.Entry.MapsLines) writer.Directive("#line default");
    }

    private static bool HasLoop(Graph graph) => graph.Nodes.Any(n => n.Kind == OpKind.Control && (n.Op.Control!(n).IsLoop || Bodies(n).Any(HasLoop)));

    /// <summary>Whether there is arithmetic on integers outside of kernels.</summary>
    public static bool HasIntegers(Graph graph) =>
        graph.Nodes.Any(n => PlanMemory.IsScalarCode(n) ? n.Types.Concat(n.Inputs.Select(i => i.Type)).Any(t => t.DType.IsInteger()) : n.Kind == OpKind.Control && Bodies(n).Any(HasIntegers));

    private static IEnumerable<Graph> Bodies(Node node) => node.Attributes.OfType<Attr.Body>().Select(b => b.Value);

    /// <summary>Takes a kernel into the file.</summary>
    public void Add(KernelSource source)
    {
        Lanes.Add(source.Lanes);
        Part?.Lanes.Add(source.Lanes);
        File.AddMember(source.Text);
    }

    /// <summary>A new local name.</summary>
    public string Local(string wish) => _names.New(wish);

    /// <summary>Hands out the names of the method's locals.</summary>
    public NameScope Names => _names;

    /// <summary>Declares memory of the call, where all blocks of the method see it.</summary>
    public string Slice(TensorType type, Dim offset, string wish) => Declare(SliceCode(type, offset), type, wish);

    /// <summary>Declares memory of the call that the plan has not given out.</summary>
    public string Scratch(TensorType type, string wish)
    {
        var code = SliceCode(type, _arenaBytes);
        _arenaBytes += Dim.Max(Dim.CeilDiv(MemoryPlan.Bytes(type), 64), 0) * 64;
        return Declare(code, type, wish);
    }

    /// <summary>Declares the elements of a constant.</summary>
    public string Constant(Literal value, string wish) => Declare($"Entry.Constant({File.Constant(value)})", value.Type, wish);

    private string SliceCode(TensorType type, Dim offset)
    {
        _usesArena = true;
        return $"arena.Slice<{type.DType.CSharpName()}>({_around.Of(offset)}, {_around.Of(type.Count)})";
    }

    private string Declare(string value, TensorType type, string wish)
    {
        var name = _names.New(wish);
        Part?.Declared.Add((name, type));
        _body.Line($"var {name} = {value};");
        return name;
    }
}
