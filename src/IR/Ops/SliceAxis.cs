using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// What a slice takes of one axis: the elements First, First + Step, …, Count of them. Exact for symbolic sizes too:
/// numpy's limits on positions become maxima and minima of dims.
/// </summary>
internal readonly record struct SliceAxis(Dim First, long Step, Dim Count)
{
    public static Seq<SliceAxis> Of(Node node)
    {
        var (starts, stops, steps) = (node.Dims("starts"), node.Dims("stops"), node.Ints("steps"));
        return node.Inputs[0].Shape.Select((size, i) => Along(size, starts[i], stops[i], steps[i])).ToSeq();
    }

    /// <summary>
    /// Checks the attributes of a slice and stores them for all axes in order. Where the size is a constant the positions are
    /// stored as limited (a backward slice that ends before element 0 keeps the stop -size-1), else as they were given.
    /// </summary>
    public static Seq<SliceAxis> Normalise(OpCall call)
    {
        var shape = call.Operands[0].Shape;
        var (starts, stops) = (call.Dims("starts"), call.Dims("stops"));
        var steps = call.Attribute("steps") is Attr.Ints s ? s.Values : starts.Map(_ => 1L);
        if (call.Attribute("axes") is Attr.Absent)
        {
            if (starts.Count > shape.Count)
                throw call.Fail(OpErrors.Rank, $"{starts.Count} starts given for {call.NameOf(0)} of rank {shape.Count}; at most one per axis", attribute: "starts");
            call.Normalise("axes", new Attr.Ints(Enumerable.Range(0, starts.Count).Select(i => (long)i).ToSeq()));
        }
        var given = call.Ints("axes").Map(a => a < 0 ? a + shape.Count : a);
        call.Axes("axes", shape.Count);
        foreach (var (name, count) in new[] { ("stops", stops.Count), ("steps", steps.Count), ("axes", given.Count) })
        {
            if (count != starts.Count)
                throw call.Fail(OpErrors.AttributeValue, $"{starts.Count} starts and {count} {name}; one for each axis is needed", attribute: name);
        }

        var result = new SliceAxis[shape.Count];
        var (allStarts, allStops, allSteps) = (new Dim[shape.Count], new Dim[shape.Count], new long[shape.Count]);
        for (var axis = 0; axis < shape.Count; axis++)
        {
            var size = shape[axis];
            var i = given.ToList().IndexOf(axis);
            var (start, stop, step) = i < 0 ? (0, size, 1) : (starts[i], stops[i], steps[i]);
            if (step == 0) throw call.Fail(OpErrors.AttributeValue, $"the step of axis {axis} is 0; it must be positive or negative", attribute: "steps");
            foreach (var (name, position) in new[] { ("starts", start), ("stops", stop) })
            {
                if (position.Lower is not >= 0 && position.Upper is not < 0)
                    throw call.Fail(OpErrors.AttributeValue, $"the position {position} in {name} may be negative or not, depending on its symbols; negative ones would count from the end", attribute: name);
            }
            if (size.AsConstant is { } n && start.AsConstant is { } first && stop.AsConstant is { } end)
            {
                start = Limit(first, n, step);
                stop = Limit(end, n, step) is var limited and >= 0 ? limited : -n - 1;
                if (start.Is(-1)) (start, stop) = (0, 0);
            }
            result[axis] = Along(size, start, stop, step);
            (allStarts[axis], allStops[axis], allSteps[axis]) = (start, stop, step);
        }
        call.Normalise("starts", new Attr.Dims(allStarts));
        call.Normalise("stops", new Attr.Dims(allStops));
        call.Normalise("steps", new Attr.Ints(allSteps));
        call.Normalise("axes", Attr.Absent.Value);
        return result;
    }

    private static long Limit(long position, long size, long step)
    {
        if (position < 0) position += size;
        var (low, high) = step > 0 ? (0, size) : (-1, size - 1);
        return position < low ? low : position > high ? high : position;
    }

    private static SliceAxis Along(Dim size, Dim start, Dim stop, long step)
    {
        if (step > 0)
        {
            var first = start.Upper < 0 ? Dim.Max(size + start, 0) : start;
            // Neither a start beyond the end nor a stop below 0 need a limit: no elements are left either way.
            var end = stop.Upper < 0 ? size + stop : Dim.Min(stop, size);
            return new(first, step, Dim.Max(Dim.CeilDiv(end - first, step), 0));
        }
        else
        {
            var first = start.Upper < 0 ? size + start : Dim.Min(start, size - 1);
            var end = stop.Upper < 0 ? Dim.Max(size + stop, -1) : stop;
            return new(first, step, Dim.Max(Dim.CeilDiv(first - end, -step), 0));
        }
    }
}
