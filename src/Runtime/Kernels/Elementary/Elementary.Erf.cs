using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

internal static partial class Elementary<F, T, I, N>
{
    /// <summary>x + x·P(x²) up to 1 and 1 − e^g(x) above, where the polynomial g approximates ln erfc.</summary>
    [MethodImpl(Inline)]
    public static F Erf(F x)
    {
        F t = F.AtMost(F.Abs(x), F.Of(IsSingle ? 4 : 6));
        F z = t * t;
        F p, g;
        if (IsSingle)
        {
            p = F.Of(-0.000562835252);
            p = F.Horner(p, z, 0.00491675641);
            p = F.Horner(p, z, -0.0267105773);
            p = F.Horner(p, z, 0.112801515);
            p = F.Horner(p, z, -0.37612322);
            p = F.Horner(p, z, 0.128379121);
            g = F.Of(0.000185578057);
            g = F.Horner(g, t, -0.00293962448);
            g = F.Horner(g, t, 0.0218053199);
            g = F.Horner(g, t, -0.103037275);
            g = F.Horner(g, t, -0.638225853);
            g = F.Horner(g, t, -1.12703991);
            g = F.Horner(g, t, -0.000353751821);
        }
        else
        {
            p = F.Of(-7.6498598843001532e-10);
            p = F.Horner(p, z, 1.3640098442161785e-8);
            p = F.Horner(p, z, -1.6189568767600131e-7);
            p = F.Horner(p, z, 1.6444895094097296e-6);
            p = F.Horner(p, z, -1.4924526711181572e-5);
            p = F.Horner(p, z, 0.00012055283675613412);
            p = F.Horner(p, z, -0.0008548325589712131);
            p = F.Horner(p, z, 0.0052239775988451257);
            p = F.Horner(p, z, -0.026866170642199816);
            p = F.Horner(p, z, 0.11283791670938273);
            p = F.Horner(p, z, -0.37612638903183365);
            p = F.Horner(p, z, 0.12837916709551256);
            g = F.Of(1.0283181802071084e-12);
            g = F.Horner(g, t, -4.7072552779421329e-11);
            g = F.Horner(g, t, 1.0084792293073954e-9);
            g = F.Horner(g, t, -1.3420124697944553e-8);
            g = F.Horner(g, t, 1.2398788908446298e-7);
            g = F.Horner(g, t, -8.400729336784073e-7);
            g = F.Horner(g, t, 4.2780700256221641e-6);
            g = F.Horner(g, t, -1.6335882480010794e-5);
            g = F.Horner(g, t, 4.4525667616287202e-5);
            g = F.Horner(g, t, -6.9195469970576891e-5);
            g = F.Horner(g, t, -4.6962495005799434e-5);
            g = F.Horner(g, t, 0.00064428757304484411);
            g = F.Horner(g, t, -0.0017725856335721708);
            g = F.Horner(g, t, 0.00028370734116253709);
            g = F.Horner(g, t, 0.019075950531018231);
            g = F.Horner(g, t, -0.10274613982897714);
            g = F.Horner(g, t, -0.63662887821772729);
            g = F.Horner(g, t, -1.1283772449059601);
            g = F.Horner(g, t, -1.8813968835405371e-7);
        }
        F small = F.FusedMultiplyAdd(p, t, t);
        F large = F.Of(1) - ScaledExp(g, 0);
        return F.CopySign(F.Select(F.LessThan(t, F.Of(1)), small, large), x);
    }
}
