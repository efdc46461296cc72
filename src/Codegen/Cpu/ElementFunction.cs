using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// The local function that does one step of a stage: it loads a register of each input, computes, stores, and returns the first
/// reduction's accumulator (others are passed by reference). Called with the constant full count in the loop and with what is left
/// behind it, so the body is written once.
/// </summary>
internal sealed class ElementFunction
{
    private readonly KernelContext _context;
    private readonly Stage _stage;
    private readonly string _name;
    private readonly NameScope _names;
    private readonly ScalarPrinter _printer;
    private readonly List<(string Parameter, string Type, string Argument)> _refs = [];
    private readonly List<(string Parameter, Affine Base, Expr.Load? Gather)> _bases = [];
    private readonly List<(string Parameter, string Type, Expr Value)> _captured = [];
    private readonly List<(string Parameter, string Type, string Argument)> _sizes = [];
    private readonly string _lane;

    public ElementFunction(KernelContext context, Stage stage, string name)
    {
        (_context, _stage, _name) = (context, stage, name);
        _names = new NameScope("count", "streams");
        _printer = new ScalarPrinter(context.Style.Target, _names, Leaf, _ => context.Style.BoolHome, context.IsOnlyStored);
        _lane = _names.New(context.LaneVariable);
        var roots = stage.Reductions.Select(r => r.Value).Concat(stage.Stores.Select(s => s.Value)).ToList();
        Collect(roots);
        foreach (var reduction in stage.Reductions) Accumulators.Add(_names.New(AccumulatorName(reduction)));
    }

    /// <summary>Values from around the loops that the function takes as arguments.</summary>
    public IEnumerable<Expr> Captured => _captured.Select(c => c.Value);

    /// <summary>The stage's accumulators as the function calls them.</summary>
    public List<string> Accumulators { get; } = [];

    public static string AccumulatorName(Reduction reduction) => reduction.Combine switch
    {
        Primitive.Add => "sum",
        Primitive.Mul => "product",
        Primitive.Or => "any",
        Primitive.And => "all",
        var other => other.ToString().ToLowerInvariant(),
    };

    /// <summary>A call, as an expression.</summary>
    /// <param name="value">The name that a captured value has here.</param>
    /// <param name="variables">The text for each loop variable.</param>
    /// <param name="accumulators">The first by value, the others by reference.</param>
    /// <param name="streams">Whether results are written past the caches.</param>
    public string Call(System.Func<Expr, string> value, IReadOnlyList<string> variables, string count, IReadOnlyList<string> accumulators, bool streams = false)
    {
        var arguments = _refs.Select(r => "ref " + r.Argument)
            .Concat(_bases.Select(b => _context.OffsetCode(b.Base, b.Gather, variables)))
            .Append(variables[variables.Count - 1])
            .Concat(_context.Style.IsVector ? [count] : [])
            .Concat(_context.CanStream ? [streams ? "true" : "false"] : [])
            .Concat(_sizes.Select(s => s.Argument))
            .Concat(_captured.Select(c => value(c.Value)))
            .Concat(accumulators.Select((a, i) => i == 0 ? a : "ref " + a));
        return $"{_name}({string.Join(", ", arguments)})";
    }

    public void Write(CodeWriter writer)
    {
        var types = _stage.Reductions.Select(r => TypeOf(r.Value)).ToList();
        var parameters = _refs.Select(r => $"ref {r.Type} {r.Parameter}")
            .Concat(_bases.Select(b => "nint " + b.Parameter))
            .Append("nint " + _lane)
            .Concat(_context.Style.IsVector ? ["int count"] : [])
            .Concat(_context.CanStream ? ["bool streams"] : [])
            .Concat(_sizes.Select(s => $"{s.Type} {s.Parameter}"))
            .Concat(_captured.Select(c => $"{c.Type} {c.Parameter}"))
            .Concat(Accumulators.Select((a, i) => $"{(i == 0 ? "" : "ref ")}{types[i]} {a}"));
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Open($"static {(types.Count > 0 ? types[0] : "void")} {_name}({string.Join(", ", parameters)})")) WriteBody(writer);
    }

    private void WriteBody(CodeWriter writer)
    {
        var stores = _stage.Stores.ToList();
        var roots = _stage.Reductions.Select(r => r.Value).Concat(stores.Select(s => s.Value)).ToList();
        var code = _printer.Print(roots, writer.Line);
        // A store may overwrite what another value is read from.
        if (stores.Count > 1 || _context.CanStream) code = code.Select((c, i) => Named(c, roots[i], writer)).ToArray();
        for (var i = 0; i < stores.Count; i++)
        {
            var (dtype, home) = (stores[i].Value.DType, _printer.HomeOf(stores[i].Value));
            var (value, target, index) = (code[_stage.Reductions.Count + i], RefOf(stores[i].Buffer), IndexOf(stores[i].Index, null));
            if (_context.CanStream) writer.Line($"if (streams) {_context.Style.Stream(dtype, value, target, index)}");
            writer.Line((_context.CanStream ? "else " : "") + _context.Style.Store(dtype, home, value, target, index));
        }
        // The first accumulator is returned, so it comes last.
        for (var i = _stage.Reductions.Count - 1; i >= 0; i--)
        {
            var reduction = _stage.Reductions[i];
            var next = Next(reduction, Accumulators[i], code[i], writer);
            writer.Line(i == 0 ? $"return {next};" : $"{Accumulators[i]} = {next};");
        }
    }

    private Code Named(Code code, Expr expr, CodeWriter writer)
    {
        if (code.IsName) return code;
        var name = _names.New(_context.NameFor(expr));
        writer.Line($"var {name} = {code};");
        return Code.Name(name);
    }

    /// <summary>The accumulator with the value combined into it. The lanes of a partial step that do not count must leave a row's alone; a column's are never stored.</summary>
    private string Next(Reduction reduction, string accumulator, Code value, CodeWriter writer)
    {
        if (_context.Kernel.Shape != LoopShape.Row || !_context.Style.IsVector) return _context.CombineCode(reduction, accumulator, value);
        var next = _names.New("next");
        writer.Line($"var {next} = {_context.CombineCode(reduction, accumulator, value)};");
        return _context.Style.Accumulate(_printer.HomeOf(reduction.Value), next, accumulator);
    }

    private string TypeOf(Expr expr) => _context.Style.Target.TypeOf(expr.DType, _printer.HomeOf(expr));

    /// <summary>Finds what has to be passed: values computed outside, references and offsets for the accesses inside.</summary>
    private void Collect(List<Expr> roots)
    {
        var seen = new HashSet<Expr>();
        var stack = new Stack<Expr>(roots.AsEnumerable().Reverse());
        while (stack.Count > 0)
        {
            var expr = stack.Pop();
            if (!seen.Add(expr) || expr is Expr.Constant) continue;
            if (_context.LevelOf(expr) < Level.Element)
            {
                if (ExprFacts.IsConstant(expr)) continue;
                var name = _names.New(_context.NameFor(expr));
                _captured.Add((name, TypeOf(expr), expr));
                _printer.Bind(expr, name);
                continue;
            }
            switch (expr)
            {
                case Expr.Load load:
                    AddRef(load.Buffer);
                    AddBase(load.Index, GatheredOutside(load));
                    if (!_context.Style.IsVector) AddSizes(load.Gathered.SelectMany(g => g.Sizes));
                    break;
                case Expr.Position iota:
                    AddBase(iota.Index, null);
                    AddSizes([_context.StepOf(iota.Index)]);
                    break;
            }
            if (expr is Expr.Load { IsGather: true } && _context.Style.IsVector)
            {
                // The positions are part of the offset that is passed, whatever else they are.
                _printer.WriteWhole(expr);
                continue;
            }
            foreach (var arg in expr.Args.Reverse()) stack.Push(arg);
        }
        foreach (var store in _stage.Stores)
        {
            AddRef(store.Buffer);
            AddBase(store.Index, null);
        }
        foreach (var load in seen.OfType<Expr.Load>().Where(l => _context.LevelOf(l) == Level.Element)) AddSizes([_context.StepOf(load.Index)]);
        foreach (var store in _stage.Stores) AddSizes([_context.StepOf(store.Index)]);
    }

    private Expr.Load? GatheredOutside(Expr.Load load) => _context.Style.IsVector && load.IsGather ? load : null;

    private void AddRef(int buffer)
    {
        var argument = _context.RefNames[buffer];
        if (_refs.Any(r => r.Argument == argument)) return;
        // Inside, the reference keeps its name and the element takes the buffer's.
        _refs.Add((_names.New(argument), _context.Kernel.Buffers[buffer].DType.CSharpName(), argument));
    }

    private string RefOf(int buffer) => _refs.First(r => r.Argument == _context.RefNames[buffer]).Parameter;

    private void AddBase(Affine index, Expr.Load? gather)
    {
        var start = _context.BaseOf(index);
        if ((KernelContext.IsZero(start) && gather is null) || _bases.Any(b => b.Base == start && b.Gather == gather)) return;
        _bases.Add((_names.New("at"), start, gather));
    }

    /// <summary>Symbols that the sizes are made of become parameters.</summary>
    private void AddSizes(IEnumerable<Dim> dims)
    {
        foreach (var symbol in dims.SelectMany(d => d.Symbols))
        {
            var argument = _context.SymbolNames[symbol];
            _context.UsedSymbols.Add(symbol);
            if (_sizes.Any(s => s.Argument == argument)) continue;
            _sizes.Add((_names.New(argument), "nint", argument));
        }
    }

    private Code SizeCode(Dim dim) =>
        new DimCode(symbol => _sizes.First(s => s.Argument == _context.SymbolNames[symbol]).Parameter).Of(dim);

    private string IndexOf(Affine index, Expr.Load? gather)
    {
        var start = _context.BaseOf(index);
        var at = _bases.Where(b => b.Base == start && b.Gather == gather).Select(b => b.Parameter).FirstOrDefault();
        var step = _context.StepOf(index);
        var moved = step.Is(0) ? "" : step.Is(1) ? _lane : $"{_lane} * {SizeCode(step).At(Precedence.Unary)}";
        // A kernel without axes has a lane variable all the same: its one element is at 0.
        if (_context.Lane < 0) moved = _lane;
        return at is null ? moved == "" ? "0" : moved : moved == "" ? at : $"{at} + {moved}";
    }

    private Code Leaf(Expr expr)
    {
        switch (expr)
        {
            case Expr.Load load:
                var step = _context.StepOf(load.Index);
                var index = IndexOf(load.Index, GatheredOutside(load));
                if (load.IsGather && !_context.Style.IsVector)
                {
                    var positions = _printer.Print(load.Args.ToArray(), _ => { });
                    index += " + " + GatherCode.Offset(_context.Kernel, load, positions.Select(p => p.Text).ToList(), SizeCode);
                }
                return step.Is(0) && _context.Lane >= 0
                    ? _context.Style.LoadOne(load.DType, RefOf(load.Buffer), index == "0" ? "" : index)
                    : _context.Style.Load(load.DType, RefOf(load.Buffer), index, _context.Lane < 0 || step.Is(1) ? null : SizeCode(step).Text);
            case Expr.Position p:
                return _context.Style.Positions(p.DType, IndexOf(p.Index, null), SizeCode(_context.StepOf(p.Index)).Text);
            default:
                throw new System.InvalidOperationException($"{expr.GetType().Name} is not computed for each element");
        }
    }
}

internal static class ExprFacts
{
    /// <summary>Made of numbers alone: written where it is used.</summary>
    public static bool IsConstant(Expr expr) => expr is Expr.Constant || (expr is Expr.Apply && expr.Args.All(IsConstant));
}
