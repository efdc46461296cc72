using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

internal sealed partial class BodyCapture
{
    /// <summary>
    /// What the variables hold behind a choice. Where the ways differ, the value is a result of the <c>if</c>:
    /// <see cref="Value.Pending"/> until that is made.
    /// </summary>
    private sealed class Joining(BodyCapture owner, Arm first, Arm second)
    {
        private readonly List<Node> _firstOutputs = [];
        private readonly List<Node> _secondOutputs = [];

        public Arm First => first;
        public Arm Second => second;
        public bool IsEmpty => _firstOutputs.Count == 0;
        public IReadOnlyList<Node> FirstOutputs => _firstOutputs;
        public IReadOnlyList<Node> SecondOutputs => _secondOutputs;

        public Value Join(Slot slot, Value a, Value b)
        {
            if (a.Equals(b)) return a;
            if (a is Value.Unknown || b is Value.Unknown) return Value.Unknown.Value;
            if (a is Value.Conflict) return a;
            if (b is Value.Conflict) return b;
            if (a is Value.Unassigned) return Fill(b, first.Scope, isFirst: true);
            if (b is Value.Unassigned) return Fill(a, second.Scope, isFirst: false);
            if (a.IsLike(b)) return a.WithParts(Map(a.Parts, b.Parts, slot));
            if (a is Value.Tensor x && b is Value.Tensor y) return JoinTensors(slot, x.Node, y.Node);
            return owner.NumberType(slot, a, b) is { } dtype ? Result(Number(first, a, dtype), Number(second, b, dtype), isTensor: false)
                : owner.Differ(slot, a, b, "after one branch", "after the other");
        }

        public Value Code(Flow a, Flow b) => Result(Number(first, CodeOf(a), DType.I32), Number(second, CodeOf(b), DType.I32), isTensor: false);

        private static Value CodeOf(Flow flow) => flow.Code is { } code ? new Value.Scalar(code) : new Value.Constant((int)flow.May);

        private Seq<Value> Map(Seq<Value> a, Seq<Value> b, Slot slot)
        {
            var parts = new Value[a.Count];
            for (var i = 0; i < parts.Length; i++) parts[i] = Join(slot, a[i], b[i]);
            return Seq<Value>.Own(parts);
        }

        private static Node Number(Arm arm, Value value, DType dtype) => arm.Scope.Import(ToNumber(arm.Scope, value, dtype));

        private Value JoinTensors(Slot slot, Node x, Node y)
        {
            if (x.DType != y.DType || Unlike(x.Type, y.Type)) return owner.Differ(slot, new Value.Tensor(x), new Value.Tensor(y), "after one branch", "after the other");
            var shape = new Dim[x.Rank];
            string? problem = null;
            var declared = slot.HasShape ? owner._frame.Sizes?.Declared(owner._frame.Method, x.Shape, out problem) : null;
            for (var axis = 0; axis < shape.Length; axis++)
            {
                var (a, b) = (x.Shape[axis], y.Shape[axis]);
                if (declared is { } sizes && problem is null) shape[axis] = sizes[axis];
                else if (slot.HasShape || second.Scope.AreEqual(a, b)) shape[axis] = a;
                else if (first.Scope.AreEqual(a, b)) shape[axis] = b;
                else return owner.SizesDiffer(slot, axis, x, y, "after one branch", "after the other");
            }
            var (joined, reason) = (Seq<Dim>.Own(shape), $"{slot.Name} in two branches");
            return Result(first.Scope.Fit(x, joined, reason), second.Scope.Fit(y, joined, reason), isTensor: true);
        }

        /// <summary>The value of one way stands for both: the other never reads it.</summary>
        private Value Fill(Value value, Scope other, bool isFirst)
        {
            if (value is Value.Tensor or Value.Scalar)
            {
                var node = value.AsNode!;
                if (owner.Scope.Sees(node)) return value;
                var (own, dummy) = ((isFirst ? second : first).Scope.Import(node), owner.Zeros(other, node.Type));
                return isFirst ? Result(dummy, own, value is Value.Tensor) : Result(own, dummy, value is Value.Tensor);
            }
            return value.Parts.IsEmpty ? value : value.WithParts(value.Parts.Map(p => Fill(p, other, isFirst)));
        }

        private Value Result(Node a, Node b, bool isTensor)
        {
            for (var i = 0; i < _firstOutputs.Count; i++)
            {
                if (ReferenceEquals(_firstOutputs[i], a) && ReferenceEquals(_secondOutputs[i], b)) return new Value.Pending(i, isTensor);
            }
            _firstOutputs.Add(a);
            _secondOutputs.Add(b);
            return new Value.Pending(_firstOutputs.Count - 1, isTensor);
        }
    }

    /// <summary>The dtype in which two plain numbers or bools are joined; null when one of them is something else.</summary>
    private DType? NumberType(Slot slot, Value a, Value b)
    {
        if (TypeOfNumber(a) is not { } x || TypeOfNumber(b) is not { } y) return null;
        return Symbols.CarrierDType(slot.Type) ?? (a is Value.Size && b is not Value.Size ? y : x);
    }

    private static DType? TypeOfNumber(Value value) => value switch
    {
        Value.Scalar scalar => scalar.Node.DType,
        Value.Size => DType.I32,
        Value.Constant { Object: var number } => number switch
        {
            bool => DType.Bool,
            int => DType.I32,
            long => DType.I64,
            float => DType.F32,
            double => DType.F64,
            sbyte => DType.I8,
            byte => DType.U8,
            short or ushort or char => DType.I32,
            uint => DType.I64,
            _ => null,
        },
        _ => null,
    };

    private static Node ToNumber(Scope scope, Value value, DType dtype) => value switch
    {
        Value.Scalar scalar => scalar.Node,
        Value.Size size => scope.Add(OpTable.Dimension, [], ("value", new Attr.Dims(Seq.Of(size.Dim))), ("dtype", new Attr.Type(dtype))),
        _ => scope.Constant(HostArithmetic.ToLiteral(((Value.Constant)value).Object, dtype)!),
    };

    /// <summary>Zeros for a variable that nobody reads before it is assigned.</summary>
    private Node Zeros(Scope scope, TensorType type) => type.Rank == 0
        ? scope.Constant(HostArithmetic.ToLiteral(0L, type.DType)!)
        : scope.Add(OpTable.Full, [], ("value", new Attr.Data(HostArithmetic.ToLiteral(0L, type.DType)!)), ("shape", new Attr.Dims(type.Shape)));

    /// <summary>True when two types can never be the same.</summary>
    private static bool Unlike(TensorType a, TensorType b)
    {
        if (a.Rank != b.Rank) return true;
        for (var axis = 0; axis < a.Rank; axis++)
        {
            if (Dim.Same(a.Shape[axis], b.Shape[axis]) == false) return true;
        }
        return false;
    }

    /// <summary>The first axis whose size may be another one in the other node; null when all are equal for all sizes that get to the scope.</summary>
    private static int? Unproven(Scope scope, Node a, Node b)
    {
        for (var axis = 0; axis < a.Rank; axis++)
        {
            if (!scope.AreEqual(a.Shape[axis], b.Shape[axis])) return axis;
        }
        return null;
    }

    /// <summary>A tensor whose size may depend on the way that was taken, which no graph can say. Eager code has no such limit.</summary>
    private Value.Conflict SizesDiffer(Slot slot, int axis, Node a, Node b, string first, string second)
    {
        return new(Fallbacks.ControlFlow, slot.Given ?? Declarations.Of(_root, _token).First(),
            $"{slot.Name} has {a.Shape[axis]} elements on axis {axis} {first} and {b.Shape[axis]} {second}, and a shape must not depend on data; "
            + (slot.IsResult ? "where they are always equal, say so by the [return: Shape] of the function" : "where they are always equal, give both sizes one name by [Shape], or say so before by Graph.Assert"));
    }

    private const string BeforeRound = "before a round of the loop";

    /// <summary>A variable whose two values cannot be one value of the graph.</summary>
    private Value.Conflict Differ(Slot slot, Value a, Value b, string first, string second)
    {
        var at = slot.Given ?? Declarations.Of(_root, _token).First();
        if (a is Value.Tensor { Node.Type: var x } && b is Value.Tensor { Node.Type: var y })
            return new(Mistakes.Branches, at, $"{slot.Name} is {x} {first} and {y} {second}; a variable keeps its dtype and shape through branches and loops");
        var nullable = slot.Type is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } or { NullableAnnotation: NullableAnnotation.Annotated };
        if (nullable && (a is Value.Constant { Object: null } || b is Value.Constant { Object: null }))
            return new(Fallbacks.ControlFlow, at, $"whether {slot.Name} is null depends on data; keep a bool beside it");
        // What the first round does not read need not be there.
        if (a is Value.Constant { Object: null } && first == BeforeRound)
            return new(Fallbacks.ControlFlow, at, $"{slot.Name} is null before the loop, so whether it still is behind a round depends on data; give it a tensor before the loop");
        if (a is Value.Constant { Object: null } || b is Value.Constant { Object: null })
            return new(Mistakes.Branches, at, $"{slot.Name} is null {(a is Value.Constant { Object: null } ? first : second)}; give it a tensor in every branch");
        if (a is Value.Growing or Value.Rows || b is Value.Growing or Value.Rows)
            return new(Fallbacks.ControlFlow, at, $"{slot.Name} does not get the same number of elements in both branches, so its length depends on data");
        if (a is Value.List { Items.Count: var m } && b is Value.List { Items.Count: var n } && m != n)
            return new(Fallbacks.ControlFlow, at, $"{slot.Name} has {m} elements {first} and {n} {second}: the length of a list must be known at build time");
        return new(Fallbacks.NotConstant, at, $"{slot.Name} has one value {first} and another {second}, and it must be known at build time");
    }
}
