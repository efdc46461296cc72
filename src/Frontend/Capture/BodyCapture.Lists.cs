using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Arrays and lists of tensors, whose lengths are known while the graph is made.</summary>
internal sealed partial class BodyCapture
{
    private const int LongestArray = 65_536;

    private static bool IsList(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "List", Arity: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } };

    private Value CreateArray(IArrayCreationOperation creation)
    {
        if (creation.DimensionSizes.Length != 1) return Eagerly(Fallbacks.Expression, creation, "arrays of several dimensions are not captured; use an array of arrays, or a tensor");
        if (creation.Initializer is { } initializer) return new Value.List(EvaluateAll(initializer.ElementValues).ToSeq());
        if (Evaluate(creation.DimensionSizes[0]) is not Value.Constant { Object: int and >= 0 and <= LongestArray and var length })
            return Eagerly(Fallbacks.NotConstant, creation.DimensionSizes[0], "the length of an array must be known at build time; where it follows from data use a tensor");
        var element = Default(_frame.Resolve(((IArrayTypeSymbol)creation.Type!).ElementType));
        return new Value.List(Enumerable.Repeat(element, length).ToSeq());
    }

    private Value InvokeList(Value.List list, IInvocationOperation call, Target place)
    {
        var held = Hold(call.Instance!, list);
        var arguments = EvaluateArguments(call.Arguments).Select(a => a.Value).ToList();
        if (Now(held) is not Value.List current || arguments.Any(a => a is Value.Unknown)) return Value.Unknown.Value;
        list = current;
        Seq<Value>? changed = (call.TargetMethod.Name, arguments) switch
        {
            ("Add", [var item]) => list.Items.Append(item),
            ("AddRange", [Value.List items]) => list.Items.Concat(items.Items).ToSeq(),
            ("Insert", [Value.Constant { Object: int at }, var item]) when at >= 0 && at <= list.Items.Count => list.Items.Insert(at, item),
            ("RemoveAt", [Value.Constant { Object: int at }]) when at >= 0 && at < list.Items.Count => list.Items.RemoveAt(at),
            ("Clear", []) => default(Seq<Value>),
            ("Reverse", []) => list.Items.Reverse().ToSeq(),
            _ => default(Seq<Value>?),
        };
        if (changed is { } now)
            return At(place, () => IsGone(call.Instance!, call) ? Value.Unknown.Value : Replace(call.Instance!, new Value.List(now), call)) is Value.Unknown unwritten ? unwritten : Value.Nothing;
        return call.TargetMethod.Name is "ToArray" or "AsReadOnly" && arguments.Count == 0
            ? list
            : Eagerly(Fallbacks.Call, call, $"{call.TargetMethod.Name} of a list is not captured; captured are Add, AddRange, Insert, RemoveAt, Clear, Reverse, ToArray, Count and the indexer, at positions known at build time");
    }

    /// <summary><c>items[i] = value</c> on an array or list that only the code that is read can see.</summary>
    private Value WriteElement(IOperation collection, IOperation index, Value value, IOperation target)
    {
        if (IsGone(collection, target)) return Value.Unknown.Value;
        var held = Evaluate(collection);
        if (held is not (Value.List or Value.Rows or Value.Growing)) return RefuseWrite(target);
        var position = Evaluate(index) is var at && at is Value.Position p ? p : new Value.Position(at, FromEnd: false);
        if (at is Value.Unknown) return at;
        if (held is not Value.List list) return WriteRow(held, position, value, collection, target);
        if (position.Offset is not Value.Constant { Object: int offset }) return Eagerly(Fallbacks.NotConstant, target, "an index into a list must be known at build time; for one that is not, Stack the list and index the tensor");
        var i = position.FromEnd ? list.Items.Count - offset : offset;
        if (i < 0 || i >= list.Items.Count)
        {
            return Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], target.Syntax,
                $"index {(position.FromEnd ? "^" : "")}{offset} is out of range: the list has length {list.Items.Count}");
        }
        return Replace(collection, new Value.List(list.Items.With(i, value)), target) is Value.Unknown ? Value.Unknown.Value : value;
    }
}
