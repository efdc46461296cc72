using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Tensors made inside a graph function by the factories of the static class <c>Tensor</c>.</summary>
internal sealed partial class BodyCapture
{
    private Value InvokeFactory(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method is { Name: "Item", Parameters.IsEmpty: true } && Symbols.IsTensor(method.ContainingType) && call.Instance is { } tensor) return ReadItem(tensor, call);
        if (method is { Name: "ToArray", ContainingType.Name: "Shape" } && call.Instance is { } sizes) return Evaluate(sizes) is var made && made is Value.Shape shape ? new Value.List(shape.Dims.Map(Value.Of)) : made;
        if (Symbols.IsApi(method.ContainingType, KnownNames.Tensor) && method.IsStatic && Symbols.TensorDType(_frame.Resolve(method.ReturnType)) is { } dtype)
        {
            var arguments = Arguments(call);
            if (arguments.Any(a => IsUnknown(a.Value))) return Value.Unknown.Value;
            var value = method.Name switch
            {
                "Zeros" => HostArithmetic.ToLiteral(0L, dtype),
                "Ones" => HostArithmetic.ToLiteral(1L, dtype),
                "Full" => Literal(Find(arguments, "value"), dtype),
                "Scalar" => Literal(Find(arguments, "value"), dtype),
                _ => null,
            };
            if (method.Name == "Scalar" && arguments is [var only] && ToNode(only.Value, dtype, only.Source) is { } scalar) return new Value.Tensor(scalar);
            if (InvokeSequence(method.Name, arguments, dtype, call) is { } sequence) return sequence;
            if (method.Name == "Create") return Create(call, arguments, dtype);
            if (value is not null && Find(arguments, "shape") is { } given)
            {
                return OpBinder.Dims(given.Value) is { } dims
                    ? AddTensor(new(OpTable.Full, call, [], [new("value", new Attr.Data(value), call), new("shape", new Attr.Dims(dims), given.Source)]))
                    : Eagerly(Fallbacks.NotConstant, given.PlaceOf(v => v.AsDim is null), "a shape must be made of constants and sizes of tensors: a graph's shapes never depend on data");
            }
        }
        return Eagerly(Fallbacks.Call, call, $"{Symbols.ShortName(method)} is not captured; call it outside and pass the result as a parameter");
    }

    private static CallArgument? Find(IEnumerable<CallArgument> arguments, string name) => arguments.FirstOrDefault(a => a.Name == name);

    private static Literal? Literal(CallArgument? argument, DType dtype) =>
        argument?.Value is Value.Constant { Object: var value } ? HostArithmetic.ToLiteral(value, dtype) : null;

    private Value Create(IInvocationOperation call, IReadOnlyList<CallArgument> arguments, DType dtype)
    {
        if (Find(arguments, "data") is not { Value: Value.List data, Source: var source })
            return Eagerly(Fallbacks.NotConstant, call, "how many elements there are must be known at build time; pass other data as a parameter");
        var shape = Find(arguments, "shape") is { } given ? OpBinder.Dims(given.Value) : null;
        if (shape is not { } dims || dims.Any(d => !d.IsConstant)) return Eagerly(Fallbacks.NotConstant, call, "the shape of a tensor that is written in the method must be made of constants");
        var sizes = dims.Map(d => d.AsConstant!.Value);
        if (sizes.Aggregate(1L, (a, b) => a * b) != data.Items.Count)
        {
            return Mistake(Mistakes.OfOps[OpErrors.ElementCount], call.Syntax,
                $"{data.Items.Count} elements given for the shape {TensorType.ShapeText(dims)}, which has {Dim.Product(dims)}");
        }
        if (data.Items.Any(i => i is not Value.Constant))
        {
            var elements = data.Items.Select(i => new OpOperand(ToNode(i, dtype, source), source)).ToList();
            return elements.Any(e => e.Node is null) ? Value.Unknown.Value
                : Tensor(Add(new(OpTable.Reshape, call, [new(Add(new(OpTable.Stack, call, elements, [new("axis", new Attr.Int(0), call)])), call)], [new("shape", new Attr.Dims(dims), call)])));
        }
        var numbers = data.Items.Map(i => HostArithmetic.ToLiteral(((Value.Constant)i).Object, dtype));
        return new Value.Tensor(Scope.Constant(dtype.IsFloat()
            ? IR.Literal.Of(dtype, sizes, numbers.Select(n => n!.Float(0)))
            : IR.Literal.Of(dtype, sizes, numbers.Select(n => n!.Integer(0)))));
    }

    /// <summary>The value of a one-element tensor as a plain number.</summary>
    private Value ReadItem(IOperation tensor, IInvocationOperation call)
    {
        if (Evaluate(tensor) is not Value.Tensor { Node: var node }) return Value.Unknown.Value;
        if (node.Rank == 0) return new Value.Scalar(node);
        return Add(new(OpTable.Reshape, call, [new(node, tensor)], [new("shape", new Attr.Dims(default(Seq<Dim>)), call)])) is { } single ? new Value.Scalar(single) : Value.Unknown.Value;
    }
}
