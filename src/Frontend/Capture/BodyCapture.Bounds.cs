using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// Indices that may lie outside of their axis. Each is looked at in its turn among the prints and asserts, whether what it reads is used
/// or not, and what reads there waits for that. An index that cannot be outside, as a loop's counter below the axis' size, is not.
/// </summary>
internal sealed partial class BodyCapture
{
    /// <summary>
    /// An index that is read at only after it has been looked at; not after what comes later, so that what is read twice is read once. By
    /// itself where nobody needs to look.
    /// </summary>
    /// <param name="check">What looks at it.</param>
    /// <param name="looked">The operands of that.</param>
    private Node InOrder(Node index, OpDef check, params Node[] looked) =>
        OpTable.EarlierCheck(check, _graph.Token, looked.Select(Scope.Import).ToSeq()) is { } token ? Scope.Add(OpTable.After, [index, token]) : index;

    /// <summary>Looks at the indices that stand between one pair of brackets, from the first axis to the last.</summary>
    private bool CheckParts(Node x, IReadOnlyList<Part> parts, IReadOnlyList<Operand> items, string? name)
    {
        for (var axis = 0; axis < parts.Count; axis++)
        {
            var (size, source) = (x.Shape[axis], items[axis].Source);
            var isChecked = parts[axis] switch
            {
                Part.Computed part => IsInside(part.At, part.Caret, size) || Check([part.At], part.Caret ? [0] : [], size, axis, OpTable.Slice, name, source),
                Part.Window part => IsInside(part, size) || Check([part.Start, part.End], new[] { part.StartCaret, part.EndCaret }.Select((c, i) => (c, i)).Where(c => c.c).Select(c => (long)c.i), size, axis, OpTable.Slice, name, source),
                _ => true,
            };
            if (!isChecked) return false;
        }
        return true;
    }

    /// <summary>False when that could not be captured.</summary>
    private bool Check(IEnumerable<Node> indices, IEnumerable<long> carets, Dim size, int axis, OpDef op, string? name, IOperation at)
    {
        var attributes = new List<OpAttribute>
        {
            new("size", new Attr.Dims(Seq.Of(size)), at), new("axis", new Attr.Int(axis), at), new("op", new Attr.Text(op.Name), at), new("carets", new Attr.Ints(carets.ToSeq()), at),
        };
        if (name is not null) attributes.Add(new("of", new Attr.Text(name), at));
        if (Add(new(OpTable.Bounds, at, indices.Select(i => new OpOperand(i, at)).Prepend(new(_graph.Token, at)).ToList(), attributes)) is not { } token) return false;
        _graph.Token = token;
        return true;
    }

    private bool IsInside(Node at, bool caret, Dim size)
    {
        if (at.Rank > 0 || !at.DType.In(DTypes.Integer)) return false;
        var index = Linear.Of(Scope.Import(at), Scope);
        // What stands behind ^ goes from 1 to the size.
        return caret ? (index - new Linear(1)).IsNeverNegative && (new Linear(size) - index).IsNeverNegative : index.IsNeverNegative && (new Linear(size - 1) - index).IsNeverNegative;
    }

    private bool IsInside(Part.Window part, Dim size)
    {
        Linear From(Node at, bool caret) => Linear.Of(Scope.Import(at), Scope) is var offset && caret ? new Linear(size) - offset : offset;
        return From(part.Start, part.StartCaret).IsNeverNegative && (new Linear(size) - From(part.End, part.EndCaret)).IsNeverNegative;
    }

    /// <summary>What C#'s Index and Range do when they are made: a negative place ends the call. False when that could not be captured.</summary>
    private bool RequirePlace(Value value, IOperation at) => value is not Value.Scalar { Node: { } place }
        || LimitsOf(at)?.Least >= 0 || Linear.Of(Scope.Import(place), Scope).IsNeverNegative
        || _graph.Require(_graph.Compare(OpTable.Ge, place, 0, at), Violation.ArgumentOutOfRange, "makes an index of a negative number", at);

    /// <summary>Elements at indices along an axis: <c>Take</c>.</summary>
    private Value TakeInOrder(OpUse use)
    {
        // Made first for what is wrong with its operands; it goes unused.
        if (Add(use) is not { } taken) return Value.Unknown.Value;
        var (x, indices, axis) = (taken.Inputs[0], taken.Inputs[1], (int)taken.Int("axis"));
        if (!IsInside(indices, caret: false, x.Shape[axis]) && !Check([indices], [], x.Shape[axis], axis, use.Op, OpUse.NameOf(use.Operands[0].Source), use.Operands[1].Source)) return Value.Unknown.Value;
        return AddTensor(use with { Operands = [use.Operands[0], use.Operands[1] with { Node = InOrder(indices, OpTable.Bounds, indices) }] });
    }
}
