using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Tensors with a pattern, made of positions: <c>Arange</c>, <c>Linspace</c>, <c>Eye</c>. And <c>Split</c>, which makes several of one.</summary>
internal sealed partial class BodyCapture
{
    private Value? InvokeSequence(string method, IReadOnlyList<CallArgument> arguments, DType dtype, IInvocationOperation call) => method switch
    {
        "Arange" => Arange(arguments, dtype, call),
        "Linspace" => Linspace(arguments, dtype, call),
        "Eye" => Eye(arguments, dtype, call),
        _ => null,
    };

    /// <summary>start + i · step, as many as there are before stop.</summary>
    private Value Arange(IReadOnlyList<CallArgument> arguments, DType dtype, IInvocationOperation call)
    {
        if (!dtype.In(DTypes.Number)) return Eagerly(Fallbacks.Call, call, $"Arange of {dtype.CSharpName()} is not captured; make it of int and cast it");
        var (start, stop, step) = (Find(arguments, "start"), Find(arguments, "stop")!, Find(arguments, "step"));
        if (CountOf(start?.Value ?? new Value.Constant(0), stop.Value, step?.Value ?? new Value.Constant(1), dtype) is not { } count)
            return Eagerly(Fallbacks.NotConstant, call, "start, stop and step of Arange must be made of constants and sizes of tensors, because they make the shape, and the step must not be 0");
        var result = _graph.Iota([count], 0, dtype, call);
        if (step is not null && result is not null) result = _graph.Apply(OpTable.Mul, call, result, ToNode(step.Value, dtype, step.Source));
        if (start is not null && result is not null) result = _graph.Apply(OpTable.Add, call, ToNode(start.Value, dtype, start.Source), result);
        return Tensor(result);
    }

    /// <summary>null when it depends on more than constants and sizes.</summary>
    private static Dim? CountOf(Value start, Value stop, Value step, DType dtype)
    {
        if (step is not Value.Constant { Object: var by } || HostArithmetic.Convert(by, SpecialType.System_Double) is not (double and not 0 and var each)) return null;
        if (!dtype.IsFloat() || (SizeOf(start) is not null && SizeOf(stop) is not null && each == Math.Floor(each)))
        {
            if (SizeOf(start) is not { } first || SizeOf(stop) is not { } end || Math.Abs(each) > long.MaxValue / 2) return null;
            return Dim.Max(each > 0 ? Dim.CeilDiv(end - first, (long)each) : Dim.CeilDiv(first - end, -(long)each), Dim.Zero);
        }
        if (Rounded(start) is not { } from || Rounded(stop) is not { } to || Rounded(step) is not { } distance) return null;
        var count = Math.Ceiling((to - from) / distance);
        return double.IsNaN(count) || count > int.MaxValue ? null : (long)Math.Max(count, 0);

        double? Rounded(Value value) => value is Value.Constant { Object: var number } && HostArithmetic.Convert(number, SpecialType.System_Double) is double d
            ? dtype == DType.F32 ? (float)d : d
            : null;
    }

    /// <summary>An expression of sizes, also where it has been converted to another type of number.</summary>
    private static Dim? SizeOf(Value value) => value switch
    {
        Value.Scalar { Node: var node } when node.Op.Source?.Invoke(node) is SourceFacts.Size size => size.Value,
        Value.Constant { Object: float or double } constant when HostArithmetic.Convert(constant.Object, SpecialType.System_Double) is double d && d == Math.Floor(d) && Math.Abs(d) < 1L << 53 => (long)d,
        _ => value.AsDim,
    };

    /// <summary>Computed in double precision; the first and the last are exact.</summary>
    private Value Linspace(IReadOnlyList<CallArgument> arguments, DType dtype, IInvocationOperation call)
    {
        var (start, stop, count) = (Find(arguments, "start")!, Find(arguments, "stop")!, Find(arguments, "count")!);
        if (count.Value.AsDim is not { } size) return Eagerly(Fallbacks.NotConstant, count.Source, "a shape must be made of constants and sizes of tensors: a graph's shapes never depend on data");
        if (size.Upper < 0) return Mistake(Mistakes.OfOps[OpErrors.AttributeValue], count.Source.Syntax, $"Linspace: the count is {size}; allowed: 0 or more");
        if (!dtype.In(DTypes.Float)) return Eagerly(Fallbacks.Call, call, $"Linspace of {dtype.CSharpName()} is not captured; make it of float and cast it");
        var (first, last, position) = (ToNode(start.Value, dtype, start.Source), ToNode(stop.Value, dtype, stop.Source), _graph.Iota([size], 0, DType.F64, call));
        var (from, steps) = (_graph.Cast(first, DType.F64, call), ToNode(Value.Of(size - 1), DType.F64, call));
        var step = _graph.Apply(OpTable.Div, call, _graph.Apply(OpTable.Sub, call, _graph.Cast(last, DType.F64, call), from), steps);
        var between = _graph.Cast(_graph.Apply(OpTable.Add, call, from, _graph.Apply(OpTable.Mul, call, position, step)), dtype, call);
        var result = _graph.Apply(OpTable.Select, call, _graph.Apply(OpTable.Eq, call, position, steps), last, between);
        var zero = ToNode(new Value.Constant(0.0), DType.F64, call);
        return Tensor(_graph.Apply(OpTable.Select, call, _graph.Apply(OpTable.Eq, call, position, zero), first, result));
    }

    private Value Eye(IReadOnlyList<CallArgument> arguments, DType dtype, IInvocationOperation call)
    {
        var rows = (Find(arguments, "size") ?? Find(arguments, "rows"))!;
        var columns = Find(arguments, "columns") ?? rows;
        if (rows.Value.AsDim is not { } height || columns.Value.AsDim is not { } width)
            return Eagerly(Fallbacks.NotConstant, rows.Value.AsDim is null ? rows.Source : columns.Source, "a shape must be made of constants and sizes of tensors: a graph's shapes never depend on data");
        var isDiagonal = _graph.Apply(OpTable.Eq, call, _graph.Iota([height, width], 0, DType.I32, call), _graph.Iota([height, width], 1, DType.I32, call));
        return Tensor(dtype == DType.Bool ? isDiagonal : _graph.Cast(isDiagonal, dtype, call));
    }

    private static Value Tensor(Node? node) => node is null ? Value.Unknown.Value : new Value.Tensor(node);

    /// <summary>Equal pieces, or those between positions, which are limited to the axis as a slice's are.</summary>
    private Value InvokeSplit(IInvocationOperation call)
    {
        var arguments = Arguments(call);
        if (arguments.Any(a => IsUnknown(a.Value))) return Value.Unknown.Value;
        var (x, axis) = (Find(arguments, "x")!, Find(arguments, "axis"));
        var (sections, cuts) = (Find(arguments, "sections"), Find(arguments, "indices"));
        if (ToNode(x.Value, DType.F32, x.Source) is not { } node) return Value.Unknown.Value;
        if (axis is { Value: not Value.Constant { Object: int } }) return Eagerly(Fallbacks.NotConstant, axis.Source, "axis of Split must be known at build time: a constant, or computed from constants");
        var along = axis?.Value is Value.Constant { Object: int given } ? given : 0;
        var positions = new List<Dim>();
        if (sections is not null)
        {
            if (sections.Value is not Value.Constant { Object: int parts }) return Eagerly(Fallbacks.NotConstant, sections.Source, "the number of pieces must be known at build time: a constant, or computed from constants");
            try
            {
                var sizes = IR.Split.EqualSizes(node.Type, parts, along);
                var size = node.Shape[along < 0 ? along + node.Rank : along];
                Scope.Builder.Require(new(sizes[0] * parts, size, $"split: axis {along} divides into {parts} equal parts"));
                for (var i = 1; i < parts; i++) positions.Add(sizes[0] * i);
            }
            catch (OpException e)
            {
                return Mistake(Mistakes.OfOps[e.Id], (e.AttributeName == "axis" ? axis! : sections).Source.Syntax, e.Description);
            }
        }
        else if (OpBinder.Dims(cuts!.Value) is { } at)
        {
            positions.AddRange(at);
        }
        else
        {
            return Eagerly(Fallbacks.NotConstant, cuts.Source, "the positions to cut at must be made of constants and sizes of tensors, because they make the shapes");
        }
        var pieces = new List<Value>();
        for (var i = 0; i <= positions.Count; i++)
        {
            // A slice checks the axis; the end of the last piece is the axis's.
            var isLast = i == positions.Count;
            var end = isLast ? along >= -node.Rank && along < node.Rank ? node.Shape[along < 0 ? along + node.Rank : along] : Dim.Zero : positions[i];
            pieces.Add(AddTensor(new(OpTable.Slice, call, [new(node, x.Source)],
                [
                    new("starts", new Attr.Dims(Seq.Of(i == 0 ? Dim.Zero : positions[i - 1])), cuts?.Source ?? call),
                    new("stops", new Attr.Dims(Seq.Of(end)), cuts?.Source ?? call),
                    new("axes", new Attr.Ints(Seq.Of((long)along)), axis?.Source ?? call),
                ])));
        }
        return pieces.Any(p => p is Value.Unknown) ? Value.Unknown.Value : new Value.List(pieces.ToSeq());
    }
}
