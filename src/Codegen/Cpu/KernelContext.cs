using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>Where in a kernel's code a value can be computed.</summary>
internal enum Level
{
    /// <summary>Once per call.</summary>
    Kernel,

    /// <summary>Once for each element of the kept axes around the lanes.</summary>
    Row,

    /// <summary>Once for each register of results, when the lanes are kept and other axes reduced.</summary>
    Block,

    /// <summary>For every element.</summary>
    Element,
}

/// <summary>What the parts of a kernel's code share: style, names, and which value belongs where.</summary>
internal sealed class KernelContext
{
    private readonly Dictionary<Expr, Level> _levels = [];
    private readonly HashSet<int> _scalars;
    private readonly HashSet<Expr> _onlyStored;
    private readonly Dictionary<string, string> _fields = [];

    /// <param name="scalars">Inputs that come by value, as numbers instead of memory.</param>
    public KernelContext(Kernel kernel, IEnumerable<int> scalars)
    {
        Kernel = kernel;
        Style = ElementStyle.For(kernel);
        _scalars = new(scalars);
        _onlyStored = new(kernel.Stages.SelectMany(s => s.Stores).Concat(kernel.RowStores).Select(s => s.Value));
        _onlyStored.ExceptWith(Expr.PostOrder(kernel.Roots).SelectMany(e => e.Args).Concat(kernel.Reductions.Select(r => r.Value)));
        Names = new NameScope("start", "end", "part", "count", "tile", "from", "to");
        foreach (var buffer in kernel.Buffers) BufferNames.Add(Names.New(buffer.Name));
        foreach (var name in BufferNames) RefNames.Add(Names.New(name + "s"));
        foreach (var symbol in SymbolsOf(kernel).Where(s => s != SplitReduction.Tile)) SymbolNames.Add(symbol, Names.New(symbol));
        var fields = NameScope.OfFields(kernel.Name);
        foreach (var name in BufferNames.Concat(SymbolNames.Values)) _fields.Add(name, NameScope.PascalCase(fields.New(name)));
        Dims = new DimCode(symbol =>
        {
            if (symbol == SplitReduction.Tile) return "tile";
            UsedSymbols.Add(symbol);
            return SymbolNames[symbol];
        });
        Lane = kernel.Axes.Count - 1;
        Variables = kernel.Axes.Select((_, k) => Names.New(KernelPrinter.AxisName(k))).ToList();
        if (kernel.Axes.Count == 0) Variables.Add(Names.New("i"));
    }

    public Kernel Kernel { get; }
    public ElementStyle Style { get; }
    public NameScope Names { get; }
    public DimCode Dims { get; }

    /// <summary>What an element of each buffer is called.</summary>
    public List<string> BufferNames { get; } = [];

    /// <summary>The reference to each buffer's first element.</summary>
    public List<string> RefNames { get; } = [];

    /// <summary>The variable of each symbol.</summary>
    public Dictionary<string, string> SymbolNames { get; } = [];

    /// <summary>The symbols that have been written so far.</summary>
    public HashSet<string> UsedSymbols { get; } = [];

    /// <summary>The struct's field for a buffer or a symbol, given the variable's name.</summary>
    public string FieldOf(string variable) => _fields[variable];

    /// <summary>The names that the struct's fields take, as its methods must not.</summary>
    public IEnumerable<string> FieldNames => _fields.Values;

    /// <summary>The variables of the axes; one for a kernel without axes too.</summary>
    public List<string> Variables { get; }

    /// <summary>Variables of axes that a loop has declared.</summary>
    public HashSet<string> LoopVariables { get; } = [];

    /// <summary>The innermost axis; -1 for a kernel without axes.</summary>
    public int Lane { get; }

    public string LaneVariable => Variables[Variables.Count - 1];
    public IEnumerable<int> Rows => Enumerable.Range(0, Kernel.Axes.Count).Where(k => k != Lane && !Kernel.Axes[k].Reduced);
    public IEnumerable<int> InnerReduced => Enumerable.Range(0, Kernel.Axes.Count).Where(k => k != Lane && Kernel.Axes[k].Reduced);

    /// <summary>The reduced axis of which each tile has a range; -1 without tiles.</summary>
    public int TiledAxis => Kernel.Tile?.Axis ?? -1;

    public bool IsScalar(int buffer) => _scalars.Contains(buffer);

    /// <summary>True for a value that is stored and used for nothing else.</summary>
    public bool IsOnlyStored(Expr expr) => _onlyStored.Contains(expr);

    public static IEnumerable<string> SymbolsOf(Kernel kernel)
    {
        var dims = kernel.Axes.Select(a => a.Extent)
            .Concat(Expr.PostOrder(kernel.Roots).SelectMany(DimsOf))
            .Concat(kernel.Stages.SelectMany(s => s.Stores).Concat(kernel.RowStores).SelectMany(s => DimsOf(s.Index)));
        return dims.SelectMany(d => d.Symbols).Distinct();
    }

    private static IEnumerable<Dim> DimsOf(Expr expr) => expr switch
    {
        Expr.Load load => DimsOf(load.Index).Concat(load.Gathered.SelectMany(g => g.Sizes)),
        Expr.Position position => DimsOf(position.Index),
        _ => [],
    };

    private static IEnumerable<Dim> DimsOf(Affine index) => index.Coefficients.Append(index.Offset);

    public Level LevelOf(Expr expr)
    {
        foreach (var e in _levels.ContainsKey(expr) ? [] : Expr.PostOrder([expr]))
        {
            if (_levels.ContainsKey(e)) continue;
            var own = e switch
            {
                Expr.Load load => LevelOf(load.Index),
                Expr.Position position => LevelOf(position.Index),
                Expr.Reduced => Kernel.Shape == LoopShape.Column ? Level.Block : Level.Row,
                _ => Level.Kernel,
            };
            _levels[e] = e.Args.Aggregate(own, (level, a) => _levels[a] > level ? _levels[a] : level);
        }
        return _levels[expr];
    }

    public Level LevelOf(Affine index)
    {
        if (index.DependsOn(k => Kernel.Axes[k].Reduced)) return Level.Element;
        if (Lane >= 0 && !index.Coefficients[Lane].Is(0)) return Kernel.Shape == LoopShape.Map ? Level.Element : Level.Block;
        return index.IsConstant ? Level.Kernel : Level.Row;
    }

    /// <summary>The index without what the innermost loop adds.</summary>
    public Affine BaseOf(Affine index) => Lane < 0 || index.Coefficients[Lane].Is(0)
        ? index
        : new(index.Offset, index.Coefficients.With(Lane, Dim.Zero));

    /// <summary>How far one step of the innermost loop moves the index.</summary>
    public Dim StepOf(Affine index) => Lane < 0 ? Dim.Zero : index.Coefficients[Lane];

    /// <summary>
    /// True for a kernel whose results are written from their first element to their last in whole registers, so that large ones can
    /// be written past the caches: what is overwritten need not be read before.
    /// </summary>
    public bool CanStream => Style.IsVector && Kernel.Shape == LoopShape.Map && Lane >= 0 && !Rows.Any()
        && Kernel.Stages[0].Stores.All(s => s.Value.DType.In(DTypes.Number) && IsZero(BaseOf(s.Index)) && StepOf(s.Index).Is(1));

    public static bool IsZero(Affine index) => index.IsConstant && index.Offset.Is(0);

    /// <summary>An index as C#, with the given text for each loop variable; a gather adds its row's position.</summary>
    public string OffsetCode(Affine index, Expr.Load? gather, IReadOnlyList<string> variables)
    {
        var text = Dims.Of(index, variables).Text;
        if (gather is null) return text;
        return text == "0" ? GatherOffsets[gather] : $"{text} + {GatherOffsets[gather]}";
    }

    /// <summary>For the gathers of a vector kernel: the variable that holds what the row's position adds to the index.</summary>
    public Dictionary<Expr.Load, string> GatherOffsets { get; } = [];

    /// <summary>An accumulator combined with one more value.</summary>
    public string CombineCode(Reduction reduction, string accumulator, Code value)
    {
        var pool = new ExprPool();
        var (a, b) = (pool.Named(reduction.DType, accumulator), pool.Named(reduction.DType, "value"));
        var apply = (Expr.Apply)pool.Apply(reduction.Combine, reduction.DType, a, b);
        return Style.Target.Apply(apply, [Code.Name(accumulator), value], Target.Home(reduction.Value, _ => Style.BoolHome)).Text;
    }

    /// <summary>The expression that stands for a reduction's result; null when nothing uses it.</summary>
    public Expr? ResultOf(Reduction reduction) =>
        Expr.PostOrder(Kernel.Roots).FirstOrDefault(e => e is Expr.Reduced r && r.Reduction.Number == reduction.Number);

    /// <summary>A name for the local variable of a value.</summary>
    public string NameFor(Expr expr) => expr switch
    {
        Expr.Load load => BufferNames[load.Buffer],
        { Hint: { } hint } => hint,
        Expr.Apply apply => apply.Op.ToString().ToLowerInvariant(),
        Expr.Reduced reduced => ElementFunction.AccumulatorName(reduced.Reduction),
        _ => "index",
    };

    /// <summary>Declares a local for a value unless it has a name already.</summary>
    public void Declare(Expr expr, ScalarPrinter printer, CodeWriter writer)
    {
        var code = printer.Print([expr], writer.Line)[0];
        if (code.IsName) return;
        var name = Names.New(NameFor(expr));
        writer.Line($"var {name} = {code};");
        printer.Bind(expr, name);
    }
}
