namespace GraphCompiler.Frontend.Tests.Fuzz;

internal sealed partial class ProgramGenerator
{
    /// <summary>Loops with a condition. What ends them is in the template, so that nothing can take it away.</summary>
    private Code While(int depth)
    {
        var rounds = _rounds;
        _rounds *= 4;
        _loops++;
        var code = _random.Next(10) switch
        {
            0 => new Code(Sort.Statement, "while ($0 && fuel > 0) { fuel--; $1 }", Expression(Sort.Bool, 2), Block(depth)),
            1 => new Code(Sort.Statement, "while (fuel-- > 0 && $0) $1", Expression(Sort.Bool, 2), Block(depth)),
            2 => new Code(Sort.Statement, "while ($0) { if (fuel-- <= 0) break; $1 }", Condition(), Block(depth)),
            3 => new Code(Sort.Statement, "while (true) { if (--fuel < 0 || $0) break; $1 }", Expression(Sort.Bool, 2), Block(depth)),
            4 => new Code(Sort.Statement, "while ($0 && left > 0) { left -= 1; $1 }", Condition(), Block(depth)),
            5 => new Code(Sort.Statement, "while (left > 0) { left -= 1; $0 }", Block(depth)),
            6 => new Code(Sort.Statement, "do { fuel--; $1 } while ($0 && fuel > 0);", Condition(), Block(depth)),
            9 => new Code(Sort.Statement, "for (; ; ) { if (fuel-- <= 0) break; $1 if ($0) break; }", Condition(), Block(depth)),
            7 => new Code(Sort.Statement, "do $1 while (fuel-- > 0 && $0);", Expression(Sort.Bool, 2), Block(depth)),
            _ => new Code(Sort.Statement, "do { left -= 1; $1 } while (left > 0 && $0);", Condition(), Block(depth)),
        };
        (_loops, _rounds) = (_loops - 1, rounds);
        return code;
    }

    private Code For(int depth)
    {
        var (rounds, outer, counter) = (_rounds, _variables.Count, Name("i"));
        var many = _rounds <= 4 && Chance(0.3);
        var known = many ? _random.Next(33, 45) : _random.Next(5);
        var choice = _random.Next(10);
        var open = Expression(choice switch { 6 => Sort.TensorInt, 9 => Sort.Vector, _ => Sort.Int }, 1);
        var (template, sort, most) = choice switch
        {
            0 or 1 => ($"for (int {counter} = 0; {counter} < {known}; {counter}++) $1", Sort.Int, known),
            2 => ($"for (int {counter} = {known}; {counter} >= 0; {counter} -= 2) $1", Sort.Int, known / 2),
            3 or 4 => ($"for (int {counter} = 0; {counter} < ($0 & 7); {counter}++) $1", Sort.Int, 7),
            5 => ($"for (int {counter} = $0 & 3; {counter} < 9; {counter} += 3) $1", Sort.Int, 3),
            6 => ($"for (TI {counter} = 0; {counter} < $0 % 5; {counter} += 1) $1", Sort.TensorInt, 4),
            7 => ($"foreach (int {counter} in 0..{known}) $1", Sort.Int, known),
            8 => ($"foreach (int {counter} in 1..(($0 & 3) + 2)) $1", Sort.Int, 4),
            _ => ($"foreach (TF {counter} in $0) $1", Sort.TensorFloat, 3),
        };
        _rounds *= System.Math.Max(2, most);
        _loops++;
        _variables.Add(new(counter, sort, CanBeAssigned: false, CanBePassed: false));
        var code = new Code(Sort.Statement, template, open, Block(depth));
        _variables.RemoveRange(outer, _variables.Count - outer);
        (_loops, _rounds) = (_loops - 1, rounds);
        return code;
    }
}
