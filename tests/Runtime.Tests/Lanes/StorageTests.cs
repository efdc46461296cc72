using System;
using System.Linq;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

public class StorageOf16Tests : StorageTests<F32x16, I32x16>;

public class StorageOf8Tests : StorageTests<F32x8, I32x8>;

public class StorageOf4Tests : StorageTests<F32x4, I32x4>;

public class StorageOf1Tests : StorageTests<F32x1, I32x1>;

/// <summary>The dtypes for storage in registers of 4-byte lanes, against conversions of single elements.</summary>
public abstract class StorageTests<F, I>
    where F : struct, IFloat32Lanes<F, I>
    where I : struct, IInt32Lanes<I, F>
{
    private static readonly ushort[] s_words = Enumerable.Range(0, 1 << 16).Select(i => (ushort)i).ToArray();

    private delegate F LoadsFloats<T>(ref T source, nint index, int count);

    private delegate I LoadsIntegers<T>(ref T source, nint index, int count);

    private delegate void Stores<V, T>(V x, ref T target, nint index, int count);

    [Fact]
    public void Every_half_is_loaded_as_its_float() =>
        CheckLoad(s_words.Select(w => BitConverter.UInt16BitsToHalf(w)).ToArray(), x => (float)x, Storage.Load<F, I>);

    [Fact]
    public void Every_bfloat16_is_loaded_as_its_float() =>
        CheckLoad(s_words.Select(BFloat16.FromBits).ToArray(), x => (float)x, Storage.Load<F, I>);

    [Fact]
    public void Bytes_are_loaded_as_their_int()
    {
        CheckLoad(s_words.Select(w => (sbyte)w).Take(300).ToArray(), x => x, Storage.Load<F, I>);
        CheckLoad(s_words.Select(w => (byte)w).Take(300).ToArray(), x => x, Storage.Load<F, I>);
    }

    [Fact]
    public void Floats_are_stored_as_the_nearest_element()
    {
        // Every tie between two elements, its neighbours, and what lies beyond the elements.
        var floats = s_words.SelectMany(w => Around((float)BitConverter.UInt16BitsToHalf(w), 1 << 12).Concat(Around((float)BFloat16.FromBits(w), 1 << 15))).ToArray();
        CheckStore<F, float, Half>(floats, x => (Half)x, F.Load, Storage.Store<F, I>);
        CheckStore<F, float, BFloat16>(floats, x => (BFloat16)x, F.Load, Storage.Store<F, I>);
    }

    [Fact]
    public void Ints_are_stored_as_their_last_byte()
    {
        var ints = Enumerable.Range(-1000, 2000).Append(int.MinValue).Append(int.MaxValue).ToArray();
        CheckStore<I, int, sbyte>(ints, x => (sbyte)x, I.Load, Storage.Store<F, I>);
        CheckStore<I, int, byte>(ints, x => (byte)x, I.Load, Storage.Store<F, I>);
    }

    [Fact]
    public void Part_of_a_register_touches_nothing_else()
    {
        for (var count = 0; count <= F.Count; count++)
        {
            var halves = Enumerable.Range(1, count).Select(i => (Half)i).ToArray();
            var loaded = Lanes(Storage.Load<F, I>(ref First(halves), 0, count));
            Assert.Equal(Enumerable.Range(1, F.Count).Select(i => i <= count ? i : 0f), loaded);
            var stored = Enumerable.Repeat((Half)(-1), F.Count + 2).ToArray();
            Storage.Store<F, I>(F.Splat(2), ref stored[0], 1, count);
            Assert.Equal(Enumerable.Range(0, F.Count + 2).Select(i => i >= 1 && i <= count ? (Half)2 : (Half)(-1)), stored);
            var bytes = Enumerable.Repeat((byte)9, F.Count + 2).ToArray();
            Storage.Store<F, I>(I.Splat(2), ref bytes[0], 1, count);
            Assert.Equal(Enumerable.Range(0, F.Count + 2).Select(i => i >= 1 && i <= count ? (byte)2 : (byte)9), bytes);
        }
    }

    [Fact]
    public void Elements_apart()
    {
        var words = s_words.Take(3 * F.Count + 1).Select(w => (byte)w).ToArray();
        var x = new int[F.Count];
        I.Store(Storage.LoadStrided<F, I>(ref words[0], 1, 3, F.Count), ref x[0], 0);
        Assert.Equal(Enumerable.Range(0, F.Count).Select(i => 1 + 3 * i), x);
        I.Store(Storage.LoadStrided<F, I>(ref words[0], F.Count - 1, -1, F.Count), ref x[0], 0);
        Assert.Equal(Enumerable.Range(0, F.Count).Reverse(), x);
    }

    [Fact]
    public void Ints_round_once_to_bfloat16()
    {
        var random = new Random(1);
        var ints = Enumerable.Range(0, 20000).Select(_ => random.Next(int.MinValue, int.MaxValue) >> random.Next(31))
            .Concat(Enumerable.Range(0, 128).SelectMany(i => new[] { (2 * i + 257) << 16, ((2 * i + 257) << 16) + 1, ((2 * i + 257) << 16) - 1 }))
            .Append(int.MinValue).Append(int.MaxValue).ToArray();
        foreach (var x in ints.SelectMany(x => new[] { x, unchecked(-x) }))
        {
            var stored = new BFloat16[1];
            Storage.Store<F, I>(I.ToFloat(Storage.RoundToOdd<F, I>(I.Splat(x))), ref stored[0], 0, 1);
            Assert.True((BFloat16)(double)x == stored[0], $"{x} gave {stored[0]}, expected {(BFloat16)(double)x}");
        }
    }

    private static float[] Around(float value, int half)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return [value, .. new[] { half - 1, half, half + 1 }.Select(d => BitConverter.Int32BitsToSingle(bits + d))];
    }

    private static ref T First<T>(T[] elements) => ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(elements);

    private static float[] Lanes(F x)
    {
        var lanes = new float[F.Count];
        F.Store(x, ref lanes[0], 0);
        return lanes;
    }

    private static void CheckLoad<T>(T[] elements, Func<T, float> convert, LoadsFloats<T> load)
    {
        for (var next = 0; next < elements.Length; next += F.Count)
        {
            // The last register begins before the one before ends.
            var i = Math.Min(next, elements.Length - F.Count);
            var lanes = Lanes(load(ref elements[0], i, F.Count));
            for (var lane = 0; lane < lanes.Length; lane++)
                AssertSame(convert(elements[i + lane]), lanes[lane], elements[i + lane]);
        }
    }

    private static void CheckLoad<T>(T[] elements, Func<T, int> convert, LoadsIntegers<T> load)
    {
        var lanes = new int[F.Count];
        for (var next = 0; next < elements.Length; next += F.Count)
        {
            // The last register begins before the one before ends.
            var i = Math.Min(next, elements.Length - F.Count);
            I.Store(load(ref elements[0], i, F.Count), ref lanes[0], 0);
            Assert.Equal(elements.Skip(i).Take(F.Count).Select(convert), lanes);
        }
    }

    private delegate V Loads<V, TFrom>(ref TFrom source, nint index);

    private static void CheckStore<V, TFrom, T>(TFrom[] values, Func<TFrom, T> convert, Loads<V, TFrom> load, Stores<V, T> store)
    {
        var stored = new T[F.Count];
        for (var next = 0; next < values.Length; next += F.Count)
        {
            // The last register begins before the one before ends.
            var i = Math.Min(next, values.Length - F.Count);
            store(load(ref values[0], i), ref stored[0], 0, F.Count);
            for (var lane = 0; lane < F.Count; lane++)
                AssertSame(Number(convert(values[i + lane])), Number(stored[lane]), values[i + lane]);
        }
    }

    private static float Number<T>(T value) => value switch
    {
        Half x => (float)x,
        BFloat16 x => x,
        _ => Convert.ToSingle(value),
    };

    private static void AssertSame(float expected, float actual, object? from)
    {
        if (float.IsNaN(expected) ? !float.IsNaN(actual) : BitConverter.SingleToInt32Bits(expected) != BitConverter.SingleToInt32Bits(actual))
            Assert.Fail($"{from} gave {actual}, expected {expected}");
    }
}
