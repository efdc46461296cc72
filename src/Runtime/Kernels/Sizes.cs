namespace GraphCompiler.Kernels;

/// <summary>Arithmetic of sizes in generated code.</summary>
public static class Sizes
{
    /// <summary>
    /// The largest integer not above a / b; 0 where b is 0. That is the size of something in a branch that is not taken: what is
    /// computed from it beforehand, places in the arena, must not fail.
    /// </summary>
    public static nint FloorDivide(nint a, nint b)
    {
        if (b == 0) return 0;
        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }
}
