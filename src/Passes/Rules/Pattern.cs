using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// One side of a rewrite rule, written with ordinary operators: <c>(x + c) + d</c>. On the left it is matched against a node,
/// on the right it builds one. Numbers take the dtype of the place they stand in; on the left they match a constant whose
/// elements all are that number, bit for bit (0 does not match -0.0).
/// </summary>
public abstract class Pattern
{
    /// <summary>Any node whose dtype is in the set, the same node everywhere in the rule.</summary>
    public sealed class Variable(string name, DTypes accepts, bool? known, Func<Literal, bool>? where) : Pattern
    {
        public string Name => name;
        public DTypes Accepts => accepts;

        /// <summary>True when only a value known at build time matches, false when only one that is not.</summary>
        public bool? Known => known;

        /// <summary>What a matched constant must fulfil.</summary>
        public Func<Literal, bool>? Where => where;
    }

    public sealed class Number(double value) : Pattern
    {
        public double Value => value;

        /// <summary>The number in a dtype; null when the dtype has no such value.</summary>
        public Literal? In(DType dtype) => dtype.IsFloat() || Math.Floor(value) == value ? Literal.Scalar(dtype, value) : null;
    }

    public sealed class Apply(OpDef op, params Pattern[] operands) : Pattern
    {
        public OpDef Op => op;
        public Seq<Pattern> Operands { get; } = op.Attributes.IsEmpty && op.Operands.Count == operands.Length
            ? operands
            : throw new ArgumentException($"a pattern gives {op.Name} {operands.Length} operands and no attributes");
    }

    public static implicit operator Pattern(double value) => new Number(value);

    public static Pattern operator +(Pattern a, Pattern b) => new Apply(OpTable.Add, a, b);
    public static Pattern operator -(Pattern a, Pattern b) => new Apply(OpTable.Sub, a, b);
    public static Pattern operator *(Pattern a, Pattern b) => new Apply(OpTable.Mul, a, b);
    public static Pattern operator /(Pattern a, Pattern b) => new Apply(OpTable.Div, a, b);
    public static Pattern operator -(Pattern a) => new Apply(OpTable.Neg, a);

    /// <summary>The variables in order of appearance.</summary>
    public IEnumerable<Variable> Variables => this switch
    {
        Variable v => [v],
        Apply apply => apply.Operands.SelectMany(o => o.Variables).Distinct(),
        _ => [],
    };

    /// <summary>
    /// The pattern with the operands of commutative ops in every order, so that matching need not search.
    /// Two ops that commute make four variants.
    /// </summary>
    internal IEnumerable<Pattern> Orders()
    {
        if (this is not Apply apply) return [this];
        IEnumerable<Seq<Pattern>> operands = [default];
        foreach (var operand in apply.Operands)
            operands = operands.SelectMany(before => operand.Orders().Select(o => before.Append(o)));
        return operands.SelectMany(o => apply.Op.Commutative
            ? new Pattern[] { new Apply(apply.Op, o[0], o[1]), new Apply(apply.Op, o[1], o[0]) }
            : [new Apply(apply.Op, o.ToArray())]);
    }
}
