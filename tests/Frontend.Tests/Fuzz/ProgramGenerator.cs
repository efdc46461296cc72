using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>
/// Random C# methods: nested choices, loops of every kind, jumps and returns at any depth, helpers and local functions. All of them
/// end, because each <c>while</c> burns fuel, and none throws: divisors are never 0. One seed gives one program.
/// </summary>
internal sealed partial class ProgramGenerator
{
    private const int MostRounds = 200;

    private readonly Random _random;
    private readonly List<Function> _functions = [];
    private readonly List<Variable> _variables = [];
    private int _names;
    private int _loops;
    private int _rounds = 1;
    private int _room;
    private Sort? _returns;

    /// <param name="CanBePassed">By reference.</param>
    private sealed record Variable(string Name, Sort Sort, bool CanBeAssigned = true, bool CanBePassed = true);

    private sealed record Parameter(Sort Sort, string Kind);

    private sealed record Function(string Name, Sort Result, Parameter[] Parameters);

    private ProgramGenerator(int seed) => _random = new Random(seed);

    /// <summary>The members of the class, with <see cref="Code.Head"/> before the body of the method under test.</summary>
    public static Code Make(int seed) => new ProgramGenerator(seed).Program();

    private Code Program()
    {
        var members = new List<Code>
        {
            new(Sort.Member, "private record struct Trio(int A, TF B, Vec C);"),
            new(Sort.Member, "private static T Either<T>(bool first, T p, T q) { if (first) return p; return q; }"),
        };
        for (var i = _random.Next(3); i > 0; i--) members.Add(Helper());
        _returns = null;
        _variables.AddRange(
        [
            new("n", Sort.Int), new("r", Sort.Float), new("f", Sort.Bool), new("a", Sort.TensorInt), new("x", Sort.TensorFloat), new("b", Sort.TensorBool),
            new("v", Sort.Vector),
        ]);
        _room = _random.Next(8, 18);
        var fuel = Pick("60", "7", "20 + (n & 15)", "n & 31", "40");
        var left = Pick("40", "5", "a % 30", "n & 7");
        var state = s_values.Select(sort => Declare(sort)).ToList();
        if (Chance(0.4)) state.Add(Chance(0.5) ? LocalFunction() : Lambda());
        var body = new Code(Sort.Statement, "$*", [.. state, .. Statements(_random.Next(3, 8), 0)]);
        // Constants that overflow are errors, but for this.
        members.Add(new(Sort.Member, $"{Code.Head} {{ unchecked {{ int fuel = {fuel}; TI left = {left}; $0 $1 }} }}", body, ReturnAll()));
        return new(Sort.Program, "$*", members.ToArray());
    }

    private Code Helper()
    {
        var parameters = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new Parameter(Pick(s_values), Chance(0.15) ? Pick("ref ", "out ") : "")).ToArray();
        var function = new Function($"H{_functions.Count}", Pick(s_values), parameters);
        var code = Body("private static ", function, "int fuel = 9; TI left = 6; ");
        _functions.Add(function);
        return new(Sort.Member, code.Template, code.Parts);
    }

    /// <summary>A method or local function; what it sees of the variables around is what is declared now.</summary>
    private Code Body(string modifiers, Function function, string start)
    {
        var (outer, loops, rounds, returns, room) = (_variables.Count, _loops, _rounds, _returns, _room);
        var names = function.Parameters.Select(_ => Name("p")).ToArray();
        // An out parameter gets a value first, so that it can be read.
        var outs = function.Parameters.Select((p, i) => p.Kind == "out " ? $"{names[i]} = {Default(p.Sort)}; " : "");
        _variables.AddRange(function.Parameters.Select((p, i) => new Variable(names[i], p.Sort)));
        (_loops, _returns, _room) = (0, function.Result, _random.Next(2, 6));
        var body = new Code(Sort.Statement, "$*", Statements(_random.Next(1, 4), 1).ToArray());
        var list = string.Join(", ", function.Parameters.Select((p, i) => $"{p.Kind}{Type(p.Sort)} {names[i]}"));
        var code = new Code(Sort.Statement, $"{modifiers}{Type(function.Result)} {function.Name}({list}) {{ unchecked {{ {string.Concat(outs)}{start}$0 $1 }} }}", body, Return());
        _variables.RemoveRange(outer, _variables.Count - outer);
        (_loops, _rounds, _returns, _room) = (loops, rounds, returns, room);
        return code;
    }

    private IEnumerable<Code> Statements(int count, int depth)
    {
        for (var i = 0; i < count && _room > 0; i++)
        {
            var statement = Statement(depth);
            yield return statement;
        }
    }

    private Code Block(int depth)
    {
        var (outer, functions) = (_variables.Count, _functions.Count);
        var statements = Statements(_random.Next(1, 4), depth + 1).ToList();
        if (Chance(_loops > 0 ? 0.35 : 0.12)) statements.Add(Leave());
        _variables.RemoveRange(outer, _variables.Count - outer);
        _functions.RemoveRange(functions, _functions.Count - functions);
        return Code.Block(statements);
    }

    private Code Statement(int depth)
    {
        _room--;
        var choice = _random.Next(depth < 4 ? 100 : 45);
        return choice switch
        {
            < 12 => Declare(),
            < 28 => AssignAny(),
            < 36 => Compound(),
            < 40 => Swap(),
            < 43 => Group(),
            < 45 => new(Sort.Statement, "$0;", CallOrStep()),
            < 67 => If(depth),
            < 72 => Switch(depth),
            < 84 => _rounds < MostRounds ? While(depth) : If(depth),
            < 95 => _rounds < MostRounds ? For(depth) : If(depth),
            < 97 when depth == 0 => Chance(0.5) ? LocalFunction() : Lambda(),
            _ => DeclareInBranches(depth),
        };
    }

    private Code Declare() => Declare(Pick(s_values));

    private Code Declare(Sort sort)
    {
        var value = Expression(sort, 3);
        var name = Name("v");
        _variables.Add(new(name, sort));
        return new(Sort.Statement, $"{Type(sort)} {name} = $0;", value);
    }

    private Code DeclareInBranches(int depth)
    {
        var sort = Pick(s_values);
        var name = Name("v");
        var condition = Condition();
        Code Arm() => new(Sort.Statement, $"{{ $0 {name} = $1; }}", Block(depth), Expression(sort, 2));
        var code = new Code(Sort.Statement, $"{Type(sort)} {name}; if ($0) $1 else $2", condition, Arm(), Arm());
        _variables.Add(new(name, sort));
        // Declared and assigned as one: the parts cannot go one by one.
        return code;
    }

    private Code AssignAny()
    {
        if (AnyVariable(v => v.CanBeAssigned) is not { } target) return Declare();
        return new(Sort.Statement, $"{target.Name} = $0;", Expression(target.Sort, 3));
    }

    private Code Compound()
    {
        if (AnyVariable(v => v.CanBeAssigned && v.Sort is not (Sort.Bool or Sort.TensorBool)) is not { } target) return Declare();
        if (target.Sort is Sort.Int or Sort.Float && Chance(0.4)) return new(Sort.Statement, target.Name + Pick("++;", "--;"));
        var by = target.Sort switch
        {
            Sort.TensorInt when Chance(0.5) => Sort.Int,
            Sort.TensorFloat when Chance(0.5) => Sort.Float,
            Sort.Vector when Chance(0.5) => Pick(Sort.Float, Sort.TensorFloat),
            Sort.Float when Chance(0.3) => Sort.Int,
            var same => same,
        };
        return new(Sort.Statement, $"{target.Name} {Pick("+=", "-=", "*=")} $0;", Expression(by, 2));
    }

    private Code Swap()
    {
        if (AnyVariable(v => v.CanBeAssigned) is not { } first || AnyVariable(v => v.CanBeAssigned && v != first) is not { } second) return Declare();
        return first.Sort == second.Sort && Chance(0.5)
            ? new(Sort.Statement, $"({first.Name}, {second.Name}) = ({second.Name}, $0);", Expression(first.Sort, 2))
            : new(Sort.Statement, $"({first.Name}, {second.Name}) = ($0, $1);", Expression(first.Sort, 2), Expression(second.Sort, 2));
    }

    /// <summary>A variable with parts: a tuple, an array or a record.</summary>
    private Code Group()
    {
        var name = Name("t");
        switch (_random.Next(4))
        {
            case 0:
                var item = Pick(Sort.Int, Sort.TensorInt, Sort.TensorFloat, Sort.Vector);
                var array = new Code(Sort.Statement, $"{Type(item)}[] {name} = [$0, $1];", Expression(item, 2), Expression(item, 2));
                _variables.AddRange([new(name + "[0]", item, CanBePassed: false), new(name + "[^1]", item, CanBePassed: false)]);
                return array;
            case 1:
                var record = new Code(Sort.Statement, $"Trio {name} = new($0, $1, $2);", Expression(Sort.Int, 2), Expression(Sort.TensorFloat, 2), Expression(Sort.Vector, 2));
                _variables.AddRange([new(name + ".A", Sort.Int, CanBePassed: false), new(name + ".B", Sort.TensorFloat, CanBePassed: false), new(name + ".C", Sort.Vector, CanBePassed: false)]);
                return record;
            default:
                var (first, second) = (Pick(s_values), Pick(s_values));
                var tuple = new Code(Sort.Statement, $"({Type(first)} A, {Type(second)} B) {name} = ($0, $1);", Expression(first, 2), Expression(second, 2));
                _variables.AddRange([new(name + ".A", first, CanBePassed: false), new(name + ".B", second, CanBePassed: false)]);
                return tuple;
        }
    }

    /// <summary>It sees the variables around as they are when it is called.</summary>
    private Code Lambda()
    {
        var parameters = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => new Parameter(Pick(s_values), "")).ToArray();
        var function = new Function(Name("g"), Pick(s_values), parameters);
        var names = parameters.Select(_ => Name("p")).ToArray();
        var outer = _variables.Count;
        _variables.AddRange(parameters.Select((p, i) => new Variable(names[i], p.Sort)));
        var types = string.Join(", ", parameters.Select(p => Type(p.Sort)).Append(Type(function.Result)));
        var code = new Code(Sort.Statement, $"Func<{types}> {function.Name} = ({string.Join(", ", names)}) => $0;", Expression(function.Result, 3));
        _variables.RemoveRange(outer, _variables.Count - outer);
        _functions.Add(function);
        return code;
    }

    private Code If(int depth) => Chance(0.5)
        ? new(Sort.Statement, "if ($0) $1", Condition(), Block(depth))
        : new(Sort.Statement, "if ($0) $1 else $2", Condition(), Block(depth), Chance(0.2) ? If(depth + 1) : Block(depth));

    private Code Switch(int depth)
    {
        var value = Expression(Sort.Int, 2);
        Code Section() => new(Sort.Statement, "{ $0 break; }", Block(depth));
        return Pick(0, 1, 2) switch
        {
            0 => new(Sort.Statement, "switch ($0) { case 0: $1 case 1: case > 4: $2 default: $3 }", value, Section(), Section(), Section()),
            1 => new(Sort.Statement, "switch ($0 % 4) { case > 0 when $1: $2 default: $3 case -1 or 3: $4 }", value, Expression(Sort.Bool, 2), Section(), Section(), Section()),
            _ => new(Sort.Statement, "switch (($0 & 3, $1)) { case (0, true): $2 case (var q, false) when q > 1: $3 }".Replace("q", Name("q")), value, Expression(Sort.Bool, 2), Section(), Section()),
        };
    }

    private Code LocalFunction()
    {
        var parameters = Enumerable.Range(0, _random.Next(0, 3)).Select(_ => new Parameter(Pick(s_values), "")).ToArray();
        var function = new Function($"L{++_names}", Pick(s_values), parameters);
        var code = Body("", function, "");
        _functions.Add(function);
        return code;
    }

    private Code Leave() => Pick(0, 1, 2, 3) switch
    {
        0 => Return(),
        1 when _loops > 0 => new(Sort.Statement, "continue;"),
        _ when _loops > 0 => new(Sort.Statement, "break;"),
        _ => Return(),
    };

    private Code Return() => _returns is { } sort
        ? new(Sort.Statement, "return $0;", Expression(sort, 2))
        : new(Sort.Statement, "return ($0, $1, $2, $3);", Expression(Sort.TensorInt, 2), Expression(Sort.TensorFloat, 2), Expression(Sort.TensorBool, 2), Expression(Sort.Vector, 2));

    /// <summary>The end of the method: what all variables hold shows in the results.</summary>
    private Code ReturnAll()
    {
        Code Mix(Sort sort, string template, params Sort[] mixed) => _variables.Where(v => mixed.Contains(v.Sort))
            .Aggregate(new Code(sort, Default(sort)), (code, v) => new(sort, template, code, new Code(v.Sort, v.Name)));
        return new(Sort.Statement, "return ($0, $1, $2, $3);", Mix(Sort.TensorInt, "($0 * 3 + $1)", Sort.TensorInt, Sort.Int),
            Mix(Sort.TensorFloat, "($0 * 0.5f + $1)", Sort.TensorFloat, Sort.Float), Mix(Sort.TensorBool, "($0 ^ $1)", Sort.TensorBool, Sort.Bool), Mix(Sort.Vector, "($0 * 0.5f + $1)", Sort.Vector));
    }

    private Variable? AnyVariable(Func<Variable, bool> accept) => _variables.Where(accept).ToList() is { Count: > 0 } some ? Pick(some.ToArray()) : null;

    private string Name(string prefix) => prefix + ++_names;

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];
}
