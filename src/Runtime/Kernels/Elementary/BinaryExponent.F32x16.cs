// Lanes.targets makes the same file for every floating-point register of more than one lane (see Lanes/F32x16.cs).
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;
using Element = System.Single;
using Isa = System.Runtime.Intrinsics.X86.Avx512F;
using Reduction = System.Runtime.Intrinsics.X86.Avx512DQ;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;
using Vector = System.Runtime.Intrinsics.Vector512;
using Words = System.Runtime.Intrinsics.Vector512<System.Int32>;

namespace GraphCompiler.Kernels;

/// <summary>Numbers as m·2^e: one instruction each with AVX-512, a few with anything else, and always the same bits.</summary>
internal static partial class BinaryExponent
{
    /// <summary>x less the nearest integer k, for 2^x as <c>Scale</c> of 2^(x − k) and k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register FromNearest(Register x, out Register k)
    {
        // The instruction makes 0 of an infinity, and Scale's takes any k. Others need an x of which 2^x is just 0 or infinite.
        if (!Reduction.IsSupported) x = MaxNative(Create(sizeof(Element) == 4 ? (Element)(-151.0) : (Element)(-1076.0)),
            MinNative(Create(sizeof(Element) == 4 ? (Element)129.0 : (Element)1025.0), x));
        k = Round(x);
        return Reduction.IsSupported ? Reduction.Reduce(x, 0) : x - k;
    }

    /// <summary>x·2^k for an integral k of magnitude up to 2000 (f32: 250), or as <c>FromNearest</c> gives it, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Scale(Register x, Register k)
    {
        if (Isa.IsSupported) return Isa.Scale(x, k);
        // Two normal factors; the first product is exact, so only the second rounds.
        Register half = Floor(k * Create((Element)0.5));
        return x * PowerOf2(half) * PowerOf2(k - half);
    }

    /// <summary>2^k for an integral k such that 2^k is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register PowerOf2(Register k) =>
        // 1.5·2^MantissaBits pushes an integer into the lowest bits of the sum; the exponent's bias rides along.
        ((k + Create(sizeof(Element) == 4 ? (Element)(12582912.0 + 127) : (Element)(6755399441055744.0 + 1023))).AsInt32()
            << (sizeof(Element) == 4 ? 23 : 52)).AsSingle();

    /// <summary>The m in [0.75, 1.5) of x = m·2^e; 1 for zero and infinity, NaN for negative x and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Mantissa(Register x) => Isa.IsSupported ? Isa.GetMantissa(x, 0b1111) : SplitMantissa(x);

    /// <summary>The e of x = m·2^e, given m; −∞ for zero, ∞ for infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Exponent(Register x, Register mantissa) =>
        Isa.IsSupported ? Isa.GetExponent(x) - Isa.GetExponent(mantissa) : SplitExponent(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Register SplitMantissa(Register x)
    {
        Words bits = MakeNormal(x).AsInt32();
        Register m = (bits - (ExponentBits(bits) << (sizeof(Element) == 4 ? 23 : 52))).AsSingle();
        m = ConditionalSelect(LessThan(x, Create(Element.PositiveInfinity)), m, x);
        m = ConditionalSelect(Vector.Equals(x, Create(Element.PositiveInfinity)) | Vector.Equals(x, Register.Zero), Create((Element)1), m);
        return ConditionalSelect(LessThan(x, Register.Zero), Create(Element.NaN), m);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Register SplitExponent(Register x)
    {
        Register e = ConvertToSingle(ExponentBits(MakeNormal(x).AsInt32()));
        e -= LessThan(x, Create(sizeof(Element) == 4 ? (Element)SmallestFloat : (Element)SmallestDouble)) & Create((Element)(sizeof(Element) == 4 ? 24 : 53));
        e = ConditionalSelect(Vector.Equals(x, Register.Zero), Create(Element.NegativeInfinity), e);
        return ConditionalSelect(LessThan(x, Create(Element.PositiveInfinity)), e, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Register MakeNormal(Register x) => ConditionalSelect(LessThan(x, Create(sizeof(Element) == 4 ? (Element)SmallestFloat : (Element)SmallestDouble)),
        x * Create(sizeof(Element) == 4 ? (Element)(1L << 24) : (Element)(1L << 53)), x);

    /// <summary>How many octaves above [0.75, 1.5).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Words ExponentBits(Words bits) => bits - Create((Element)0.75).AsInt32() >> (sizeof(Element) == 4 ? 23 : 52);
}
