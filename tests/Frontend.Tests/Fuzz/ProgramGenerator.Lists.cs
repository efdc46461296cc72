using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

internal sealed partial class ProgramGenerator
{
    /// <summary>What a round may read of the list <c>{l}</c> that it grows, <c>$0</c> where there is nothing yet.</summary>
    private static readonly string[] s_listUses = ["({l}.Count > 0 ? {l}[^1] : $0)", "({c} > 0 ? {l}[{c} - 1] : $0)", "({c} > 1 ? {l}[0] : $0)", "$0"];

    /// <summary>A list that gets one element in each round, stacked behind the loop. No jump may leave the rounds: the length is a shape.</summary>
    private Code? GrowingList(int depth)
    {
        var sized = _sorts.Contains(Sort.Row) && Chance(0.7);
        if (!_sorts.Contains(Sort.Vector)) return null;
        var element = sized && Chance(0.4) ? Sort.Vector : Sort.TensorFloat;
        var (list, counter, result, rounds, mayLeave, outer) = (Name("l"), Name("i"), Name("v"), _rounds, _mayLeave, _variables.Count);
        (_rounds, _mayLeave) = (_rounds * 6, false);
        _variables.Add(new(counter, Sort.Int, CanBeAssigned: false, CanBePassed: false, IsPosition: sized));
        var body = Block(depth);
        var use = Use(Pick(s_listUses));
        var value = new Code(element, use.Replace("{l}", list).Replace("{c}", counter), Expression(element, 2));
        var added = new Code(Sort.Statement, list + ".Add($0);", Chance(0.5) ? value : new(element, "($0 + $1)", value, Expression(element, 1, isOperand: true)));
        _variables.RemoveRange(outer, _variables.Count - outer);
        (_rounds, _mayLeave) = (rounds, mayLeave);
        var sort = !sized ? Sort.Vector : element == Sort.Vector ? Sort.Table : Sort.Row;
        var head = $"List<{Type(element)}> {list} = []; for (int {counter} = 0; {counter} < {(sized ? "w.Shape[0]" : "3")}; {counter}++) {{ $0 $1 }} {Type(sort)} {result} = ";
        var stack = $"Stack({list}.ToArray(), axis: 0)";
        var code = new Code(Sort.Statement, head + (sized ? $"w.Shape[0] == 0 ? {Default(sort)} : {stack};" : stack + ";"), body with { Template = "$*" }, added);
        _variables.Add(new(result, sort));
        return code;
    }

    /// <summary>A list whose length is known: changed, run through.</summary>
    private Code FixedList()
    {
        var (list, item) = (Name("l"), Name("q"));
        var sort = Pick(_sorts.Where(s => s is Sort.Int or Sort.Float or Sort.TensorInt or Sort.TensorFloat or Sort.Vector).ToArray());
        return new(Sort.Statement, $"List<{Type(sort)}> {list} = [$0, $1]; {list}.Add($2); {list}[1] = {list}[^1]; $3 foreach (var {item} in {list}) $4",
            Expression(sort, 2), Expression(sort, 2), Expression(sort, 1), new(Sort.Statement, Pick($"{list}.Insert(0, {list}[2]);", $"{list}.RemoveAt(0);", $"{list}.Reverse();")),
            Each());

        Code Each()
        {
            var target = AnyVariable(v => v.CanBeAssigned && v.Sort == sort);
            return target is null ? Code.Block([]) : new(Sort.Statement, $"{target.Name} {Pick("+=", "-=")} {item};");
        }
    }
}
