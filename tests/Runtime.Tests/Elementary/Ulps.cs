using System;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Distance in units in the last place: how many representable numbers lie between two.</summary>
internal static class Ulps
{
    public static void AssertWithin(int allowed, float expected, float got, string what)
    {
        if (float.IsNaN(expected) || float.IsNaN(got) || expected == 0)
            Assert.True(Identical(expected, got), $"{what}: {got:G9}, expected {expected:G9}");
        else
            Assert.True(Math.Abs(Ordered(BitConverter.SingleToInt32Bits(expected), int.MinValue) - Ordered(BitConverter.SingleToInt32Bits(got), int.MinValue)) <= allowed,
                $"{what}: {got:G9}, expected {expected:G9} within {allowed} ULP");
    }

    public static void AssertWithin(int allowed, double expected, double got, string what)
    {
        if (double.IsNaN(expected) || double.IsNaN(got) || expected == 0)
            Assert.True(Identical(expected, got), $"{what}: {got:R}, expected {expected:R}");
        else
            Assert.True(Int128.Abs((Int128)Ordered(BitConverter.DoubleToInt64Bits(expected), long.MinValue) - Ordered(BitConverter.DoubleToInt64Bits(got), long.MinValue)) <= allowed,
                $"{what}: {got:R}, expected {expected:R} within {allowed} ULP");
    }

    private static bool Identical(double a, double b) => double.IsNaN(a) ? double.IsNaN(b) : a == b && double.IsNegative(a) == double.IsNegative(b);

    /// <summary>Bit patterns as integers that grow with the number.</summary>
    private static long Ordered(long bits, long smallest) => bits < 0 ? smallest - bits : bits;
}
