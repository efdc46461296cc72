using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// A loop whose rows are independent, as a body for threads: each takes some of the rows through all rounds. The statements are those
/// that the loop has by itself, with the same names; the buffers begin at the part's first row, and the symbol that counts rows is
/// how many the part has.
/// </summary>
internal sealed class SharedLoop
{
    /// <summary>A part below so many multiplications is not worth another thread; about 15 µs.</summary>
    private const long Grain = 2_000_000;

    /// <summary>Fewer rows leave registers of a product's tile empty.</summary>
    private const int LeastRows = 8;

    private readonly GraphBlock _block;
    private readonly IndependentRows _rows;
    private readonly MethodPart _part = new();
    private readonly string _name;
    private readonly NameScope _fieldNames;
    private readonly List<(string Type, string Field, string Value)> _fields = [];
    private readonly string _first;
    private readonly string _end;
    private readonly string _all;
    private bool _slices;

    /// <param name="block">Everything that is lowered in it belongs to the loop, until <see cref="Write"/> is called.</param>
    public SharedLoop(GraphBlock block, IndependentRows rows)
    {
        (_block, _rows, _name) = (block, rows, NameScope.PascalCase(block.File.Members.New("rounds")));
        _fieldNames = NameScope.OfFields(_name);
        (_first, _end, _all) = (block.Local("first"), block.Local("end"), block.Local("all"));
        block.Method.Part = _part;
    }

    /// <summary>The rows of one slice of a stack: of each round's operand or result.</summary>
    public string Slice(string stack, TensorType slice, string round)
    {
        if (!_rows.Has(slice)) return $"{stack}.Slice({round} * {Dims.Of(slice.Count).At(Precedence.Unary)}, {Dims.Of(slice.Count)})";
        _slices = true;
        var start = $"{round} * {_all} + {_first}";
        return $"{stack}.Slice({(_rows.ElementsOf(slice).Is(1) ? start : $"({start}) * {Dims.Of(_rows.ElementsOf(slice)).At(Precedence.Unary)}")}, {Dims.Of(slice.Count)})";
    }

    /// <summary>Declares the struct and writes the call that shares the rows.</summary>
    /// <param name="statements">The loop, with what it carries before the first round and behind the last.</param>
    /// <param name="buffers">The buffers that it uses in whole rows, with their types; others are declared while it is lowered.</param>
    /// <param name="stacks">The buffers that it takes slices of.</param>
    /// <param name="numbers">The numbers that it uses.</param>
    public void Write(CodeWriter code, string statements, IReadOnlyList<(string Name, TensorType Type)> buffers, IEnumerable<(string Name, TensorType Type)> stacks,
        IEnumerable<(string Name, TensorType Type)> numbers, Dim rounds, bool hasIntegers)
    {
        var count = _block.Method.SymbolNames[_rows.Symbol];
        var locals = new List<string>();
        foreach (var (name, type) in buffers.Concat(_part.Declared))
        {
            if (Take(BufferOf(type), name) is { } field) locals.Add($"var {name} = {(_rows.Has(type) ? $"{field}.Slice({Elements(type, _first)}, {Elements(type, count)})" : field)};");
        }
        foreach (var (name, type) in stacks)
        {
            if (Take(BufferOf(type), name) is { } field) locals.Add($"var {name} = {field};");
        }
        foreach (var (name, type) in numbers)
        {
            if (Take(type.DType.CSharpName(), name) is { } field) locals.Add($"var {name} = {field};");
        }
        // The steps of the slices have symbols in them too.
        _block.Method.Part = null;
        var sizes = new List<string>();
        foreach (var symbol in _block.Method.Symbols.Where(s => s != _rows.Symbol && _part.Symbols.Contains(s)))
        {
            var name = _block.Method.SymbolNames[symbol];
            sizes.Add($"var {name} = {Field("nint", name, name)};");
        }
        sizes.Add($"var {count} = {_end} - {_first};");
        if (_slices) sizes.Add($"var {_all} = {Field("nint", _all, count)};");

        _block.File.AddMember(Struct(sizes.Concat(locals), statements, hasIntegers));
        var cost = rounds * _rows.Cost;
        var grain = cost.AsConstant is { } known
            ? System.Math.Max(LeastRows, Grain / System.Math.Max(1, known)).ToString()
            : $"nint.Max({LeastRows}, {Grain} / nint.Max(1, {Dims.Of(cost)}))";
        code.Line($"Workers.For({count}, {grain}, new {_name}{_part.Lanes.Parameters} {{ {string.Join(", ", _fields.Select(f => $"{f.Field} = {f.Value}"))} }}, multiple: {Multiple(buffers)});");
    }

    /// <summary>A field for a variable of the method; null for what has one, and for literals and buffers of no elements, which need none.</summary>
    private string? Take(string type, string name) =>
        _block.Names.Has(name) && !_fields.Any(f => f.Value == name) ? Field(type, name, name) : null;

    private string Field(string type, string wish, string value)
    {
        var field = NameScope.PascalCase(_fieldNames.New(wish));
        _fields.Add((type, field, value));
        return field;
    }

    private static string BufferOf(TensorType type) => $"Buffer<{type.DType.CSharpName()}>";

    /// <summary>The elements of so many rows.</summary>
    private string Elements(TensorType type, string rows) =>
        _rows.ElementsOf(type).Is(1) ? rows : $"{rows} * {Dims.Of(_rows.ElementsOf(type)).At(Precedence.Unary)}";

    private DimCode Dims => _block.Dims;

    /// <summary>Parts of short rows begin at cache lines.</summary>
    private int Multiple(IEnumerable<(string Name, TensorType Type)> buffers) =>
        buffers.Any(b => _rows.Has(b.Type) && !(_rows.ElementsOf(b.Type).Lower >= 64 / LeastRows)) ? 64 : LeastRows;

    private string Struct(IEnumerable<string> locals, string statements, bool hasIntegers)
    {
        var writer = new CodeWriter();
        writer.Line($"// Rows are independent of each other: each thread takes some of the {_rows.Symbol} through all rounds.");
        writer.Line($"private struct {_name}{_part.Lanes.Parameters} : IRangeBody");
        using (writer.Indent())
        {
            foreach (var constraint in _part.Lanes.Constraints) writer.Line(constraint);
        }
        using (writer.Open(""))
        {
            foreach (var (type, field, _) in _fields) writer.Line($"public {type} {field};");
            writer.Gap();
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            writer.Line($"public readonly void Run(nint {_first}, nint {_end}, int part)");
            if (_block.File.Entry.MapsLines) writer.Directive("#line hidden");
            using (writer.Open(""))
            {
                foreach (var local in locals) writer.Line(local);
                var integers = hasIntegers ? writer.Open("unchecked") : (CodeWriter.Block?)null;
                writer.Lines(statements);
                integers?.Dispose();
            }
            if (_block.File.Entry.MapsLines) writer.Directive("#line default");
        }
        return writer.ToString();
    }
}
