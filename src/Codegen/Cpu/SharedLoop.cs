using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// A loop whose rows are independent, as a body for threads: each takes some of the rows through all rounds. The statements are those
/// that the loop has by itself, with the same names; the buffers begin at the part's first row, and the symbol that counts rows is
/// how many the part has.
/// </summary>
internal sealed class SharedLoop(GraphBlock block, IndependentRows rows)
{
    /// <summary>A part below so many multiplications is not worth another thread; about 15 µs.</summary>
    private const long Grain = 2_000_000;

    /// <summary>Fewer rows leave registers of a product's tile empty.</summary>
    private const int LeastRows = 8;

    private readonly int _declaredBefore = block.Method.Declared.Count;
    private readonly string _first = block.Local("first");
    private readonly string _end = block.Local("end");
    private readonly string _all = block.Local("all");

    /// <summary>The rows of one slice of a stack: of each round's operand or result.</summary>
    public string Slice(string stack, TensorType slice, string round)
    {
        if (!rows.Has(slice)) return $"{stack}.Slice({round} * {Dims.Of(slice.Count).At(Precedence.Unary)}, {Dims.Of(slice.Count)})";
        var start = $"{round} * {_all} + {_first}";
        return $"{stack}.Slice({(rows.ElementsOf(slice).Is(1) ? start : $"({start}) * {Dims.Of(rows.ElementsOf(slice)).At(Precedence.Unary)}")}, {Dims.Of(slice.Count)})";
    }

    /// <summary>Declares the struct and writes the call that shares the rows.</summary>
    /// <param name="statements">The loop, with what it carries before the first round and behind the last.</param>
    /// <param name="buffers">The buffers that it uses in whole rows, with their types; others are declared while it is lowered.</param>
    /// <param name="stacks">The buffers that it takes slices of.</param>
    /// <param name="numbers">The numbers that it may use.</param>
    public void Write(CodeWriter code, string statements, IEnumerable<(string Name, TensorType Type)> buffers, IEnumerable<(string Name, TensorType Type)> stacks,
        IEnumerable<(string Name, TensorType Type)> numbers, Dim rounds, bool hasIntegers)
    {
        var used = new HashSet<string>(Regex.Matches(statements, @"[A-Za-z_]\w*").Cast<Match>().Select(m => m.Value));
        var count = block.Method.SymbolNames[rows.Symbol];
        var names = new NameScope();
        var fields = new List<(string Type, string Field, string Value)>();
        var locals = new List<string>();
        foreach (var (name, type) in buffers.Concat(block.Method.Declared.Skip(_declaredBefore)))
        {
            var field = Take($"Buffer<{type.DType.CSharpName()}>", name);
            if (field is null) continue;
            var step = Dims.Of(rows.ElementsOf(type));
            string Elements(string n) => step.Text == "1" ? n : $"{n} * {step.At(Precedence.Unary)}";
            locals.Add(rows.Has(type) ? $"var {name} = {field}.Slice({Elements(_first)}, {Elements(count)});" : $"var {name} = {field};");
        }
        foreach (var (name, type) in stacks)
        {
            if (Take($"Buffer<{type.DType.CSharpName()}>", name) is { } field) locals.Add($"var {name} = {field};");
        }
        foreach (var (name, type) in numbers)
        {
            if (Take(type.DType.CSharpName(), name) is { } field) locals.Add($"var {name} = {field};");
        }
        // The steps of slices may have symbols in them that the statements have not.
        used.UnionWith(Regex.Matches(string.Join(" ", locals), @"[A-Za-z_]\w*").Cast<Match>().Select(m => m.Value));
        var sizes = new List<string>();
        foreach (var name in block.Method.SymbolNames.Values.Where(n => n != count))
        {
            if (Take("nint", name) is { } field) sizes.Add($"var {name} = {field};");
        }
        sizes.Add($"var {count} = {_end} - {_first};");
        if (used.Contains(_all))
        {
            fields.Add(("nint", NameScope.PascalCase(names.New(_all)), count));
            sizes.Add($"var {_all} = {fields[fields.Count - 1].Field};");
        }

        var lanes = new LaneSet();
        foreach (Match match in Regex.Matches(statements, "<[FIDL](, [FIDL])*>")) lanes.Add(match.Value);
        var type2 = NameScope.PascalCase(block.File.Members.New("rounds"));
        block.File.AddMember(Struct(type2, lanes, fields, sizes.Concat(locals), statements, hasIntegers));
        var cost = Dims.Of(rounds * rows.Cost);
        var grain = (rounds * rows.Cost).AsConstant is { } known
            ? System.Math.Max(LeastRows, Grain / System.Math.Max(1, known)).ToString()
            : $"nint.Max({LeastRows}, {Grain} / nint.Max(1, {cost}))";
        code.Line($"Workers.For({count}, {grain}, new {type2}{lanes.Parameters} {{ {string.Join(", ", fields.Select(f => $"{f.Field} = {f.Value}"))} }}, multiple: {Multiple(buffers)});");

        string? Take(string type, string name)
        {
            if (!used.Contains(name) || fields.Any(f => f.Value == name)) return null;
            fields.Add((type, NameScope.PascalCase(names.New(name)), name));
            return fields[fields.Count - 1].Field;
        }
    }

    private DimCode Dims => block.Dims;

    /// <summary>Parts of short rows begin at cache lines.</summary>
    private int Multiple(IEnumerable<(string Name, TensorType Type)> buffers) =>
        buffers.Any(b => rows.Has(b.Type) && !(rows.ElementsOf(b.Type).Lower >= 64 / LeastRows)) ? 64 : LeastRows;

    private string Struct(string name, LaneSet lanes, List<(string Type, string Field, string Value)> fields, IEnumerable<string> locals, string statements, bool hasIntegers)
    {
        var writer = new CodeWriter();
        writer.Line($"// Rows are independent of each other: each thread takes some of the {rows.Symbol} through all rounds.");
        writer.Line($"private struct {name}{lanes.Parameters} : IRangeBody");
        using (writer.Indent())
        {
            foreach (var constraint in lanes.Constraints) writer.Line(constraint);
        }
        using (writer.Open(""))
        {
            foreach (var (type, field, _) in fields) writer.Line($"public {type} {field};");
            writer.Gap();
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            writer.Line($"public readonly void Run(nint {_first}, nint {_end}, int part)");
            if (block.File.Entry.MapsLines) writer.Directive("#line hidden");
            using (writer.Open(""))
            {
                foreach (var local in locals) writer.Line(local);
                var integers = hasIntegers ? writer.Open("unchecked") : (CodeWriter.Block?)null;
                writer.Lines(statements);
                integers?.Dispose();
            }
            if (block.File.Entry.MapsLines) writer.Directive("#line default");
        }
        return writer.ToString();
    }
}
