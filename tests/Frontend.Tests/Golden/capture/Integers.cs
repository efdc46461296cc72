using System;

/// <summary>Plain integers of all sizes, and shifts.</summary>
public static partial class Integers
{
    [GraphFunction]
    public static Tensor<int>[] Small(int n, long m, float f)
    {
        var (b, s) = ((byte)(n * 100), (sbyte)(n * 100));
        var (h, u) = ((short)(n * 30000), (ushort)(n * 30000));
        var c = (char)(n * 70000);
        b++;
        s += 100;
        h *= 3;
        u -= 60000;
        c--;
        var sums = b + s + h + u + c;
        var bits = (b & 7) | (s ^ h) | ~u;
        b = (byte)f;
        h = (short)(f * 40000f);
        u = (ushort)m;
        return [b, s, h, u, c, sums, bits, (sbyte)u, (byte)h, (short)c, Math.Max(b, (byte)7), -s, h / s, b > h ? 1 : 0];
    }

    [GraphFunction]
    public static Tensor<long>[] Unsigned(int n, long m, float f)
    {
        var (a, b) = ((uint)(n - 3), (uint)m);
        var c = a * b + 7u;
        var d = a / (b + 1u) - a % 5u;
        a++;
        b -= 100u;
        c = ~c;
        var mixed = a + n;
        var negative = -a;
        var less = a < b ? 1u : 2u;
        var fromFloat = (uint)(f * -1f) + (uint)(f * 4e9f);
        return [a, b, c, d, mixed, negative, less, fromFloat, (int)a, (long)(float)b, a & b, a | 0x80000000u, a ^ b, (uint)(short)n];
    }

    [GraphFunction]
    public static Tensor<int>[] Shifts(int n, int k, byte b)
    {
        n = n * 1234567891 - 77;
        k = k * 13 - 30;
        var left = n;
        left <<= k;
        b <<= 3;
        b >>= 1;
        return [n << k, n >> k, n >>> k, left, n << 3, n >> 31, n >>> 33, n << -1, 1 << k, b, -8 >> 1, (n >> 2) & 0xff, (short)n >> 3, (int)((uint)n >> 5), (int)((uint)n << k)];
    }

    [GraphFunction]
    public static Tensor<long>[] LongShifts(long n, int k)
    {
        n = n * 1234567891234567891L - 77;
        k = k * 13 - 30;
        return [n << k, n >> k, n >>> k, n << 40, n >> 63, n >>> 63, n >> 0, n >>> 64, 1L << k, -1L >>> k, long.MinValue >> k];
    }

    [GraphFunction]
    public static Tensor<float> Sizes([Shape("N")] Tensor<float> x) => Tensor.Ones<float>(x.Shape[0] << 1, (x.Shape[0] + 5) >> 2, 1 << 2) * (3 >> 1);

    // As the state of loops and results of branches.
    [GraphFunction]
    public static Tensor<int>[] State(int n, [Shape("N")] Tensor<int> x)
    {
        byte count = 250;
        short sum = 32000;
        var hash = 2166136261u;
        for (byte i = 0; i < n * 3; i++)
        {
            count += 3;
            sum += count;
        }
        foreach (var e in x)
        {
            hash ^= (uint)e.Item();
            hash *= 16777619u;
        }
        sbyte way = 1;
        if (n > 2) way = (sbyte)-n;
        else sum++;
        var letter = n > 1 ? 'a' : 'b';
        var kind = count switch { 250 => 1, > 255 - 3 => 2, _ => 3 };
        while (way < 100)
        {
            if (letter == 'z') break;
            letter++;
            way += 7;
        }
        return [count, sum, (int)hash, way, letter, kind, x[^1] + (short)n];
    }

    // Known while the graph is made.
    [GraphFunction]
    public static Tensor<int>[] Constants([Shape] Tensor<int> x)
    {
        byte b = 255;
        b++;
        ushort u = 65535;
        u += 2;
        uint w = 1u << 31;
        w <<= 1;
        var total = 0;
        for (byte i = 250; i != 3; i++) total += i;
        for (short i = 0; i < 3; i++) x += i;
        return [x * b, x * u, x + (int)w, x * total, x + unchecked((int)(uint)-1), x + 'c' + (char)66, x + (int)(7u / 2u), x + (5 >> 33) + (-1 >>> 28)];
    }

    public record Levels(uint Mask, (short Low, char High) Ends, ushort[] Rest)
    {
        public readonly short Step = 300;
    }

    [GraphFunction]
    public static Tensor<long>[] Parameters(short s, ushort u, char c, uint n, Levels levels)
    {
        s *= 3;
        u += 60000;
        c++;
        return [s, u, c, n + 7u, n * n, -n, n >> 3, (n & levels.Mask) / 5u, levels.Ends.Low - levels.Ends.High, (short)(levels.Ends.Low * levels.Step), s < u ? 1 : 0];
    }

    [GraphFunction]
    public static Tensor<int> Character([Shape("N")] Tensor<int> x, char c, uint n) => x + (c - 'a') + (int)n;

    /// <summary>Sizes as smaller integers.</summary>
    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) SizesCutOff([Shape("N")] Tensor<float> x)
    {
        byte low = (byte)(x.Shape[0] + 254);
        low += (byte)x.Shape[0];
        if ((byte)(x.Shape[0] - 4) != 255) x = x + 1f;
        return (x * low, Sum(x) * (sbyte)(x.Shape[0] + 126));
    }

    /// <summary>What is made of sizes and is none itself wraps around.</summary>
    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Hashes([Shape("N")] Tensor<float> x)
    {
        var h = x.Shape[0];
        for (var i = 0; i < 5; i++) h = h * 31 * 31 * 31 + i;
        var next = x.Shape[0] * 1103515245 + 12345;
        return (h < 0 ? x : -x, x * (next % 7) + (float)(x.Shape[0] * 1000000000) + (x.Shape[0] + int.MaxValue < 0 ? 1 : 2) + (x.Shape[0] << 30) % 5);
    }

    [GraphFunction]
    public static Tensor<float> LongSizes([Shape("N")] Tensor<float> x) =>
        x * (x.Shape[0] * 1000000000L * 1000000000L * 1000000000L % 1000) + x.Shape[0] * 4000000000L / 1000000000L;
}
