using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>
/// Random C# methods: nested choices, loops of every kind, jumps and returns at any depth, helpers and local functions, tensors whose
/// elements are read and written, lists, prints and asserts. All of them end, because each <c>while</c> burns fuel. Some throw for some
/// arguments. One seed gives one program.
/// </summary>
internal sealed partial class ProgramGenerator
{
    private const int MostRounds = 200;

    private readonly Random _random;
    private readonly List<Function> _functions = [];
    private readonly List<Variable> _variables = [];
    private readonly HashSet<string> _used = [];
    private HashSet<Sort> _sorts = [];
    private int _names;
    private int _loops;
    private int _rounds = 1;
    private int _room;
    private int _throws;
    private bool _hasElements;
    private bool _mayLeave = true;
    private Sort? _returns;

    /// <param name="CanBePassed">By reference.</param>
    /// <param name="IsOwn">Refers to a tensor that nothing else refers to, so that parts of it can be written; it is never handed on.</param>
    /// <param name="IsPosition">Of an element of every <see cref="Sort.Row"/> and row of a <see cref="Sort.Table"/>.</param>
    private sealed record Variable(string Name, Sort Sort, bool CanBeAssigned = true, bool CanBePassed = true, bool IsOwn = false, bool IsPosition = false);

    private sealed record Parameter(Sort Sort, string Kind);

    private sealed record Function(string Name, Sort Result, Parameter[] Parameters);

    private ProgramGenerator(int seed) => _random = new Random(seed);

    /// <summary>The members of the class, with <see cref="Code.Mark"/> before the method under test.</summary>
    public static Code Make(int seed) => Make(seed, out _);

    /// <param name="constructs">The names of all constructs that the program has.</param>
    public static Code Make(int seed, out IReadOnlyCollection<string> constructs)
    {
        var generator = new ProgramGenerator(seed);
        var program = generator.Program();
        constructs = generator._used;
        return program;
    }

    /// <summary>The names of all that programs can have.</summary>
    public static IEnumerable<string> Constructs => s_statements.Select(s => s.Name).Concat(s_expressions).Concat(s_whiles).Concat(s_fors.Select(f => f.Template))
        .Concat(s_parts.Select(p => p.Template)).Concat(s_writes.Select(w => w.Template)).Concat(s_listUses).Concat(Form.All.SelectMany(f => f).SelectMany(f => f.Templates.Select(t => NameOf(f, t))));

    private Code Program()
    {
        _sorts = SortFacts.Values.Where(s => Chance(SortFacts.Of(s).Chance)).ToHashSet();
        if (_sorts.Contains(Sort.Row) || _sorts.Contains(Sort.Table)) _sorts.UnionWith([Sort.Row, Sort.Table, Sort.Vector]);
        _throws = Chance(0.3) ? 2 : 0;
        var members = new List<Code>
        {
            new(Sort.Member, "private record struct Trio(int A, TF B, Vec C);"),
            new(Sort.Member, "private sealed record Pair(TI P, TF Q);"),
            new(Sort.Member, "private static T Either<T>(bool first, T p, T q) { if (first) return p; return q; }"),
        };
        for (var i = _random.Next(3); i > 0; i--) members.Add(Helper());
        _returns = null;
        var parameters = SortFacts.Values.Where(_sorts.Contains).ToList();
        _variables.AddRange(parameters.Select(s => new Variable(SortFacts.Of(s).Name, s)));
        _room = _random.Next(6, 15);
        var fuel = Pick("60", "7", "20 + (n & 15)", "n & 31", "40");
        var left = Pick("40", "5", "a % 30", "n & 7");
        var state = parameters.Where(_ => Chance(0.7)).Select(Declare).ToList();
        if (Chance(0.4)) state.Add(Chance(0.5) ? LocalFunction() : Lambda());
        var body = new Code(Sort.Statement, "$*", [.. state, .. Statements(_random.Next(3, 8), 0)]);
        var list = string.Join(", ", parameters.Select(s => $"{SortFacts.Of(s).Shape}{SortFacts.Of(s).Type} {SortFacts.Of(s).Name}"));
        var results = string.Join(", ", Results.Select(s => SortFacts.Of(s).Type));
        // Constants that overflow are errors, but for this.
        members.Add(new(Sort.Member, $"{Code.Mark}public static ({results}) Run({list}) {{ unchecked {{ int fuel = {fuel}; TI left = {left}; $0 $1 }} }}", body, ReturnAll()));
        return new(Sort.Program, "$*", members.ToArray());
    }

    /// <summary>The sorts of the method's results: whatever takes a variable of the program in.</summary>
    private IEnumerable<Sort> Results => SortFacts.Values.Where(r => _sorts.Any(s => (SortFacts.Of(s).CarriedBy ?? s) == r));

    private Code Helper()
    {
        var all = _sorts;
        // The sizes of tensors come in with them.
        _sorts = [.. _sorts.Where(s => s is not (Sort.Row or Sort.Table))];
        var parameters = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new Parameter(AnySort(), Chance(0.15) ? Pick("ref ", "out ") : "")).ToList();
        var sized = all.Contains(Sort.Row) && Chance(0.5);
        if (sized)
        {
            parameters.AddRange([new(Sort.Row, ""), new(Sort.Table, "")]);
            _sorts = all;
        }
        var function = new Function($"H{_functions.Count}", AnySort(), parameters.ToArray());
        var code = Body("private static ", function, "int fuel = 9; TI left = 6; ");
        _functions.Add(function);
        _sorts = all;
        return new(Sort.Member, code.Template, code.Parts);
    }

    /// <summary>A method or local function; what it sees of the variables around is what is declared now.</summary>
    private Code Body(string modifiers, Function function, string start)
    {
        var (loops, rounds, returns, room, hasElements) = (_loops, _rounds, _returns, _room, _hasElements);
        // What sees the variables around must not hand them on: it may be called where they are written.
        var own = _variables.Where(v => v.IsOwn).ToList();
        _variables.RemoveAll(v => v.IsOwn);
        // A helper's default row is made of its parameter, as the method's is.
        var names = function.Parameters.Select(p => modifiers.Length > 0 && p.Sort is (Sort.Row or Sort.Table) ? SortFacts.Of(p.Sort).Name : Name("p")).ToArray();
        // An out parameter gets a value first, so that it can be read.
        var outs = function.Parameters.Select((p, i) => p.Kind == "out " ? $"{names[i]} = {Default(p.Sort)}; " : "");
        var visible = _variables.Count;
        _variables.AddRange(function.Parameters.Select((p, i) => new Variable(names[i], p.Sort)));
        (_loops, _returns, _room, _hasElements) = (0, function.Result, _random.Next(2, 6), false);
        var body = new Code(Sort.Statement, "$*", Statements(_random.Next(1, 4), 1).ToArray());
        var list = string.Join(", ", function.Parameters.Select((p, i) => $"{p.Kind}{Type(p.Sort)} {names[i]}"));
        var code = new Code(Sort.Statement, $"{modifiers}{Type(function.Result)} {function.Name}({list}) {{ unchecked {{ {string.Concat(outs)}{start}$0 $1 }} }}", body, Return());
        _variables.RemoveRange(visible, _variables.Count - visible);
        _variables.AddRange(own);
        (_loops, _rounds, _returns, _room, _hasElements) = (loops, rounds, returns, room, hasElements);
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
        var (variables, functions, hasElements) = (_variables.ToList(), _functions.Count, _hasElements);
        var statements = Statements(_random.Next(1, 4), depth + 1).ToList();
        if (_mayLeave && Chance(_loops > 0 ? 0.35 : 0.12)) statements.Add(Leave());
        _variables.Clear();
        _variables.AddRange(variables);
        _functions.RemoveRange(functions, _functions.Count - functions);
        _hasElements = hasElements;
        return Code.Block(statements);
    }

    private Code Leave() => Pick(0, 1, 2, 3) switch
    {
        0 => Return(),
        1 when _loops > 0 => new(Sort.Statement, "continue;"),
        _ when _loops > 0 => new(Sort.Statement, "break;"),
        _ => Return(),
    };

    private Code Return()
    {
        if (_returns is { } sort) return new(Sort.Statement, "return $0;", Expression(sort, 2));
        var results = Results.ToArray();
        return new(Sort.Statement, $"return ({string.Join(", ", results.Select((_, i) => $"${(char)('0' + i)}"))});", results.Select(s => Expression(s, 2)).ToArray());
    }

    /// <summary>The end of the method: what all variables hold shows in the results.</summary>
    private Code ReturnAll()
    {
        Code Mix(Sort result) => _variables.Where(v => (SortFacts.Of(v.Sort).CarriedBy ?? v.Sort) == result).Aggregate(new Code(result, Default(result)), (code, v) => new(result, result switch
        {
            Sort.TensorInt => "($0 * 3 + $1)",
            Sort.TensorLong => "($0 * 3L + (TL)(long)$1)",
            Sort.TensorDouble => "($0 * 0.5 + $1)",
            Sort.TensorBool => "($0 ^ $1)",
            _ => "($0 * 0.5f + $1)",
        } is var template && result == Sort.TensorLong && v.Sort == Sort.TensorLong ? "($0 * 3L + $1)" : template, code, new Code(v.Sort, v.Name)));
        var results = Results.Select(Mix).ToArray();
        return new(Sort.Statement, $"return ({string.Join(", ", results.Select((_, i) => $"${(char)('0' + i)}"))});", results);
    }

    private Variable? AnyVariable(Func<Variable, bool> accept) => _variables.Where(accept).ToList() is { Count: > 0 } some ? Pick(some.ToArray()) : null;

    private Sort AnySort() => Pick(_sorts.ToArray());

    /// <summary>Takes a place for something that may throw, if the program may have one more.</summary>
    private bool MayThrow() => _throws > 0 && Chance(0.5) && _throws-- > 0;

    private string Name(string prefix) => prefix + ++_names;

    private string Use(string construct)
    {
        _used.Add(construct);
        return construct;
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];

    private T Weighted<T>(IReadOnlyList<T> items, Func<T, int> weight)
    {
        var left = _random.Next(items.Sum(weight));
        return items.First(i => (left -= weight(i)) < 0);
    }
}
