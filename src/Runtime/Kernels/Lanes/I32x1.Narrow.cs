using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

public readonly partial struct I32x1
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static I32x1 LoadNarrow<TNarrow>(ref TNarrow source, nint index) where TNarrow : unmanaged
    {
        ref TNarrow element = ref Unsafe.Add(ref source, index);
        return new(Vector128.CreateScalar(
            Unsafe.SizeOf<TNarrow>() == 2 ? Unsafe.As<TNarrow, ushort>(ref element)
            : typeof(TNarrow) == typeof(sbyte) ? Unsafe.As<TNarrow, sbyte>(ref element)
            : Unsafe.As<TNarrow, byte>(ref element)));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreNarrow<TNarrow>(I32x1 x, ref TNarrow target, nint index) where TNarrow : unmanaged
    {
        ref TNarrow element = ref Unsafe.Add(ref target, index);
        if (Unsafe.SizeOf<TNarrow>() == 2)
            Unsafe.As<TNarrow, ushort>(ref element) = (ushort)x._bits.ToScalar();
        else
            Unsafe.As<TNarrow, byte>(ref element) = (byte)x._bits.ToScalar();
    }
}
