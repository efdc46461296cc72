using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary><c>==</c> and <c>!=</c> of tuples and records: whether all plain numbers in them are equal.</summary>
internal sealed partial class BodyCapture
{
    private Value CompareTuples(ITupleBinaryOperation comparison)
    {
        var left = Evaluate(comparison.LeftOperand);
        var right = EvaluateBehind(comparison.LeftOperand, ref left, comparison.RightOperand);
        if (comparison.LeftOperand.Type is not { } a || comparison.RightOperand.Type is not { } b) return Eagerly(Fallbacks.Expression, comparison, "== of these tuples is not captured");
        return Negated(AllEqual(left, _frame.Resolve(a), right, _frame.Resolve(b), comparison, inRecord: false), comparison.OperatorKind == BinaryOperatorKind.NotEquals, comparison);
    }

    /// <summary><c>==</c> that the compiler made for a record; null for other operators.</summary>
    private Value? CompareRecords(BinaryOperatorKind kind, IMethodSymbol method, Operand left, Operand right, IOperation whole) =>
        kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && method is { IsImplicitlyDeclared: true, ContainingType.IsRecord: true } && (left.Value, right.Value) is (Value.Record a, Value.Record b)
            ? Negated(AllEqual(a, a.Type, b, b.Type, whole, inRecord: true), kind == BinaryOperatorKind.NotEquals, whole)
            : null;

    private Value Negated(Value value, bool negate, IOperation at) => !negate ? value : value switch
    {
        Value.Constant { Object: bool known } => new Value.Constant(!known),
        Value.Scalar { Node: var node } when _graph.Apply(OpTable.Not, at, node) is { } not => new Value.Scalar(not),
        _ => Value.Unknown.Value,
    };

    /// <param name="inRecord">Compared by <c>Equals</c>, for which two that are no numbers are equal.</param>
    private Value AllEqual(Value a, ITypeSymbol left, Value b, ITypeSymbol right, IOperation at, bool inRecord)
    {
        if (a is Value.Unknown || b is Value.Unknown) return Value.Unknown.Value;
        if ((a, left, b, right) is (Value.Tuple x, INamedTypeSymbol { IsTupleType: true } s, Value.Tuple y, INamedTypeSymbol { IsTupleType: true } t))
            return Conjunction(x.Items.Select((item, i) => AllEqual(item, s.TupleElements[i].Type, y.Items[i], t.TupleElements[i].Type, at, inRecord)), at);
        if ((a, b) is (Value.Record p, Value.Record q)) return RecordsEqual(p, q, at);
        if ((a, b) is (Value.Constant { Object: string or null } text, Value.Constant { Object: string or null } other)) return new Value.Constant(Equals(text.Object, other.Object));
        return a is not Value.Tensor && b is not Value.Tensor && Common(left, right) is { } type ? NumbersEqual(Number(a, type, at), Number(b, type, at), type, at, inRecord)
            : Eagerly(Fallbacks.Expression, at, $"{InWords(at)} compares {(a is Value.Tensor || b is Value.Tensor ? "tensors, of which it sees the references alone; use All(Equal(x, y)) for them, and compare the numbers" : $"{(a is Value.List ? "arrays or lists" : Symbols.InMessage(left))}, and it is captured of tuples and records of numbers only; compare the parts")} one by one");
    }

    private Value RecordsEqual(Value.Record a, Value.Record b, IOperation at)
    {
        var open = new[] { a, b }.FirstOrDefault(r => r.Origin is not null && !r.Type.IsSealed && !r.Type.IsValueType);
        if (open is not null) return Eagerly(Fallbacks.Expression, at, $"objects of types derived from {open.Type.Name} have more to compare; make {open.Type.Name} sealed");
        if (!SymbolEqualityComparer.Default.Equals(a.Type, b.Type)) return new Value.Constant(false);
        for (var type = a.Type; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (!type.IsRecord || type.GetMembers("Equals").OfType<IMethodSymbol>().Any(m => !DataMember.IsGenerated(m)))
                return Eagerly(Fallbacks.Expression, at, $"how {type.Name} compares is not captured; compare the members one by one");
        }
        var members = DataMember.Of(a.Type).Where(m => !FixedMember.Value(m, _compilation, _token).HasValue).ToList();
        return Conjunction(members.Select(m => a.Find(m.Symbol) is { } x && b.Find(m.Symbol) is { } y
            ? AllEqual(x, m.Type, y, m.Type, at, inRecord: true)
            : Eagerly(Fallbacks.Expression, at, $"{InWords(at)} compares {m.Name} of {a.Type.Name} too, which is {Symbols.InMessage(m.Type)}; compare the members one by one")), at);
    }

    private Value Conjunction(IEnumerable<Value> parts, IOperation at)
    {
        var all = parts.ToList();
        if (all.Any(p => p is Value.Unknown)) return Value.Unknown.Value;
        if (all.Any(p => p is Value.Constant { Object: false })) return new Value.Constant(false);
        var unknown = all.OfType<Value.Scalar>().Select(s => s.Node).ToList();
        return unknown.Count == 0 ? new Value.Constant(true)
            : unknown.Skip(1).Aggregate((Node?)unknown[0], (x, y) => _graph.Apply(OpTable.And, at, x, y)) is { } node ? new Value.Scalar(node)
            : Value.Unknown.Value;
    }

    private Value NumbersEqual(Value a, Value b, ITypeSymbol type, IOperation at, bool inRecord)
    {
        if (a is Value.Unknown || b is Value.Unknown) return Value.Unknown.Value;
        if (Promote(new(a, at)).Value is Value.Constant { Object: var x } && Promote(new(b, at)).Value is Value.Constant { Object: var y }
            && (inRecord ? Equals(x, y) : HostArithmetic.Binary(BinaryOperatorKind.Equals, x, y)) is bool known) return new Value.Constant(known);
        if (a.AsDim is { } m && b.AsDim is { } n) return OfSizes(BinaryOperatorKind.Equals, m, n, at, isChecked: false)!;
        var dtype = Widened(Symbols.CarrierDType(type)!.Value);
        if (ToNode(Promote(new(a, at)).Value, dtype, at) is not { } left || ToNode(Promote(new(b, at)).Value, dtype, at) is not { } right) return Value.Unknown.Value;
        var equal = _graph.Apply(OpTable.Eq, at, left, right);
        if (inRecord && dtype.IsFloat()) equal = _graph.Apply(OpTable.Or, at, equal, _graph.Apply(OpTable.And, at, _graph.Apply(OpTable.Ne, at, left, left), _graph.Apply(OpTable.Ne, at, right, right)));
        return equal is null ? Value.Unknown.Value : new Value.Scalar(equal);
    }

    /// <summary>The type in which C# compares two numbers; null when one of them is none.</summary>
    private ITypeSymbol? Common(ITypeSymbol a, ITypeSymbol b)
    {
        if (Symbols.CarrierDType(a) is null || Symbols.CarrierDType(b) is null) return null;
        if (SymbolEqualityComparer.Default.Equals(a, b)) return a;
        bool Has(SpecialType type) => a.SpecialType == type || b.SpecialType == type;
        if (Has(SpecialType.System_Boolean) || Has(SpecialType.None)) return null;
        return _compilation.GetSpecialType(Has(SpecialType.System_Double) ? SpecialType.System_Double
            : Has(SpecialType.System_Single) ? SpecialType.System_Single
            : Has(SpecialType.System_Int64) || Has(SpecialType.System_UInt32) ? SpecialType.System_Int64
            : SpecialType.System_Int32);
    }
}
