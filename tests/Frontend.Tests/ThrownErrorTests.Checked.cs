namespace GraphCompiler.Frontend.Tests;

public partial class ThrownErrorTests
{
    /// <summary>Of a project whose option says that arithmetic checks for overflow.</summary>
    private const string Checked = """
        using System.Linq;
        using System.Numerics;

        public enum Small : byte { None, One, Most = 255 }

        public static partial class Checked
        {
            private static T As<T, U>(U x) where T : INumber<T> where U : INumber<U> => T.CreateChecked(x);

            [GraphFunction] public static Tensor<int> Created([Shape("N")] Tensor<float> x, int a, int b) => As<byte, int>(a + 250) + As<sbyte, float>(b * 40.5f) + As<int, long>(a * 400_000_000L) / 2;
            [GraphFunction] public static Tensor<int> CreatedOfConstants([Shape("N")] Tensor<float> x, int a, int b) => a < b ? As<byte, int>(300) : As<byte, float>(255.9f);
            [GraphFunction] public static Tensor<int> Enums([Shape("N")] Tensor<float> x, int a, int b) => (int)((Small)(a + 253) + 1) + (int)(Small.One - (Small)(b & 3));
            [GraphFunction] public static Tensor<int> UncheckedEnums([Shape("N")] Tensor<float> x, int a, int b) => unchecked((Small.One - (Small)a) * 1000 + (int)(Small)(b * 100) + (int)~(Small)a);

            [GraphFunction]
            public static Tensor<int> EnumSteps([Shape("N")] Tensor<float> x, int a, int b)
            {
                var f = (Small)(254 + (a & 1));
                if (b > 1) f++;
                return (int)f;
            }

            [GraphFunction] public static Tensor<int> Listed([Shape("N")] Tensor<float> x, int a, int b) => new[] { a, 3, x.Shape[0], b }.Sum() / 2;
            [GraphFunction] public static Tensor<int> ListedLong([Shape("N")] Tensor<float> x, int a, int b) => (int)(new[] { long.MaxValue - 5, 3, a, b }.Sum() % 1000);
            [GraphFunction] public static Tensor<int> LongSize([Shape("N")] Tensor<float> x, int a, int b) => (int)((long)x.Shape[0] * 5_000_000_000 % 1000) + a / 2 - b / 3;
            [GraphFunction] public static Tensor<int> Sum([Shape("N")] Tensor<float> x, int a, int b) => a + b;
            [GraphFunction] public static Tensor<int> Difference([Shape("N")] Tensor<float> x, int a, int b) => a - b;
            [GraphFunction] public static Tensor<int> Product([Shape("N")] Tensor<float> x, int a, int b) => a * b;
            [GraphFunction] public static Tensor<int> Negated([Shape("N")] Tensor<float> x, int a, int b) => -a + unchecked(-b);
            [GraphFunction] public static Tensor<int> Unchecked([Shape("N")] Tensor<float> x, int a, int b) => unchecked(a * b + a - (byte)b);
            [GraphFunction] public static Tensor<int> Elements([Shape("N")] Tensor<float> x, int a, int b) => Ops.Sum(Cast<int>(x) * a) + b;
            [GraphFunction] public static Tensor<int> LongSum([Shape("N")] Tensor<float> x, int a, int b) => (int)((long.MaxValue - 5 + a) % 1000 + (long.MinValue + 5 + b) % 1000);
            [GraphFunction] public static Tensor<int> LongDifference([Shape("N")] Tensor<float> x, int a, int b) => (int)((long.MinValue + 5 - a) % 1000 + (long.MaxValue - 5 - (long)b) % 1000);
            [GraphFunction] public static Tensor<int> LongProduct([Shape("N")] Tensor<float> x, int a, int b) => (int)((long)a * a * a * b % 1000);
            [GraphFunction] public static Tensor<int> SmallestLong([Shape("N")] Tensor<float> x, int a, int b) => (int)((long.MinValue + (a & 1)) * b % 1000 + -(long.MinValue + a) % 10);
            [GraphFunction] public static Tensor<int> Unsigned([Shape("N")] Tensor<float> x, int a, int b) => (int)(((uint)a * 3u - (uint)b) / 7u);
            [GraphFunction] public static Tensor<int> UnsignedProduct([Shape("N")] Tensor<float> x, int a, int b) => (int)(unchecked((uint)a) * unchecked((uint)b) % 1000u);
            [GraphFunction] public static Tensor<int> Bytes([Shape("N")] Tensor<float> x, int a, int b) => (byte)(a + 250) + (sbyte)(b - 120);
            [GraphFunction] public static Tensor<int> Shorts([Shape("N")] Tensor<float> x, int a, int b) => (short)a + (ushort)b + (char)unchecked(a * 10000);
            [GraphFunction] public static Tensor<int> OfFloat([Shape("N")] Tensor<float> x, int a, int b) => (int)(a * 2f) + (byte)(b * 40.5);
            [GraphFunction] public static Tensor<int> OfDouble([Shape("N")] Tensor<float> x, int a, int b) => (int)((long)(a * 5e9) % 1000) + (int)(uint)(b + 0.5) % 1000;
            [GraphFunction] public static Tensor<int> OfNaN([Shape("N")] Tensor<float> x, int a, int b) => (int)((float)a / b * 0f);
            [GraphFunction] public static Tensor<int> BySize([Shape("N")] Tensor<float> x, int a, int b) => x.Shape[0] * 1_000_000_000 - (byte)(x.Shape[0] * 100) + x.Shape[0] * 3;

            [GraphFunction]
            public static Tensor<int> Compound([Shape("N")] Tensor<float> x, int a, int b)
            {
                byte small = 250;
                small += (byte)(a & 7);
                var sum = 1;
                sum *= a;
                sum -= b;
                uint unsigned = 5;
                unsigned -= (uint)(b & 7);
                return sum / 2 + small + (int)unsigned;
            }

            [GraphFunction]
            public static Tensor<int> Steps([Shape("N")] Tensor<float> x, int a, int b)
            {
                a++;
                --b;
                var s = (sbyte)(127 - (a & 1));
                s++;
                return a / 2 + b / 2 + s;
            }

            [GraphFunction]
            public static Tensor<int> OfConstants([Shape("N")] Tensor<float> x, int a, int b)
            {
                var (most, n) = (int.MaxValue, 3);
                if (a == 7) most++;
                if (b == 7) return (byte)(n * 100);
                for (var i = 0; i < 3; i++) n = n * (b == 1 ? 1000 : 10);
                return n + most / 2;
            }

            [GraphFunction]
            public static Tensor<int> Rounds([Shape("N")] Tensor<float> x, int a, int b)
            {
                var sum = 0;
                for (var i = 0; i < x.Shape[0]; i++) sum += a;
                for (var i = 0; i < (b & 7); i += 2) sum = sum * 3 - i;
                return sum;
            }
        }
        """;
}
