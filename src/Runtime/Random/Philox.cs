using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011): a function of a 64-bit key and a
/// 128-bit counter, so any block of four words can be had without those before it.
/// </summary>
internal static class Philox
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The four words of one counter.</summary>
    public static (uint, uint, uint, uint) Block(ulong key, ulong counterLow, ulong counterHigh)
    {
        I64x1 x0 = I64x1.Splat((uint)counterLow), x1 = I64x1.Splat((uint)(counterLow >> 32));
        I64x1 x2 = I64x1.Splat((uint)counterHigh), x3 = I64x1.Splat((uint)(counterHigh >> 32));
        Run<I64x1, F64x1>(key, ref x0, ref x1, ref x2, ref x3);
        return ((uint)x0.Register[0], (uint)x1.Register[0], (uint)x2.Register[0], (uint)x3.Register[0]);
    }

    /// <summary>Turns counters, a 32-bit word in each 64-bit lane, into random words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<L, D>(ulong key, ref L x0, ref L x1, ref L x2, ref L x3)
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>
    {
        var word = L.Splat(0xFFFFFFFF);
        uint key0 = (uint)key, key1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = x0 * L.Splat(Multiplier0);
            var product1 = x2 * L.Splat(Multiplier1);
            x0 = product1 >>> 32 ^ x1 ^ L.Splat(key0);
            x1 = product1 & word;
            x2 = product0 >>> 32 ^ x3 ^ L.Splat(key1);
            x3 = product0 & word;
            key0 += Weyl0;
            key1 += Weyl1;
        }
    }
}
