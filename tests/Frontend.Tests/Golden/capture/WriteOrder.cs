using System.Collections.Generic;

/// <summary>Targets and indices are evaluated first and once, then the right side; what that writes to the same object stays.</summary>
public static partial class WriteOrder
{
    [GraphFunction]
    public static Tensor<float> Chained([Shape(3)] Tensor<float> x, float v)
    {
        var y = x.Clone();
        y[0] = y[1] = v;
        y[1] += y[2] += 1f;
        return y;
    }

    [GraphFunction]
    public static Tensor<float> Symmetric([Shape("N", "N")] Tensor<float> x)
    {
        var d = x * 0f;
        for (var i = 0; i < x.Shape[0]; i++)
        {
            for (var j = i; j < x.Shape[0]; j++) d[i, j] = d[j, i] = x[i, j];
        }
        return d;
    }

    [GraphFunction]
    public static Tensor<float> WrittenByCalls([Shape(4)] Tensor<float> x, bool also)
    {
        var y = x.Clone();
        y[1] = F();
        y[2] += F();
        y[3] = also ? F() : 1f;
        return y;

        Tensor<float> F()
        {
            y[0] += 10f;
            return y[1];
        }
    }

    [GraphFunction]
    public static Tensor<float> WrittenByIndices([Shape(4)] Tensor<float> x)
    {
        var y = x.Clone();
        y[At()] *= 3f;
        return y;

        int At()
        {
            y[1] = 7f;
            return 1;
        }
    }

    [GraphFunction]
    public static Tensor<float>[] Arrays([Shape] Tensor<float> x)
    {
        int[] a = [1, 2, 3, 4];
        var i = 0;
        a[i++] += 50;
        a[i++]++;
        a[i] = i = 3;
        a[i++] += 4;
        return [x * a[0] + i, x * a[0], x * a[1], x * a[2], x * a[3]];
    }

    [GraphFunction]
    public static Tensor<float>[] Lists([Shape] Tensor<float> x)
    {
        var list = new List<int> { 5, 6, 7 };
        var i = 0;
        list[i++] = i;
        list[i++] *= i;
        (list[i++], i) = (i, 0);
        return [x + i, x * list[0], x * list[1], x * list[2]];
    }

    [GraphFunction]
    public static Tensor<float>[] Parts([Shape] Tensor<float> x)
    {
        (int A, int B)[] pairs = [(1, 2), (3, 4)];
        string?[] names = [null, "b"];
        var (i, k) = (0, 0);
        pairs[i++].A = 8;
        pairs[i++].B += 8;
        names[k++] ??= "long";
        return [x + pairs[0].A + pairs[1].B, x * i, x * k, x * (names[0] == "long" ? 2 : 3)];
    }

    private sealed class Pair
    {
        public float A;
        public float B;
        public void Add(float a) => A += a;
    }

    private struct Point
    {
        public float A;
        public float B;
    }

    // The right side writes to the object that is written to.
    [GraphFunction]
    public static Tensor<float>[] Members([Shape] Tensor<float> x)
    {
        var b = new Pair { A = 1f, B = 2f };
        b.A = G() + 1f;
        b.A += G();
        b.Add(H());
        return [x, x * b.A, x * b.B];

        float G()
        {
            b.B *= 10f;
            return b.B;
        }

        float H()
        {
            b.A = 100f;
            return 1f;
        }
    }

    // A struct is the variable itself, also when the right side gives it another value.
    [GraphFunction]
    public static Tensor<float>[] Structs([Shape] Tensor<float> x)
    {
        var p = new Point { A = 1f, B = 2f };
        p.A += G();
        return [x, x * p.A, x * p.B];

        float G()
        {
            p = new Point { A = 5f, B = 6f };
            return p.B;
        }
    }

    [GraphFunction]
    public static Tensor<float>[] Adding([Shape] Tensor<float> x)
    {
        var list = new List<int>();
        list.Add(F());
        return [x, x * list[0], x * list[1]];

        int F()
        {
            list.Add(4);
            return list.Count;
        }
    }

    // A tensor that was read first is the one that a later operand writes to.
    [GraphFunction]
    public static Tensor<float>[] Operands([Shape(3)] Tensor<float> x)
    {
        var y = x.Clone();
        var sum = y + F();
        var largest = Maximum(y, F());
        var before = y * (y = y + 1f);
        y += F();
        return [sum, largest, before, y];

        Tensor<float> F()
        {
            y[0] += 10f;
            return y[1];
        }
    }

    // These write to an object that no variable refers to any more.
    [GraphFunction]
    public static Tensor<float> OldTensor([Shape(2)] Tensor<float> x)
    {
        var y = x.Clone();
        y[1] = (y = y * 2f)[0];
        return y;
    }

    [GraphFunction]
    public static Tensor<float>[] OldArray([Shape] Tensor<float> x)
    {
        int[] a = [1, 2];
        a[1] += (a = [9])[0];
        return [x, x * a[0]];
    }

    [GraphFunction]
    public static Tensor<float>[] OldObject([Shape] Tensor<float> x)
    {
        var b = new Pair { A = 1f };
        b.A = G().A + 1f;
        return [x, x * b.A];

        Pair G()
        {
            b = new Pair { A = 5f };
            return new Pair { A = b.A };
        }
    }
}
