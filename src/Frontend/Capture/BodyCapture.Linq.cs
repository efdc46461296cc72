using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// LINQ on collections whose length is known now. As in C#, what is chained is computed element by element, when the chain is run
/// through, so functions with effects have them in the same order.
/// </summary>
internal sealed partial class BodyCapture
{
    public static bool IsLinq(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };

    private Value InvokeLinq(IInvocationOperation call)
    {
        var arguments = EvaluateAll(call.Arguments.Select(a => a.Value));
        if (arguments.Any(a => a is Value.Unknown)) return Value.Unknown.Value;
        var name = call.TargetMethod.Name;
        switch (name, arguments)
        {
            case ("Range", [Value.Constant { Object: int start }, Value.Constant { Object: >= 0 and <= LongestArray and int count }]):
                return new Value.List(Enumerable.Range(0, count).Select(i => (Value)new Value.Constant(unchecked(start + i))).ToSeq());
            case ("Repeat", [var item, Value.Constant { Object: >= 0 and <= LongestArray and int count }]):
                return new Value.List(Enumerable.Repeat(item, count).ToSeq());
            case ("Range" or "Repeat", _):
                return Eagerly(Fallbacks.NotConstant, call, $"the length of Enumerable.{name} must be known at build time; write a loop: for (var i = 0; i < n; i++)");
            case ("Empty", []):
                return new Value.List(default);
        }
        if (arguments.Count == 0 || ItemsOf(arguments[0]) is not { } items)
            return Eagerly(Fallbacks.Call, call, OnlyKnown(name, arguments is [Value.Rows or Value.Growing, ..]));
        var rest = arguments.Skip(1).ToList();
        if (Chain(name, items, rest, call) is { } chained) return new Value.Sequence(chained);
        return name switch
        {
            "Aggregate" => Aggregate(items, rest, call),
            "Sum" when rest is [] => Sum(items, call),
            "Sum" when rest is [Value.Function f] => Sum(items.Select(i => CallFunction(f, call, i)), call),
            _ when rest.Count == 0 && name is "ToArray" or "ToList" or "Count" or "First" or "Last" or "Any" => Whole(name, items.ToList(), call),
            "ElementAt" when rest is [Value.Constant or Value.Position] => Known(items.ToList()) is { } list ? Element(list, rest[0], call) : Value.Unknown.Value,
            _ => Eagerly(Fallbacks.Call, call, $"{name} is not captured here; write a loop"),
        };
    }

    private static string OnlyKnown(string name, bool grows) =>
        $"{name} is captured on arrays, lists and shapes whose length is known at build time{(grows ? ", and a loop makes this one; run through it with foreach" : "; for others write a loop")}";

    /// <summary>The elements of a collection whose length is known now; null for others.</summary>
    private static IEnumerable<Value>? ItemsOf(Value value) => value switch
    {
        Value.List list => list.Items,
        Value.Shape shape => shape.Dims.Select(Value.Of),
        Value.Sequence sequence => sequence.Items,
        _ => null,
    };

    /// <summary>What is computed only when it is run through; null for other methods.</summary>
    private IEnumerable<Value>? Chain(string name, IEnumerable<Value> items, List<Value> rest, IInvocationOperation call) => (name, rest) switch
    {
        ("Select", [Value.Function { Method.Parameters.Length: 1 } f]) => items.Select(i => CallFunction(f, call, i)),
        ("Select", [Value.Function f]) => items.Select((item, i) => CallFunction(f, call, item, new Value.Constant(i))),
        ("SelectMany", [Value.Function { Method.Parameters.Length: 1 } f]) => items.SelectMany(i => ItemsOf(CallFunction(f, call, i)) ?? [Uncounted(call)]),
        ("Where", [Value.Function { Method.Parameters.Length: 1 } f]) => items.Where(i => Holds(CallFunction(f, call, i), call)),
        ("Zip", [var other]) when ItemsOf(other) is { } others => items.Zip(others, (a, b) => (Value)new Value.Tuple(Seq.Of(a, b))),
        ("Zip", [var other, Value.Function f]) when ItemsOf(other) is { } others => items.Zip(others, (a, b) => CallFunction(f, call, a, b)),
        ("Concat", [var other]) when ItemsOf(other) is { } others => items.Concat(others),
        ("Append", [var last]) => items.Append(last),
        ("Prepend", [var first]) => items.Prepend(first),
        ("Skip", [Value.Constant { Object: int count }]) => items.Skip(count),
        ("Take", [Value.Constant { Object: int count }]) => items.Take(count),
        ("Reverse", []) => items.Reverse(),
        ("AsEnumerable", []) => items,
        _ => null,
    };

    private Value Uncounted(IOperation at) => Eagerly(Fallbacks.NotConstant, at, "the lengths of the collections that SelectMany joins must be known at build time");

    private bool Holds(Value condition, IOperation at)
    {
        if (condition is Value.Constant { Object: bool known }) return known;
        if (condition is not Value.Unknown) Eagerly(Fallbacks.NotConstant, at, "how many elements are left makes the length, so the condition must be known at build time; choose with Where(condition, x, y) of Ops");
        return false;
    }

    private Value CallFunction(Value.Function function, IOperation at, params Value[] arguments) => arguments.Any(a => a is Value.Unknown)
        ? Value.Unknown.Value
        : CallFunction(function, arguments.Select((a, i) => new CallValue(function.Method.Parameters[i], a, at)).ToList(), at);

    private Value Aggregate(IEnumerable<Value> items, List<Value> rest, IInvocationOperation call)
    {
        if (rest is not ([Value.Function] or [_, Value.Function] or [_, Value.Function, Value.Function])) return Eagerly(Fallbacks.Call, call, "Aggregate is not captured here; write a loop");
        var step = (Value.Function)rest[rest.Count == 1 ? 0 : 1];
        Value? state = rest.Count == 1 ? null : rest[0];
        foreach (var item in items) state = state is null ? item : CallFunction(step, call, state, item);
        if (state is null) return Mistake(Mistakes.Throws, call.Syntax, "every call throws InvalidOperationException: Aggregate of an empty collection; give it a seed");
        return rest.Count == 3 ? CallFunction((Value.Function)rest[2], call, state) : state;
    }

    /// <summary>Of plain numbers. C# sums floats as doubles, and integers checked.</summary>
    private Value Sum(IEnumerable<Value> items, IInvocationOperation call)
    {
        var isFloat = call.Type?.SpecialType == SpecialType.System_Single;
        if (!isFloat && call.Type?.SpecialType is not (SpecialType.System_Double or SpecialType.System_Int32 or SpecialType.System_Int64)) return Eagerly(Fallbacks.Call, call, "Sum of these is not captured; write Aggregate((a, b) => a + b)");
        var wide = isFloat ? _compilation.GetSpecialType(SpecialType.System_Double) : (ITypeSymbol)call.Type!;
        var sum = Number(new Value.Constant(0), wide, call);
        foreach (var item in items)
        {
            var number = Number(item, wide, call);
            if (number is Value.Unknown) return number;
            sum = (sum, number) switch
            {
                _ when wide.SpecialType != SpecialType.System_Double => Binary(BinaryOperatorKind.Add, null, new(sum, call), new(number, call), call, isChecked: true),
                (Value.Constant { Object: var a }, Value.Constant { Object: var b }) => new Value.Constant(HostArithmetic.Binary(BinaryOperatorKind.Add, a, b)),
                _ => _graph.Apply(OpTable.Add, call, ToNode(sum, DType.F64, call), ToNode(number, DType.F64, call)) is { } node ? new Value.Scalar(node) : Value.Unknown.Value,
            };
            if (sum is Value.Unknown) return sum;
        }
        return Number(sum, call.Type, call);
    }

    private static Value.List? Known(List<Value> items) => items.Any(i => i is Value.Unknown) ? null : new(items.ToSeq());

    private Value Whole(string name, List<Value> items, IInvocationOperation call)
    {
        if (Known(items) is not { } list) return Value.Unknown.Value;
        if (name is "Count" or "Any") return new Value.Constant(name == "Count" ? items.Count : items.Count > 0);
        if (name is "ToArray" or "ToList") return list;
        return items.Count > 0 ? items[name == "First" ? 0 : items.Count - 1]
            : Mistake(Mistakes.Throws, call.Syntax, $"every call throws InvalidOperationException: {name} of an empty collection");
    }
}
