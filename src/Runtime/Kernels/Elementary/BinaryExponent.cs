namespace GraphCompiler.Kernels;

internal static partial class BinaryExponent
{
    // The smallest normal numbers.
    private const double SmallestFloat = 1.17549435E-38, SmallestDouble = 2.2250738585072014E-308;
}
