using System;

/// <summary>Tuples and records are compared by their numbers, and numbers are limited.</summary>
public static partial class Equality
{
    public record struct Ends(int Low, float High);
    public sealed record Plan(string Name, Ends Ends, (bool On, uint Mask) Flags)
    {
        public readonly int Version = 3;
    }
    public sealed record Span(int From, double To, char Unit);

    [GraphFunction]
    public static Tensor<int>[] Tuples(int n, float f, long m, bool on, Ends ends)
    {
        var t = (n, f);
        var nested = (n, (f, on));
        var nan = (0f / (f - f), 1);
        return [t == (2, 2f) ? 1 : 0, t != (n, f) ? 1 : 0, t == (m, 2) ? 1 : 0, nested == (n, (f, true)) ? 1 : 0, (1, 2) == (1, 2L) ? 1 : 0,
            nan == nan ? 1 : 0, nan != nan ? 1 : 0, (ends.Low, n) == (3, n) ? 1 : 0, (n, "a") == (n, "b") ? 1 : 0];
    }

    [GraphFunction]
    public static Tensor<int>[] Records(int n, float f, bool on, uint mask, Ends ends, Span span)
    {
        var a = new Plan("a", ends, (on, mask));
        var b = a with { Ends = new Ends(2, f) };
        var nan = new Ends(1, 0f / (f - f));
        return [a == b ? 1 : 0, a != b ? 1 : 0, a == (a with { Name = "b" }) ? 1 : 0, nan == new Ends(1, 0f / (f - f)) ? 1 : 0, nan != nan ? 1 : 0,
            ends == new Ends(n, f) ? 1 : 0, span == (span with { From = n }) ? 1 : 0, a == b with { Ends = ends } ? 1 : 0];
    }

    [GraphFunction]
    public static Tensor<double>[] Limits(int n, float f, long m, byte b, short s)
    {
        var nan = 0f / (f - f);
        return [Math.Clamp(n, 1, 3), Math.Clamp(f, 0.5f, 1f), Math.Clamp(-n, -2L, 3L), Math.Clamp(b, (byte)20, (byte)200), Math.Clamp(s, (short)-5, (short)700),
            Math.Clamp(nan, 0f, 1f), Math.Clamp((double)f, 0.25, 0.5), Math.Sign(n), Math.Sign(-m), Math.Sign(n - n), Math.Sign(b), Math.Sign(s), Math.Clamp(7, 1, 3), Math.Sign(-2.5)];
    }

    [GraphFunction]
    public static Tensor<float> Left([Shape(4)] Tensor<float> x, int k)
    {
        int[] arr = [1, 2, 3];
        for (var i = 0; i < arr.Length; i++)
        {
            arr[i] += k;
            if (Sum(x) * i > 9) break;
            x += arr[i];
        }
        return x * arr[0] + arr[1] - arr[2];
    }

    [GraphFunction]
    public static Tensor<float> Longer([Shape(4)] Tensor<float> x, int k)
    {
        int[] arr = [1, 2, 3];
        void Grow() => arr = [4, 5, 6, 7];
        for (var i = 0; i < arr.Length; i++)
        {
            arr[i] += k;
            if (i == 1) Grow();
            x += arr[i];
        }
        return x * arr[3];
    }
}
