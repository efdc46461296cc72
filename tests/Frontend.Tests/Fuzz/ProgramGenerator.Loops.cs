using System;
using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

internal sealed partial class ProgramGenerator
{
    /// <summary>Loops with a condition, <c>$0</c>, and a body, <c>$1</c>. What ends them is in the template, so that nothing can take it away.</summary>
    private static readonly string[] s_whiles =
    [
        "while ($0 && fuel > 0) { fuel--; $1 }",
        "while (fuel-- > 0 && $0) $1",
        "while ($0) { if (fuel-- <= 0) break; $1 }",
        "while (true) { if (--fuel < 0 || $0) break; $1 }",
        "while ($0 && left > 0) { left -= 1; $1 }",
        "while (left > 0) { left -= 1; $1 }",
        "do { fuel--; $1 } while ($0 && fuel > 0);",
        "do $1 while (fuel-- > 0 && $0);",
        "do { left -= 1; $1 } while (left > 0 && $0);",
        "for (; ; ) { if (fuel-- <= 0) break; $1 if ($0) break; }",
        "for (int {c} = 0; {c} < fuel && $0; {c} += 2, fuel--) $1",
    ];

    /// <param name="Template"><c>$0</c> is where it begins or ends, or what it runs through; <c>{c}</c> stands for the variable.</param>
    /// <param name="Sort">Of the variable.</param>
    /// <param name="Bound">The sort of <c>$0</c>.</param>
    /// <param name="Most">Rounds; 0 where a random number that is known while building stands in the place of <c>{k}</c>.</param>
    /// <param name="IsPosition">Of the variable.</param>
    private sealed record ForForm(int Weight, string Template, Sort Sort, Sort Bound, int Most, bool IsPosition = false);

    private static readonly ForForm[] s_fors =
    [
        new(2, "for (int {c} = 0; {c} < {k}; {c}++) $1", Sort.Int, Sort.Int, 0),
        new(1, "for (int {c} = {k}; {c} >= 0; {c} -= 2) $1", Sort.Int, Sort.Int, 0),
        new(2, "for (int {c} = 0; {c} < ($0 & 7); {c}++) $1", Sort.Int, Sort.Int, 7),
        new(1, "for (int {c} = $0 & 3; {c} < 9; {c} += 3) $1", Sort.Int, Sort.Int, 3),
        new(1, "for (TI {c} = 0; {c} < $0 % 5; {c} += 1) $1", Sort.TensorInt, Sort.TensorInt, 4),
        new(1, "for (long {c} = 3L; {c} > ($0 & 1L); {c}--) $1", Sort.Long, Sort.Long, 3),
        new(3, "for (byte {c} = 250; {c} >= 250; {c}++) $1", Sort.Byte, Sort.Byte, 6),
        new(1, "foreach (int {c} in 0..{k}) $1", Sort.Int, Sort.Int, 0),
        new(1, "foreach (int {c} in 1..(($0 & 3) + 2)) $1", Sort.Int, Sort.Int, 4),
        new(1, "foreach (TF {c} in $0) $1", Sort.TensorFloat, Sort.Vector, 3),
        new(3, "foreach (TF {c} in $0) $1", Sort.TensorFloat, Sort.Row, 6),
        new(3, "foreach (Vec {c} in $0) $1", Sort.Vector, Sort.Table, 6),
        new(4, "for (int {c} = 0; {c} < w.Shape[0]; {c}++) $1", Sort.Int, Sort.Row, 6, IsPosition: true),
        new(2, "for (int {c} = t.Shape[0] - 1; {c} >= 0; {c}--) $1", Sort.Int, Sort.Row, 6, IsPosition: true),
        new(1, "foreach (int {c} in 1..Math.Max(1, w.Shape[0])) $1", Sort.Int, Sort.Row, 6, IsPosition: true),
    ];

    private Code While(int depth)
    {
        var rounds = _rounds;
        _rounds *= 4;
        _loops++;
        var template = Use(Pick(s_whiles));
        var code = new Code(Sort.Statement, template.Replace("{c}", Name("c")), template.StartsWith("while (true)") ? Expression(Sort.Bool, 2) : Condition(), Block(depth));
        (_loops, _rounds) = (_loops - 1, rounds);
        return code;
    }

    private Code? For(int depth)
    {
        var form = Weighted(s_fors, f => f.Weight);
        if (!_sorts.Contains(form.Bound) || !_sorts.Contains(form.Sort)) return null;
        Use(form.Template);
        // What is written at a position is most of what loops over positions are for.
        var writes = form.IsPosition && Chance(0.7);
        var declared = writes && !_variables.Any(v => v is { IsOwn: true, Sort: not Sort.Vector }) ? DeclareOwn() : null;
        var (rounds, outer, counter) = (_rounds, _variables.Count, Name("i"));
        var known = _rounds <= 4 && Chance(0.3) ? _random.Next(33, 45) : _random.Next(5);
        var open = form.IsPosition ? new Code(Sort.Int, "0") : Expression(form.Bound, 1);
        var template = form.Template.Replace("{k}", known.ToString()).Replace("{c}", counter);
        _rounds *= Math.Max(2, form.Most == 0 ? known : form.Most);
        _loops++;
        _variables.Add(new(counter, form.Sort, CanBeAssigned: false, CanBePassed: false, IsPosition: form.IsPosition));
        var written = writes ? WritePart() : null;
        var block = Block(depth);
        if (written is not null) block = Code.Block([written, .. block.Parts]);
        var code = new Code(Sort.Statement, template, open, block);
        _variables.RemoveRange(outer, _variables.Count - outer);
        (_loops, _rounds) = (_loops - 1, rounds);
        return declared is null ? code : new(Sort.Statement, "$0 $1", declared, code);
    }
}
