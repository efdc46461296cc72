using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Which op a C# method or operator means, and which argument is which operand or attribute. A method of
/// <c>GraphCompiler.Ops</c> means the op of its name; its parameters are the op's operands by name and its attributes by name in
/// camelCase; a dtype attribute is the element type of the result.
/// </summary>
internal static class OpBinder
{
    private static readonly Dictionary<string, OpDef> s_byMethod = OpTable.All.Where(o => o.PublicName is not null).ToDictionary(o => o.PublicName!);

    private static readonly Dictionary<BinaryOperatorKind, OpDef> s_binary = new()
    {
        [BinaryOperatorKind.Add] = OpTable.Add,
        [BinaryOperatorKind.Subtract] = OpTable.Sub,
        [BinaryOperatorKind.Multiply] = OpTable.Mul,
        [BinaryOperatorKind.Divide] = OpTable.Div,
        [BinaryOperatorKind.Remainder] = OpTable.Rem,
        [BinaryOperatorKind.Equals] = OpTable.Eq,
        [BinaryOperatorKind.NotEquals] = OpTable.Ne,
        [BinaryOperatorKind.LessThan] = OpTable.Lt,
        [BinaryOperatorKind.LessThanOrEqual] = OpTable.Le,
        [BinaryOperatorKind.GreaterThan] = OpTable.Gt,
        [BinaryOperatorKind.GreaterThanOrEqual] = OpTable.Ge,
        [BinaryOperatorKind.And] = OpTable.And,
        [BinaryOperatorKind.ConditionalAnd] = OpTable.And,
        [BinaryOperatorKind.Or] = OpTable.Or,
        [BinaryOperatorKind.ConditionalOr] = OpTable.Or,
        [BinaryOperatorKind.ExclusiveOr] = OpTable.Xor,
    };

    private static readonly Dictionary<UnaryOperatorKind, OpDef> s_unary = new()
    {
        [UnaryOperatorKind.Minus] = OpTable.Neg,
        [UnaryOperatorKind.Not] = OpTable.Not,
        [UnaryOperatorKind.BitwiseNegation] = OpTable.Not,
    };

    public static OpDef? Operator(BinaryOperatorKind kind) => s_binary.TryGetValue(kind, out var op) ? op : null;

    public static OpDef? Operator(UnaryOperatorKind kind) => s_unary.TryGetValue(kind, out var op) ? op : null;

    /// <summary>The op of a method of <c>Ops</c>, or of a method of <c>Tensor&lt;T&gt;</c> whose first operand is the tensor itself.</summary>
    public static OpDef? Method(IMethodSymbol method) =>
        (Symbols.IsApi(method.ContainingType, KnownNames.Ops) || (Symbols.IsTensor(method.ContainingType) && !method.IsStatic))
        && s_byMethod.TryGetValue(method.Name, out var op) ? op : null;

    /// <summary>Sorts a call's arguments into operands and attributes.</summary>
    /// <param name="toNode">A value as an operand, of the argument's dtype where it is a plain number.</param>
    /// <param name="resultType">The dtype of the result by the method's signature.</param>
    /// <exception cref="BindingException">An argument that is not known at build time, or that the op has no place for.</exception>
    public static OpUse Bind(OpDef op, IOperation whole, IReadOnlyList<CallArgument> arguments, Func<Value, IOperation, Node?> toNode, DType? resultType)
    {
        var operands = new List<OpOperand>?[op.Operands.Count];
        var attributes = new List<OpAttribute>();
        foreach (var argument in arguments)
        {
            var i = op.Operands.ToList().IndexOf(argument.Name);
            if (i >= 0) operands[i] = ToOperands(argument, toNode);
            else if (AttributeFor(op, argument.Name) is { } spec) attributes.AddRange(ToAttribute(op, spec, argument));
            else throw new BindingException(argument.Source, $"the argument {argument.Name} of {op.PublicName} is not captured");
        }
        if (resultType is { } dtype && op.Attributes.FirstOrDefault(a => a.Kind == AttrKind.DType && attributes.All(b => b.Name != a.Name)) is { } typed)
            attributes.Add(new(typed.Name, new Attr.Type(dtype), whole));
        return new(op, whole, operands.SelectMany(o => o ?? []).ToList(), attributes);
    }

    private static List<OpOperand> ToOperands(CallArgument argument, Func<Value, IOperation, Node?> toNode) => argument.Value is Value.List list
        ? list.Items.Select((item, i) => new OpOperand(toNode(item, argument.ItemSource(i)), argument.ItemSource(i))).ToList()
        : [new(toNode(argument.Value, argument.Source), argument.Source)];

    /// <summary><c>keepDims</c> is <c>keep_dims</c>; <c>axes</c> and <c>axis</c> are the same, whichever the op declares.</summary>
    private static AttrSpec? AttributeFor(OpDef op, string parameter) =>
        op.Attributes.FirstOrDefault(a => CamelCase(a.Name) == parameter)
        ?? (parameter is "axis" or "axes" ? op.Attributes.FirstOrDefault(a => a.Name is "axis" or "axes") : null);

    private static string CamelCase(string name)
    {
        var words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1)));
    }

    private static IEnumerable<OpAttribute> ToAttribute(OpDef op, AttrSpec spec, CallArgument argument)
    {
        // null, and "no axes given" of a params parameter, leave an optional attribute out.
        var left = argument.Value is Value.Constant { Object: null } || (argument.IsImplicit && argument.Value is Value.List { Items.IsEmpty: true });
        if (left && spec.Default is not null) return [];
        var value = ToAttr(spec.Kind, argument.Value)
            ?? throw new BindingException(argument.PlaceOf(v => spec.Kind == AttrKind.Dims ? v.AsDim is null : v is not Value.Constant), $"{argument.Name} of {op.PublicName} must be known at build time: a constant, or computed from constants{(spec.Kind == AttrKind.Dims ? " and sizes of tensors" : "")}");
        return [new(spec.Name, value, argument.Place)];
    }

    private static Attr? ToAttr(AttrKind kind, Value value) => kind switch
    {
        AttrKind.Int => Integer(value) is { } i ? new Attr.Int(i) : null,
        AttrKind.Float => value is Value.Constant c && HostArithmetic.Convert(c.Object, SpecialType.System_Double) is double d ? new Attr.Float(d) : null,
        AttrKind.Bool => value is Value.Constant { Object: bool b } ? new Attr.Bool(b) : null,
        AttrKind.Text => value is Value.Constant { Object: string s } ? new Attr.Text(s) : null,
        AttrKind.Ints => Each(value, Integer) is { } ints ? new Attr.Ints(ints) : null,
        AttrKind.Dims => Dims(value) is { } dims ? new Attr.Dims(dims) : null,
        _ => null,
    };

    private static long? Integer(Value value) => value.AsDim?.AsConstant;

    /// <summary>A shape or a list of sizes; null when some size is not known at build time.</summary>
    public static Seq<Dim>? Dims(Value value) => value is Value.Shape shape ? shape.Dims : Each(value, v => v.AsDim);

    private static Seq<T>? Each<T>(Value value, Func<Value, T?> read)
        where T : struct => Each(value is Value.List list ? list.Items : Seq.Of(value), v => read(v) is { } x ? (true, x) : default);

    private static Seq<Dim>? Each(Value value, Func<Value, Dim?> read) =>
        Each(value is Value.List list ? list.Items : Seq.Of(value), v => read(v) is { } x ? (true, x) : (false, Dim.Zero));

    private static Seq<T>? Each<T>(Seq<Value> items, Func<Value, (bool Known, T Item)> read)
    {
        var all = items.Select(read).ToList();
        return all.All(i => i.Known) ? all.Select(i => i.Item).ToSeq() : default(Seq<T>?);
    }
}

/// <summary>An argument of a call that is bound to an op.</summary>
/// <param name="Name">The C# parameter's name.</param>
/// <param name="IsImplicit">True when the user did not write it: a default, or a <c>params</c> list.</param>
internal sealed record CallArgument(string Name, Value Value, IOperation Source, bool IsImplicit)
{
    /// <summary>What to underline: the argument, or the first of those that C# collects in a list.</summary>
    public IOperation Place => IsImplicit ? ItemSource(0) : Source;

    /// <summary>What to underline where an item is not what it has to be: the first that is not, if it is a list.</summary>
    public IOperation PlaceOf(Func<Value, bool> isWrong) => Value is Value.List { Items: var items } && items.ToList().FindIndex(v => isWrong(v)) is >= 0 and var i ? ItemSource(i) : Place;

    /// <summary>The expression of item i of a list that is written as such, else the argument.</summary>
    public IOperation ItemSource(int i)
    {
        var items = Source.DescendantsAndSelf().Select(o => o switch
        {
            ICollectionExpressionOperation c => c.Elements,
            IArrayCreationOperation { Initializer: { } a } => a.ElementValues,
            _ => default,
        }).FirstOrDefault(e => !e.IsDefault);
        return !items.IsDefault && i < items.Length && !items.Any(e => e is ISpreadOperation) ? items[i] : Source;
    }
}

/// <summary>A call that cannot be expressed as a node, and the argument that is the reason.</summary>
internal sealed class BindingException(IOperation source, string reason) : Exception(reason)
{
    public IOperation Argument { get; } = source;
}
