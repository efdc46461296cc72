// Lanes.targets makes the same file for the other registers of more than one int (see F32x16.cs).
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.Unsafe;
using Register = System.Runtime.Intrinsics.Vector512<System.Int32>;

namespace GraphCompiler.Kernels;

public readonly partial struct I32x16
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static I32x16 LoadNarrow<TNarrow>(ref TNarrow source, nint index) where TNarrow : unmanaged
    {
        NarrowRegister.Load(ref Add(ref source, index), out Register x);
        return BitCast<Register, I32x16>(x);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreNarrow<TNarrow>(I32x16 x, ref TNarrow target, nint index) where TNarrow : unmanaged =>
        NarrowRegister.Store(x._bits, ref Add(ref target, index));
}
