namespace GraphCompiler.Kernels;

/// <summary>Arithmetic of sizes in generated code.</summary>
public static class Sizes
{
    /// <summary>The largest integer not above a / b.</summary>
    public static nint FloorDivide(nint a, nint b)
    {
        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }
}
