using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using GraphCompiler.Codegen;
using GraphCompiler.IR;

namespace GraphCompiler.RuntimeGenerator;

/// <summary>What the generated code needs to know of an elementwise op.</summary>
internal sealed class ElementwiseOp
{
    private static readonly DType[] s_computed = [DType.F32, DType.F64, DType.I32, DType.I64, DType.Bool];

    private ElementwiseOp(OpDef definition, string member)
    {
        (Definition, Member) = (definition, member);
        DTypes = s_computed.Where(t => t.In(definition.Accepts)).ToArray();
        OperandIsBool = Enumerable.Range(0, definition.Operands.Count).Select(i => IsCondition(definition.Body!, i)).ToArray();
        ResultIsBool = DTypes.Any(t => ResultDType(t) != t);
        OperandNames = definition.Operands.Select(NameScope.CamelCase).ToArray();
    }

    public OpDef Definition { get; }

    /// <summary>The field of <see cref="OpTable"/>.</summary>
    public string Member { get; }

    public string Method => Definition.PublicName!;
    public int Arity => Definition.Operands.Count;
    public string[] OperandNames { get; }

    /// <summary>The dtypes to compute in, those of the operands that are not conditions.</summary>
    public DType[] DTypes { get; }

    /// <summary>Per operand: whether it is a condition, bool whatever the others are.</summary>
    public bool[] OperandIsBool { get; }

    /// <summary>Whether the result is bool whatever the operands are.</summary>
    public bool ResultIsBool { get; }

    /// <summary>Every op that has an elementwise body of its own; a cast's target is an attribute, so it is written by hand.</summary>
    public static IReadOnlyList<ElementwiseOp> All { get; } =
        typeof(OpTable).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(OpDef))
            .Select(f => (Op: (OpDef)f.GetValue(null)!, f.Name))
            .Where(f => f.Op.Kind == OpKind.Elementwise && f.Op.PublicName is not null && !TakesDType(f.Op.Body!))
            .Select(f => new ElementwiseOp(f.Op, f.Name)).ToArray();

    /// <summary>The dtypes of the operands for one of <see cref="DTypes"/>.</summary>
    public DType[] OperandDTypes(DType dtype) => OperandIsBool.Select(b => b ? DType.Bool : dtype).ToArray();

    private DType ResultDType(DType dtype) => Definition.Body!.TypeOf(OperandDTypes(dtype))
        ?? throw new InvalidOperationException($"the body of {Definition.Name} has no dtype");

    private static bool IsCondition(Scalar body, int operand) =>
        (body.Op == Primitive.Select && body.Args[0].Op == Primitive.Arg && body.Args[0].Index == operand)
        || body.Args.Any(a => IsCondition(a, operand));

    private static bool TakesDType(Scalar body) => (body.Op == Primitive.Cast && body.Name is not null) || body.Args.Any(TakesDType);
}
