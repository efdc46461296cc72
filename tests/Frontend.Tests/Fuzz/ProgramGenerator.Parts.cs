using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>Elements and ranges of tensors whose sizes the call brings, 0 and 1 among them: read, guarded and written.</summary>
internal sealed partial class ProgramGenerator
{
    /// <summary>What an expression about a part is written with: <c>w</c> a row, <c>t</c> a table, <c>i</c> a position in them.</summary>
    /// <param name="Sort">Of the value.</param>
    /// <param name="Template"><c>$0</c> is of the same sort.</param>
    /// <param name="NeedsElements">Whether it throws for no elements, so that code around it has to have asked.</param>
    private sealed record PartForm(Sort Sort, string Template, bool NeedsElements = false);

    private static readonly PartForm[] s_parts =
    [
        new(Sort.Int, "{w}.Shape[0]"),
        new(Sort.Int, "({t}.Shape[0] * {t}.Shape[1] - $0)"),
        new(Sort.Int, "({w}.Shape[0] / 2)"),
        new(Sort.Int, "({i} - {w}.Shape[0] + 1)"),
        new(Sort.Bool, "({w}.Shape[0] < 3 && $0)"),
        new(Sort.Bool, "({w}.Shape[0] == 1)"),
        new(Sort.TensorFloat, "{w}[{i}]"),
        new(Sort.TensorFloat, "{t}[{i}, 0]"),
        new(Sort.TensorFloat, "{t}[{i}, {i} % 3]"),
        new(Sort.TensorFloat, "({i} > 0 ? {w}[{i} - 1] : $0)"),
        new(Sort.TensorFloat, "{w}[{w}.Shape[0] - 1 - {i}]"),
        new(Sort.TensorFloat, "({w}.Shape[0] > 0 ? {w}[^1] : $0)"),
        new(Sort.TensorFloat, "({w}.Shape[0] == 0 ? $0 : Max({w}))"),
        new(Sort.TensorFloat, "({w}.Shape[0] > 1 ? SumOf({w}[1..^1]) : $0)"),
        new(Sort.TensorFloat, "({i} + 1 < {w}.Shape[0] ? SumOf({w}[{i}..({i} + 2)]) : $0)"),
        new(Sort.TensorFloat, "Max({w})", NeedsElements: true),
        new(Sort.TensorFloat, "{w}[0]", NeedsElements: true),
        new(Sort.TensorFloat, "({w}[^1] - {t}[0, 2])", NeedsElements: true),
        new(Sort.Vector, "{t}[{i}]"),
        new(Sort.Vector, "({t}[{i}] * {w}[{i}])"),
        new(Sort.Vector, "{t}[^1]", NeedsElements: true),
        new(Sort.Row, "({w} * {w}[{i}])"),
        new(Sort.Row, "({w} - Max({w}))", NeedsElements: true),
    ];

    /// <summary>Writes to <c>o</c>, an own tensor; <c>$1</c> is an index, <c>$0</c> the value, whose sorts are given.</summary>
    private sealed record WriteForm(Sort Target, string Template, Sort Value);

    private static readonly WriteForm[] s_writes =
    [
        new(Sort.Vector, "{o}[0] = $0;", Sort.TensorFloat),
        new(Sort.Vector, "{o}[^1] -= $0;", Sort.TensorFloat),
        new(Sort.Vector, "{o}[$1 & 1] = $0;", Sort.TensorFloat),
        new(Sort.Vector, "{o}[$1 & 1] += $0;", Sort.Float),
        new(Sort.Vector, "{o}[1..] = $0;", Sort.TensorFloat),
        new(Sort.Vector, "{o}[..2] *= $0;", Sort.TensorFloat),
        new(Sort.Vector, "{o}[1..] = {o}[..2];", Sort.TensorFloat),
        new(Sort.Vector, "{o}[..^1] += {o}[1..];", Sort.TensorFloat),
        new(Sort.Vector, "{o}[..] = $0;", Sort.Vector),
        new(Sort.Row, "{o}[{i}] = $0;", Sort.TensorFloat),
        new(Sort.Row, "{o}[{i}] += $0;", Sort.Float),
        new(Sort.Row, "{o}[{i}] = {o}[{w}.Shape[0] - 1 - {i}];", Sort.TensorFloat),
        new(Sort.Row, "if ({i} > 0) {o}[{i}] -= {o}[{i} - 1] * $0;", Sort.TensorFloat),
        new(Sort.Row, "if ({o}.Shape[0] > 0) {o}[1..] = $0;", Sort.TensorFloat),
        new(Sort.Row, "if ({o}.Shape[0] > 1) {o}[..2] += $0;", Sort.TensorFloat),
        new(Sort.Row, "{o}[..] = $0;", Sort.Row),
        new(Sort.Row, "if ({o}.Shape[0] > 0) {o}[^1] = $0;", Sort.TensorFloat),
        new(Sort.Table, "{o}[{i}] = $0;", Sort.Vector),
        new(Sort.Table, "{o}[{i}] *= $0;", Sort.Vector),
        new(Sort.Table, "{o}[{i}, 1] = $0;", Sort.TensorFloat),
        new(Sort.Table, "{o}[{i}, $1 & 1] += $0;", Sort.TensorFloat),
        new(Sort.Table, "{o}[.., 1] = $0;", Sort.Row),
        new(Sort.Table, "{o}[.., 2] -= $0;", Sort.Row),
        new(Sort.Table, "{o}[.., 0] = {o}[.., 2];", Sort.TensorFloat),
    ];

    /// <summary>A template with variables in the place of <c>{w}</c> and its like; null where there are none of them.</summary>
    private string? Fill(string template, string? own = null)
    {
        foreach (var (hole, sort) in new[] { ("{w}", Sort.Row), ("{t}", Sort.Table), ("{i}", Sort.Int) })
        {
            while (template.IndexOf(hole) is >= 0 and var at)
            {
                if (AnyVariable(v => v.Sort == sort && v.IsPosition == (hole == "{i}")) is not { } variable) return null;
                // One position: the others are about the same.
                template = hole == "{i}" ? template.Replace(hole, variable.Name) : template[..at] + variable.Name + template[(at + hole.Length)..];
            }
        }
        return own is null ? template : template.Replace("{o}", own);
    }

    private Code? Part(Sort sort, int depth)
    {
        var fitting = s_parts.Where(p => p.Sort == sort && (_hasElements || !p.NeedsElements)).ToArray();
        if (fitting.Length == 0) return null;
        // Those that are only right here are written here.
        var form = _hasElements && Chance(0.4) && fitting.Where(p => p.NeedsElements).ToArray() is { Length: > 0 } asking ? Pick(asking) : Pick(fitting);
        if (Fill(form.Template) is not { } template) return null;
        // A method's argument is handed on.
        if (template.Contains("SumOf(") && _variables.Any(v => v.IsOwn && template.Contains($"SumOf({v.Name}["))) return null;
        Use(form.Template);
        return new(sort, template, Expression(sort, depth - 1));
    }

    /// <summary>A tensor that was made on the spot.</summary>
    private Code Fresh(Sort sort) => Chance(0.5) && AnyVariable(v => v.Sort == sort) is { } variable
        ? new(Sort.Statement, variable.Name + ".Clone()")
        : new(Sort.Statement, Pick("($0 + 0f)", "($0 * $1)", "Abs($0)"), Expression(sort, 2, isOperand: true), Expression(Sort.TensorFloat, 1));

    private Code? DeclareOwn()
    {
        if (!_sorts.Contains(Sort.Vector)) return null;
        var sort = Pick(_sorts.Where(s => SortFacts.HasParts(s) && (s != Sort.Vector || !_sorts.Contains(Sort.Row) || Chance(0.3))).ToArray() is { Length: > 0 } sorts ? sorts : [Sort.Vector]);
        var code = new Code(Sort.Statement, "", Fresh(sort));
        var name = Name("o");
        _variables.Add(new(name, sort, CanBePassed: false, IsOwn: true));
        return code with { Template = $"{Type(sort)} {name} = $0;" };
    }

    private Code? WritePart()
    {
        if (AnyVariable(v => v.IsOwn && (v.Sort != Sort.Vector || Chance(0.5))) is not { } own) return _loops > 0 ? null : DeclareOwn();
        if (own.Sort != Sort.Vector && MayThrow()) return new(Sort.Statement, $"{own.Name}[$1] = $0;", Expression(own.Sort == Sort.Row ? Sort.TensorFloat : Sort.Vector, 2), Expression(Sort.Int, 1));
        var fitting = s_writes.Where(w => w.Target == own.Sort && _sorts.Contains(w.Value) && Fill(w.Template, own.Name) is not null).ToArray();
        var form = fitting.Where(w => w.Template.Contains("{i}")).ToArray() is { Length: > 0 } atPositions && Chance(0.6) ? Pick(atPositions) : Pick(fitting);
        var template = Fill(form.Template, own.Name)!;
        Use(form.Template);
        return new(Sort.Statement, template, Expression(form.Value, 2, isOperand: true), Expression(Sort.Int, 2));
    }

    private Code? SwapParts()
    {
        if (AnyVariable(v => v is { IsOwn: true, Sort: Sort.Vector or Sort.Row }) is not { Name: var own } variable) return null;
        return Fill(variable.Sort == Sort.Vector ? "({o}[0], {o}[2]) = ({o}[2], {o}[0]);" : "({o}[{i}], {o}[0]) = ({o}[0], {o}[{i}]);", own) is { } template ? new(Sort.Statement, template) : null;
    }

    /// <summary>What is behind it, or in it, may ask for an element.</summary>
    private Code? SizeGuard(int depth)
    {
        if (!_sorts.Contains(Sort.Row)) return null;
        var name = AnyVariable(v => v.Sort == Pick(Sort.Row, Sort.Table))?.Name;
        if (name is null) return null;
        var hadElements = _hasElements;
        switch (_mayLeave ? Pick(0, 1, 2, 3) : Pick(1, 2, 3))
        {
            case 0:
                var code = new Code(Sort.Statement, $"if ({name}.Shape[0] == 0) $0", Code.Block([Leave()]));
                _hasElements = true;
                return code;
            case 1:
                return new(Sort.Statement, $"if ({name}.Shape[0] < {Pick("2", "3")}) $0 else $1", Block(depth), WithElements(depth));
            case 2:
                return new(Sort.Statement, $"if ({name}.Shape[0] > 0 && $1) $0", WithElements(depth), Expression(Sort.Bool, 2));
            default:
                return new(Sort.Statement, $"if ({name}.Shape[0] >= 1) $0", WithElements(depth));
        }

        Code WithElements(int depth)
        {
            _hasElements = true;
            var asked = Chance(0.6) ? Part(Sort.TensorFloat, 2) : null;
            var block = Block(depth);
            if (asked is not null) block = Code.Block([new(Sort.Statement, $"TF {Name("v")} = $0;", asked), .. block.Parts]);
            _hasElements = hadElements;
            return block;
        }
    }
}
