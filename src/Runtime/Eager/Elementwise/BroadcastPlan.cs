using System;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

/// <summary>
/// How to walk operands of different shapes: rows of <see cref="Inner"/> consecutive results, in which each operand is either
/// consecutive or one repeated element; and the outer axes with each operand's step, 0 where it is broadcast.
/// </summary>
/// <remarks>Neighbouring axes that every operand walks alike are merged, so most plans have one outer axis or none.</remarks>
internal sealed class BroadcastPlan
{
    // From the inside out.
    private readonly nint[] _sizes;
    private readonly nint[][] _steps;

    /// <summary>For a shape that the operands broadcast to; no axis of it is empty.</summary>
    public BroadcastPlan(Shape result, params ReadOnlySpan<Shape> operands)
    {
        var sizes = new nint[result.Rank + 1];
        var steps = new nint[operands.Length][];
        Span<nint> consecutive = stackalloc nint[operands.Length];
        for (var k = 0; k < operands.Length; k++)
        {
            steps[k] = new nint[result.Rank + 1];
            consecutive[k] = 1;
        }

        var count = 0;
        for (var axis = 1; axis <= result.Rank; axis++)
        {
            var size = result[^axis];
            if (size == 1) continue;
            var merges = count > 0;
            for (var k = 0; k < operands.Length; k++)
            {
                var own = axis <= operands[k].Rank ? operands[k][^axis] : 1;
                var step = own == 1 ? 0 : consecutive[k];
                consecutive[k] *= own;
                steps[k][count] = step;
                merges = merges && step == steps[k][count - 1] * sizes[count - 1];
            }
            if (merges) sizes[count - 1] *= size;
            else sizes[count++] = size;
        }
        if (count == 0) sizes[count++] = 1;

        Inner = sizes[0];
        Repeats = new bool[operands.Length];
        _sizes = sizes[1..count];
        _steps = new nint[operands.Length][];
        for (var k = 0; k < operands.Length; k++)
        {
            Repeats[k] = steps[k][0] == 0;
            _steps[k] = steps[k][1..count];
        }
    }

    /// <summary>The shape that two shapes broadcast to; false when they do not.</summary>
    /// <param name="op">What messages call the op.</param>
    /// <param name="a">A shape.</param>
    /// <param name="b">Another one.</param>
    /// <param name="result">The larger of the sizes of each axis.</param>
    /// <exception cref="OpException">More elements than a tensor can have.</exception>
    public static bool TryBroadcast(string op, Shape a, Shape b, out Shape result)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        Span<nint> sizes = stackalloc nint[rank];
        for (var i = 1; i <= rank; i++)
        {
            var (own, other) = (i <= a.Rank ? a[^i] : 1, i <= b.Rank ? b[^i] : 1);
            sizes[^i] = own == 1 ? other : own;
            if (own == other || own == 1 || other == 1) continue;
            result = default;
            return false;
        }
        result = Shape.OfResult(op, sizes);
        return true;
    }

    /// <summary>Results per row.</summary>
    public nint Inner { get; }

    /// <summary>Per operand: whether it is one element within a row.</summary>
    public bool[] Repeats { get; }

    /// <summary>Where operand <paramref name="k"/>'s part of a row begins.</summary>
    public nint RowStart(int k, nint row)
    {
        nint offset = 0;
        for (var axis = 0; axis < _sizes.Length - 1; axis++)
        {
            (row, var index) = Math.DivRem(row, _sizes[axis]);
            offset += index * _steps[k][axis];
        }
        return _sizes.Length == 0 ? 0 : offset + row * _steps[k][^1];
    }
}
