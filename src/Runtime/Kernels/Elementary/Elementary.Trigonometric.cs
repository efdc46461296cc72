using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

internal static partial class Elementary<F, T, I, N>
{
    [MethodImpl(Called)]
    public static F Sin(F x)
    {
        Quadrant(x, out F quadrant, out F sin, out F cos);
        F y = F.Select(IsOdd(quadrant), cos, sin) ^ SignBit(quadrant);
        return F.Any(IsHuge(x)) ? F.Select(IsHuge(x), F.Map<LibrarySin>(x), y) : y;
    }

    [MethodImpl(Called)]
    public static F Cos(F x)
    {
        Quadrant(x, out F quadrant, out F sin, out F cos);
        F y = F.Select(IsOdd(quadrant), sin, cos) ^ SignBit(quadrant + F.Of(1));
        return F.Any(IsHuge(x)) ? F.Select(IsHuge(x), F.Map<LibraryCos>(x), y) : y;
    }

    [MethodImpl(Called)]
    public static F Tan(F x)
    {
        Quadrant(x, out F quadrant, out F sin, out F cos);
        F odd = IsOdd(quadrant);
        F y = F.Select(odd, -cos, sin) / F.Select(odd, sin, cos);
        return F.Any(IsHuge(x)) ? F.Select(IsHuge(x), F.Map<LibraryTan>(x), y) : y;
    }

    /// <summary>Mask of the second and fourth quadrant.</summary>
    [MethodImpl(Inline)]
    private static F IsOdd(F quadrant) => F.LessThan(I.AsFloat(F.Bits(quadrant) << SignShift) | F.Of(1), default);

    /// <summary>The sign bit in the third and fourth quadrant.</summary>
    [MethodImpl(Inline)]
    private static F SignBit(F quadrant) => I.AsFloat(F.Bits(quadrant) >>> 1 << SignShift);

    private static int SignShift { [MethodImpl(Inline)] get => IsSingle ? 31 : 63; }

    /// <summary>Arguments that three parts of π/2 do not reduce well enough; they go one by one through System.Math.</summary>
    [MethodImpl(Inline)] private static F IsHuge(F x) => F.GreaterThan(F.Abs(x), F.Of(IsSingle ? 71476 : 1e9));

    /// <summary>
    /// sin r and cos r of r = x − k·π/2, |r| ≤ π/4 (Cody and Waite's reduction). The quadrant is k in the lowest bits
    /// of a number whose last place counts ones.
    /// </summary>
    [MethodImpl(Inline)]
    private static void Quadrant(F x, out F quadrant, out F sin, out F cos)
    {
        quadrant = F.FusedMultiplyAdd(x, F.Of(2 / Math.PI), Magic);
        F k = quadrant - Magic;
        F r, z;
        if (IsSingle)
        {
            // The parts of π/2 are truncated, not rounded: of one sign, they leave −0 as it is.
            r = F.FusedMultiplyAdd(k, F.Of(-1.570796251296997), x);
            r = F.FusedMultiplyAdd(k, F.Of(-7.549789415861596e-8), r);
            r = F.FusedMultiplyAdd(k, F.Of(-5.390302529957765e-15), r);
            z = r * r;
            sin = F.Of(-0.00019518286);
            sin = F.Horner(sin, z, 0.00833218917);
            sin = F.Horner(sin, z, -0.166666552);
            cos = F.Of(2.44325656e-5);
            cos = F.Horner(cos, z, -0.00138873106);
            cos = F.Horner(cos, z, 0.0416666456);
        }
        else
        {
            r = F.FusedMultiplyAdd(k, F.Of(-1.5707963267948966), x);
            r = F.FusedMultiplyAdd(k, F.Of(-6.123233995736765e-17), r);
            r = F.FusedMultiplyAdd(k, F.Of(-1.0828566739219139e-32), r);
            z = r * r;
            sin = F.Of(1.5895930827408573e-10);
            sin = F.Horner(sin, z, -2.5050742062705585e-8);
            sin = F.Horner(sin, z, 2.7557313580370723e-6);
            sin = F.Horner(sin, z, -0.00019841269829452506);
            sin = F.Horner(sin, z, 0.0083333333333219118);
            sin = F.Horner(sin, z, -0.1666666666666663);
            cos = F.Of(-1.1358771176164837e-11);
            cos = F.Horner(cos, z, 2.0875705817646349e-9);
            cos = F.Horner(cos, z, -2.7557314219958562e-7);
            cos = F.Horner(cos, z, 2.48015872890106e-5);
            cos = F.Horner(cos, z, -0.0013888888888873351);
            cos = F.Horner(cos, z, 0.041666666666666595);
        }
        sin = F.CopySign(F.FusedMultiplyAdd(sin, z * r, r), r);    // −0 stays −0
        cos = F.Horner(F.Horner(cos, z, -0.5), z, 1);
    }

    private readonly struct LibrarySin : IScalarFunction<T>
    {
        public static T Invoke(T x) => Double(Math.Sin(Double(x)));
    }

    private readonly struct LibraryCos : IScalarFunction<T>
    {
        public static T Invoke(T x) => Double(Math.Cos(Double(x)));
    }

    private readonly struct LibraryTan : IScalarFunction<T>
    {
        public static T Invoke(T x) => Double(Math.Tan(Double(x)));
    }

    [MethodImpl(Inline)] private static double Double(T x) => IsSingle ? Unsafe.BitCast<T, float>(x) : Unsafe.BitCast<T, double>(x);

    [MethodImpl(Inline)] private static T Double(double x) => IsSingle ? Unsafe.BitCast<float, T>((float)x) : Unsafe.BitCast<double, T>(x);
}
