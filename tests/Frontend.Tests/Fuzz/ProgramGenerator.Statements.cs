using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

internal sealed partial class ProgramGenerator
{
    /// <param name="Name">For the count of what occurs.</param>
    /// <param name="Weight">How often it is taken.</param>
    /// <param name="Make">Null where nothing is there that it needs.</param>
    /// <param name="MostDepth">Where it may stand.</param>
    private sealed record StatementForm(string Name, int Weight, Func<ProgramGenerator, int, Code?> Make, int MostDepth = int.MaxValue);

    private const int DepthOfBlocks = 3;

    private static readonly StatementForm[] s_statements =
    [
        new("declare", 12, (g, _) => g.Declare(g.AnySort())),
        new("declare own", 8, (g, _) => g.DeclareOwn()),
        new("assign", 14, (g, _) => g.Assign()),
        new("compound", 8, (g, _) => g.Compound()),
        new("swap", 4, (g, _) => g.Swap()),
        new("write part", 18, (g, _) => g.WritePart()),
        new("swap parts", 2, (g, _) => g.SwapParts()),
        new("group", 7, (g, _) => g.Group()),
        new("with", 8, (g, _) => g.With()),
        new("call", 2, (g, _) => new(Sort.Statement, "$0;", g.CallOrStep())),
        new("print", 4, (g, _) => g.Print()),
        new("assert", 4, (g, _) => g.AssertSome()),
        new("list", 2, (g, _) => g.FixedList()),
        new("if", 20, (g, depth) => g.If(depth), DepthOfBlocks),
        new("size guard", 7, (g, depth) => g.SizeGuard(depth), DepthOfBlocks),
        new("switch", 5, (g, depth) => g.Switch(depth), DepthOfBlocks),
        new("while", 11, (g, depth) => g._rounds < MostRounds ? g.While(depth) : null, DepthOfBlocks),
        new("for", 13, (g, depth) => g._rounds < MostRounds ? g.For(depth) : null, DepthOfBlocks),
        new("growing list", 6, (g, depth) => g._rounds < MostRounds ? g.GrowingList(depth) : null, DepthOfBlocks),
        new("declare in branches", 4, (g, depth) => g.DeclareInBranches(depth), DepthOfBlocks),
        new("local function", 2, (g, _) => g.LocalFunction(), 0),
        new("lambda", 2, (g, _) => g.Lambda(), 0),
    ];

    private Code Statement(int depth)
    {
        _room--;
        var fitting = s_statements.Where(s => depth <= s.MostDepth).ToList();
        for (; ; )
        {
            var form = Weighted(fitting, s => s.Weight);
            if (form.Make(this, depth) is not { } code) continue;
            Use(form.Name);
            return code;
        }
    }

    private Code Declare(Sort sort)
    {
        var value = Expression(sort, 3);
        var name = Name("v");
        _variables.Add(new(name, sort));
        return new(Sort.Statement, $"{Type(sort)} {name} = $0;", value);
    }

    private Code DeclareInBranches(int depth)
    {
        var sort = AnySort();
        var name = Name("v");
        var condition = Condition();
        Code Arm() => new(Sort.Statement, $"{{ $0 {name} = $1; }}", Block(depth), Expression(sort, 2));
        var code = new Code(Sort.Statement, $"{Type(sort)} {name}; if ($0) $1 else $2", condition, Arm(), Arm());
        _variables.Add(new(name, sort));
        // Declared and assigned as one: the parts cannot go one by one.
        return code;
    }

    private Code? Assign()
    {
        if (AnyVariable(v => v.CanBeAssigned) is not { } target) return null;
        return new(Sort.Statement, $"{target.Name} = $0;", target.IsOwn ? Fresh(target.Sort) : Expression(target.Sort, 3));
    }

    private Code? Compound()
    {
        if (AnyVariable(v => v.CanBeAssigned && v.Sort is not (Sort.Bool or Sort.TensorBool)) is not { } target) return null;
        if (target.Sort is Sort.Int or Sort.Float or Sort.Long or Sort.Byte or Sort.Short or Sort.UInt && Chance(0.4)) return new(Sort.Statement, target.Name + Pick("++;", "--;"));
        var by = target.Sort switch
        {
            Sort.TensorInt when Chance(0.5) => Sort.Int,
            Sort.TensorLong when Chance(0.5) => Sort.Long,
            Sort.TensorFloat or Sort.Row when Chance(0.5) => Sort.Float,
            Sort.Vector or Sort.Row or Sort.Table when Chance(0.5) => Sort.TensorFloat,
            Sort.Table when Chance(0.5) => Sort.Vector,
            Sort.Float or Sort.Double or Sort.Long when Chance(0.3) => Sort.Int,
            var same => same,
        };
        return new(Sort.Statement, $"{target.Name} {Pick("+=", "-=", "*=")} $0;", Expression(by, 2, isOperand: true));
    }

    private Code? Swap()
    {
        if (AnyVariable(v => v is { CanBeAssigned: true, IsOwn: false }) is not { } first || AnyVariable(v => v is { CanBeAssigned: true, IsOwn: false } && v != first) is not { } second) return null;
        return first.Sort == second.Sort && Chance(0.5)
            ? new(Sort.Statement, $"({first.Name}, {second.Name}) = ({second.Name}, $0);", Expression(first.Sort, 2))
            : new(Sort.Statement, $"({first.Name}, {second.Name}) = ($0, $1);", Expression(first.Sort, 2), Expression(second.Sort, 2));
    }

    /// <summary>A variable with parts: a tuple, an array or a record.</summary>
    private Code Group()
    {
        var name = Name("t");
        switch (_random.Next(5))
        {
            case 0:
                var item = Pick(_sorts.Where(s => s is not (Sort.Byte or Sort.Short)).ToArray());
                var array = new Code(Sort.Statement, $"{Type(item)}[] {name} = [$0, $1];", Expression(item, 2), Expression(item, 2));
                _variables.AddRange([new(name + "[0]", item, CanBePassed: false), new(name + "[^1]", item, CanBePassed: false)]);
                return array;
            case 1 when _sorts.Contains(Sort.Vector):
                var record = new Code(Sort.Statement, $"Trio {name} = new($0, $1, $2);", Expression(Sort.Int, 2), Expression(Sort.TensorFloat, 2), Expression(Sort.Vector, 2));
                _variables.AddRange([new(name + ".A", Sort.Int, CanBePassed: false), new(name + ".B", Sort.TensorFloat, CanBePassed: false), new(name + ".C", Sort.Vector, CanBePassed: false)]);
                return record;
            case 2:
                var reference = new Code(Sort.Statement, $"Pair {name} = new($0, $1);", Expression(Sort.TensorInt, 2), Expression(Sort.TensorFloat, 2));
                _variables.AddRange([new(name + ".P", Sort.TensorInt, CanBeAssigned: false, CanBePassed: false), new(name + ".Q", Sort.TensorFloat, CanBeAssigned: false, CanBePassed: false)]);
                return reference;
            default:
                var (first, second) = (AnySort(), AnySort());
                var tuple = new Code(Sort.Statement, $"({Type(first)} A, {Type(second)} B) {name} = ($0, $1);", Expression(first, 2), Expression(second, 2));
                _variables.AddRange([new(name + ".A", first, CanBePassed: false), new(name + ".B", second, CanBePassed: false)]);
                return tuple;
        }
    }

    /// <summary>Another record in the place of one.</summary>
    private Code? With()
    {
        if (AnyVariable(v => v.Name.EndsWith(".P") || v.Name.EndsWith(".B") && _variables.Any(o => o.Name == v.Name[..^1] + "C")) is not { } member) return null;
        var name = member.Name[..^2];
        return member.Name.EndsWith(".P")
            ? Pick(0, 1) == 0
                ? new(Sort.Statement, $"{name} = {name} with {{ P = $0, Q = $1 }};", Expression(Sort.TensorInt, 2), Expression(Sort.TensorFloat, 2))
                : new(Sort.Statement, $"{name} = new($0, {name}.Q);", Expression(Sort.TensorInt, 2))
            : new(Sort.Statement, $"{name} = {name} with {{ A = $0 }};", Expression(Sort.Int, 2));
    }

    /// <summary>It sees the variables around as they are when it is called.</summary>
    private Code Lambda()
    {
        var parameters = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => new Parameter(AnySort(), "")).ToArray();
        var function = new Function(Name("g"), AnySort(), parameters);
        var names = parameters.Select(_ => Name("p")).ToArray();
        var (own, hasElements) = (_variables.Where(v => v.IsOwn).ToList(), _hasElements);
        _variables.RemoveAll(v => v.IsOwn);
        var outer = _variables.Count;
        _variables.AddRange(parameters.Select((p, i) => new Variable(names[i], p.Sort)));
        _hasElements = false;
        var types = string.Join(", ", parameters.Select(p => Type(p.Sort)).Append(Type(function.Result)));
        var code = new Code(Sort.Statement, $"Func<{types}> {function.Name} = ({string.Join(", ", names)}) => $0;", Expression(function.Result, 3));
        _variables.RemoveRange(outer, _variables.Count - outer);
        _variables.AddRange(own);
        _hasElements = hasElements;
        _functions.Add(function);
        return code;
    }

    private Code LocalFunction()
    {
        var parameters = Enumerable.Range(0, _random.Next(0, 3)).Select(_ => new Parameter(AnySort(), "")).ToArray();
        var function = new Function($"L{++_names}", AnySort(), parameters);
        var code = Body("", function, "");
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

    /// <summary>Of any sort; both versions write the same text.</summary>
    private Code Print()
    {
        var sort = AnySort();
        return new(Sort.Statement, $"Graph.Print($0, \"{Name("at ")}\");", Expression(sort, 2, isOperand: true));
    }

    private Code? AssertSome()
    {
        var message = Name("no ");
        if (Chance(0.4)) return new(Sort.Statement, $"Graph.Assert($0 || fuel < 1000, \"{message}\");", Expression(Sort.Bool, 2));
        return _sorts.Contains(Sort.Row) && Chance(0.3)
            ? new(Sort.Statement, $"Graph.Assert($0 < 3f, \"{message}\");", Expression(Sort.Row, 1))
            : new(Sort.Statement, $"Graph.Assert({Pick("fuel > 3 || $0", "$0 || $1")}, \"{message}\");", Expression(Sort.Bool, 2), Condition());
    }
}
