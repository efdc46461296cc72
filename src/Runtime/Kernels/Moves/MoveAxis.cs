namespace GraphCompiler.Kernels;

/// <summary>One axis of a copy.</summary>
/// <param name="Size">Number of elements along it.</param>
/// <param name="SourceStep">Elements from one to the next in the source; 0 repeats one, negative steps go backwards.</param>
/// <param name="TargetStep">Elements from one to the next in the target; not 0 where there is more than one.</param>
public readonly record struct MoveAxis(nint Size, nint SourceStep, nint TargetStep)
{
    /// <summary>This axis and one inside it as a single axis, where both the source and the target step through them evenly.</summary>
    internal bool TryMerge(MoveAxis inner, out MoveAxis merged)
    {
        merged = inner with { Size = Size * inner.Size };
        return SourceStep == inner.SourceStep * inner.Size && TargetStep == inner.TargetStep * inner.Size;
    }

    /// <summary>Distance in the target, whatever the direction.</summary>
    internal nint TargetDistance => TargetStep < 0 ? -TargetStep : TargetStep;
}
