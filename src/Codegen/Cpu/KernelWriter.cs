using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>
/// Writes a kernel as a struct: its fields are the buffers and sizes, its method <c>Run</c> does a range of rows or, where there are
/// no rows, of elements.
/// </summary>
internal sealed class KernelWriter
{
    /// <summary>Results from here on do not fit into the caches; the eager ops have the same bound.</summary>
    private const int StreamedBytes = 16 << 20;

    /// <summary>Registers of columns that are combined at a time.</summary>
    private const int SideBySide = 4;

    private readonly KernelContext _context;
    private readonly CodeWriter _writer = new();
    private readonly ScalarPrinter _printer;
    private readonly Dictionary<Stage, ElementFunction> _functions = [];
    private readonly List<KernelField> _fields = [];

    private KernelWriter(KernelContext context)
    {
        _context = context;
        _printer = new ScalarPrinter(context.Style.Target, context.Names, Leaf, _ => context.Style.BoolHome, context.IsOnlyStored);
        var names = new NameScope(context.FieldNames.Select(NameScope.CamelCase).ToArray());
        foreach (var stage in Kernel.Stages)
        {
            var wish = stage.Reductions.IsEmpty ? "Element" : NameScope.PascalCase(ElementFunction.AccumulatorName(stage.Reductions[0]));
            _functions.Add(stage, new ElementFunction(context, stage, NameScope.PascalCase(names.New(wish))));
        }
    }

    private Kernel Kernel => _context.Kernel;
    private ElementStyle Style => _context.Style;

    /// <param name="scalars">Inputs that come by value, as numbers instead of memory.</param>
    /// <param name="comment">Lines for the struct's head: what it computes.</param>
    public static KernelSource Write(Kernel kernel, IEnumerable<int> scalars, IEnumerable<string> comment) =>
        new KernelWriter(new(kernel, scalars)).Write(comment);

    private KernelSource Write(IEnumerable<string> comment)
    {
        WriteRun();
        foreach (var function in _functions.Values)
        {
            _writer.Line();
            function.Write(_writer);
        }
        var symbols = _context.SymbolNames.Where(s => _context.UsedSymbols.Contains(s.Key)).ToList();
        var fields = Fields(symbols.Select(s => s.Key)).ToSeq();
        var file = new CodeWriter();
        foreach (var line in comment) file.Line(line.Length == 0 ? "//" : "// " + line);
        file.Line($"private struct {Kernel.Name}{Style.Lanes.KernelParameters} : IRangeBody");
        using (file.Indent())
        {
            foreach (var constraint in Style.Lanes.KernelConstraints) file.Line(constraint);
        }
        using (file.Open(""))
        {
            foreach (var field in fields) file.Line($"public {field.Type} {field.Name};");
            file.Gap();
            // Without it the first call would run unoptimised, where every lane operation is a call.
            // Inlined into a caller that has become hot, the loop would have to share the JIT's inlining budget with it, and the
            // elementary functions in it would stay calls: twenty times slower.
            file.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
            using (file.Open("public readonly void Run(nint start, nint end, int part)"))
            {
                // Integers wrap, whatever the project's setting for overflow.
                var block = Style.IsVector ? (CodeWriter.Block?)null : file.Open("unchecked");
                for (var i = 0; i < Kernel.Buffers.Count; i++)
                {
                    if (!_context.IsScalar(i)) file.Line($"ref var {_context.RefNames[i]} = ref {_context.FieldOf(_context.BufferNames[i])}.Ref;");
                }
                foreach (var symbol in symbols) file.Line($"var {symbol.Value} = {_context.FieldOf(symbol.Value)};");
                file.Lines(_writer.ToString());
                block?.Dispose();
            }
        }
        var (items, inside) = Items();
        return new(Kernel.Name, Style.Lanes, fields, items, inside * CostPerElement(), Kernel.Tile is null && !_context.Rows.Any(), file.ToString());
    }

    private IEnumerable<KernelField> Fields(IEnumerable<string> symbols)
    {
        for (var i = 0; i < Kernel.Buffers.Count; i++)
        {
            var type = Kernel.Buffers[i].DType.CSharpName();
            yield return new(_context.FieldOf(_context.BufferNames[i]), _context.IsScalar(i) ? type : $"Buffer<{type}>", i, null);
        }
        foreach (var symbol in symbols) yield return new(_context.FieldOf(_context.SymbolNames[symbol]), "nint", -1, Dim.Symbol(symbol));
    }

    private void WriteRun()
    {
        DeclareGathers(Level.Kernel);
        foreach (var stage in Kernel.Stages) DeclareCaptured(stage, Level.Kernel);
        var rows = _context.Rows.ToList();
        if (rows.Count == 0)
        {
            if (Kernel.Tile is not null) WriteTiles();
            else WriteRowBody("start", "end");
            return;
        }
        var row = rows.Count == 1 ? _context.Variables[rows[0]] : _context.Names.New("row");
        using (_writer.Open($"for (var {row} = start; {row} < end; {row}++)"))
        {
            if (rows.Count > 1) WriteRowVariables(rows, row);
            WriteRowBody("0", _context.Lane < 0 ? "1" : _context.Dims.Of(Kernel.Axes[_context.Lane].Extent).At(Precedence.Relational));
        }
    }

    private void WriteTiles()
    {
        var tile = Kernel.Tile!;
        using (_writer.Open("for (var tile = start; tile < end; tile++)"))
        {
            _writer.Line($"var from = tile * {tile.Size};");
            _writer.Line($"var to = nint.Min({_context.Dims.Of(Kernel.Axes[tile.Axis].Extent)}, from + {tile.Size});");
            WriteRowBody("0", _context.Dims.Of(Kernel.Axes[_context.Lane].Extent).At(Precedence.Relational));
        }
    }

    /// <summary>The row number taken apart into the variables of its axes.</summary>
    private void WriteRowVariables(List<int> rows, string row)
    {
        for (var n = rows.Count - 1; n >= 0; n--)
        {
            var inner = _context.Dims.Of(Dim.Product(rows.Skip(n + 1).Select(k => Kernel.Axes[k].Extent)));
            var rest = n == rows.Count - 1 ? row : $"{row} / {Bracketed(inner)}";
            var extent = n == 0 ? "" : $" % {Bracketed(_context.Dims.Of(Kernel.Axes[rows[n]].Extent))}";
            _writer.Line($"var {_context.Variables[rows[n]]} = {rest}{extent};");
        }
    }

    private static string Bracketed(Code code) => code.At(Precedence.Unary);

    private void WriteRowBody(string from, string to)
    {
        DeclareGathers(Level.Row);
        switch (Kernel.Shape)
        {
            case LoopShape.Map:
                WriteMap(from, to);
                break;
            case LoopShape.Row:
                foreach (var stage in Kernel.Stages) WriteStage(stage, Level.Row);
                WriteRowStores();
                break;
            default:
                WriteColumns(from, to);
                break;
        }
    }

    /// <summary>Every register on its own.</summary>
    private void WriteMap(string from, string to)
    {
        DeclareCaptured(Kernel.Stages[0], Level.Row);
        var function = _functions[Kernel.Stages[0]];
        var j = _context.LaneVariable;
        if (!Style.IsVector)
        {
            _writer.Line($"for (nint {j} = {from}; {j} < {to}; {j}++) {Call("1")}");
            return;
        }
        _writer.Line($"nint {j} = {from};");
        var loop = $"for (; {j} <= {to} - {Style.Count}; {j} += {Style.Count})";
        if (_context.CanStream)
        {
            var result = Kernel.Buffers[Kernel.Stages[0].Stores[0].Buffer];
            var buffer = _context.FieldOf(_context.BufferNames[Kernel.Stages[0].Stores[0].Buffer]);
            using (_writer.Open($"if ({buffer}.Count >= {StreamedBytes / result.DType.Size()} && {buffer}.IsAligned)"))
            {
                _writer.Line("// Larger than the caches: written past them.");
                _writer.Line($"{loop} {Call(Style.Count, streams: true)}");
                _writer.Line("Interlocked.MemoryBarrier();");
            }
        }
        _writer.Line($"{loop} {Call(Style.Count)}");
        _writer.Line($"if ({j} < {to}) {Call($"(int)({to} - {j})")}");

        string Call(string count, bool streams = false) => function.Call(NameOf, _context.Variables, count, [], streams) + ";";
    }

    /// <summary>Registers of results, each of whose lanes combines its own column.</summary>
    private void WriteColumns(string from, string to)
    {
        var j = _context.LaneVariable;
        foreach (var stage in Kernel.Stages) DeclareCaptured(stage, Level.Row);
        _writer.Line($"nint {j} = {from};");
        if (Style.IsVector && Kernel.Stages.Count == 1 && Kernel.Reductions.Count() == 1 && Kernel.Axes[_context.Lane].Extent.AsConstant is not < 128)
        {
            // Several registers side by side read whole cache lines of each row.
            using (_writer.Open($"for (; {j} <= {to} - {SideBySide} * {Style.Count}; {j} += {SideBySide} * {Style.Count})")) WriteSideBySide();
        }
        using (_writer.Open($"for (; {j} < {to}; {j} += {Style.Count})"))
        {
            if (Style.IsVector) _writer.Line($"var count = (int)nint.Min({Style.Count}, {to} - {j});");
            foreach (var stage in Kernel.Stages) WriteStage(stage, Level.Block);
            WriteRowStores();
        }
    }

    private void WriteSideBySide()
    {
        var (stage, j) = (Kernel.Stages[0], _context.LaneVariable);
        var names = _printer.Save();
        _writer.Line($"var count = {Style.Count};");
        var lanes = Enumerable.Range(0, SideBySide).Select(c => c == 0 ? j : c == 1 ? $"({j} + {Style.Count})" : $"({j} + {c} * {Style.Count})").ToList();
        var captured = _functions[stage].Captured.Where(v => _context.LevelOf(v) == Level.Block).ToList();
        // A value of the columns has another name for each register.
        var values = lanes.Select(lane => captured.ToDictionary(v => v, v => AtLane(lane, () =>
        {
            _printer.Restore(names);
            _context.Declare(v, _printer, _writer);
            return NameOf(v);
        }))).ToList();
        _printer.Restore(names);
        new ReductionLoop(_context, _printer, _writer).WriteSideBySide(stage.Reductions[0], _functions[stage], lanes,
            (c, expr) => values[c].TryGetValue(expr, out var name) ? name : NameOf(expr),
            (c, result) => AtLane(lanes[c], () =>
            {
                _printer.Restore(names);
                if (_context.ResultOf(stage.Reductions[0]) is { } reduced) _printer.Bind(reduced, result);
                WriteRowStores();
                return "";
            }));
        _printer.Restore(names);
    }

    /// <summary>Writes something as it is for another register than the first.</summary>
    private string AtLane(string lane, System.Func<string> write)
    {
        var variable = _context.LaneVariable;
        _context.Variables[_context.Variables.Count - 1] = lane;
        var result = write();
        _context.Variables[_context.Variables.Count - 1] = variable;
        return result;
    }

    private void WriteStage(Stage stage, Level level)
    {
        DeclareCaptured(stage, level);
        new ReductionLoop(_context, _printer, _writer).Write(stage, _functions[stage], NameOf);
    }

    private void WriteRowStores()
    {
        foreach (var store in Kernel.RowStores)
        {
            var code = _printer.Print([store.Value], _writer.Line)[0];
            var (home, target) = (_printer.HomeOf(store.Value), _context.RefNames[store.Buffer]);
            var index = _context.OffsetCode(store.Index, null, _context.Variables);
            _writer.Line(Kernel.Shape == LoopShape.Column
                ? Style.Store(store.Value.DType, home, code, target, index)
                : Style.StoreOne(store.Value.DType, home, code, target, index == "0" ? "" : index));
        }
    }

    /// <summary>Locals for what a stage takes from a level around it. What a former stage computes is known by then.</summary>
    private void DeclareCaptured(Stage stage, Level level)
    {
        foreach (var value in _functions[stage].Captured.Where(v => _context.LevelOf(v) == level)) _context.Declare(value, _printer, _writer);
    }

    /// <summary>What the rows' positions add to the indices of gathers.</summary>
    private void DeclareGathers(Level level)
    {
        if (!Style.IsVector) return;
        foreach (var load in Expr.PostOrder(Kernel.Roots).OfType<Expr.Load>().Where(l => l.IsGather))
        {
            if (_context.GatherOffsets.ContainsKey(load) || load.Args.Max(_context.LevelOf) != level) continue;
            var plain = new ScalarStyle();
            var printer = new ScalarPrinter(plain.Target, _context.Names, expr => OutsideLanes(expr, plain));
            var positions = printer.Print(load.Args.ToArray(), _writer.Line);
            var name = _context.Names.New(_context.BufferNames[load.Buffer] + "At");
            _writer.Line($"var {name} = {GatherCode.Offset(Kernel, load, positions.Select(p => p.Text).ToList(), _context.Dims.Of)};");
            _context.GatherOffsets.Add(load, name);
            // The lanes have no use for the position itself, unless it is a value of its own besides.
            _printer.WriteWhole(load);
        }
    }

    private string NameOf(Expr expr) => _printer.Print([expr], _writer.Line)[0].Text;

    private Code Leaf(Expr expr)
    {
        if (_context.LevelOf(expr) != Level.Block || !Style.IsVector) return OutsideLanes(expr, Style);
        // A value for each lane of the block, read in one go.
        var index = expr is Expr.Load l ? l.Index : ((Expr.Position)expr).Index;
        var (at, step) = (_context.OffsetCode(index, expr as Expr.Load is { IsGather: true } g ? g : null, _context.Variables), _context.StepOf(index));
        return expr is Expr.Load load
            ? Style.Load(load.DType, _context.RefNames[load.Buffer], at, step.Is(1) ? null : _context.Dims.Of(step).Text)
            : Style.Positions(expr.DType, at, _context.Dims.Of(step).Text);
    }

    /// <summary>A value that does not move with the innermost loop.</summary>
    private Code OutsideLanes(Expr expr, ElementStyle style)
    {
        switch (expr)
        {
            case Expr.Load load when _context.IsScalar(load.Buffer):
                return style.Splat(load.DType, _context.FieldOf(_context.BufferNames[load.Buffer]));
            case Expr.Load load:
                var gather = load.IsGather && style.IsVector ? load : null;
                var index = _context.OffsetCode(load.Index, gather, _context.Variables);
                if (load.IsGather && gather is null) index += " + " + GatherCode.Offset(Kernel, load, load.Args.Select(NameOf).ToList(), _context.Dims.Of);
                return style.LoadOne(load.DType, _context.RefNames[load.Buffer], index == "0" ? "" : index);
            case Expr.Position p:
                return style.Positions(p.DType, _context.OffsetCode(p.Index, null, _context.Variables), "0");
            default:
                throw new System.InvalidOperationException($"{expr.GetType().Name} is used before its stage");
        }
    }

    /// <summary>What a range counts, and how many elements lie inside one of them.</summary>
    private (Dim Items, Dim Inside) Items()
    {
        if (Kernel.Tile is { } tile)
            return (Dim.CeilDiv(Kernel.Axes[tile.Axis].Extent, tile.Size), tile.Size * Dim.Product(Kernel.Axes.Where((_, k) => k != tile.Axis).Select(a => a.Extent)));
        var rows = _context.Rows.ToList();
        if (rows.Count > 0)
        {
            return (Dim.Product(rows.Select(k => Kernel.Axes[k].Extent)),
                Dim.Product(Kernel.Axes.Where((_, k) => !rows.Contains(k)).Select(a => a.Extent)));
        }
        return Kernel.Shape == LoopShape.Row || _context.Lane < 0
            ? (1, Dim.Product(Kernel.Axes.Select(a => a.Extent)))
            : (Kernel.Axes[_context.Lane].Extent, Dim.Product(Kernel.Axes.Where((_, k) => k != _context.Lane).Select(a => a.Extent)));
    }

    private long CostPerElement()
    {
        var exprs = Expr.PostOrder(Kernel.Roots);
        var cost = exprs.Sum(StagePlan.CostOf) + exprs.OfType<Expr.Load>().Count() + Kernel.Stages.Sum(s => s.Stores.Count);
        // One element at a time costs what a register of 16 does; a register holds half as many of 8 bytes.
        return System.Math.Max(1, !Style.IsVector ? cost * 8 : Style.Lanes.AreWide ? cost * 2 : cost);
    }
}
