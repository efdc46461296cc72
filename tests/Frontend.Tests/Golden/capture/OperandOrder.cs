using System.Collections.Generic;

/// <summary>Operands are evaluated from left to right. What a later one writes to the object of an earlier one shows in both; a variable that it gives another object does not.</summary>
public static partial class OperandOrder
{
    [GraphFunction]
    public static Tensor<float>[] Collections([Shape(3)] Tensor<float> x)
    {
        var y = x.Clone();
        var stacked = Stack([y, F(), y]);
        var array = Stack(new[] { y, F() }, axis: 0);
        var joined = Concat([y, Reshape(F(), 3), y = y * 2f]);
        return [stacked, array, joined, y];

        Tensor<float> F()
        {
            y[0] += 10f;
            return y * 1f;
        }
    }

    [GraphFunction]
    public static Tensor<float>[] Indexers([Shape(3, 3)] Tensor<float> x)
    {
        var y = x.Clone();
        var row = y[F()];
        var part = y[F().., F()];
        var old = y[Renew()];
        var turned = Reshape(y, Side(), 3);
        return [row, part, old, turned, y];

        int F()
        {
            y[1] *= 2f;
            return 1;
        }

        int Renew()
        {
            y[0] = 5f;
            y = x * 100f;
            y[0] = 7f;
            return 0;
        }

        int Side()
        {
            y[2, 2] = -1f;
            return 3;
        }
    }

    [GraphFunction]
    public static Tensor<float>[] Assignments([Shape(3)] Tensor<float> x)
    {
        var y = x.Clone();
        var sum = (y = x * 2f) + F();
        var same = (y += 1f) * F();
        var both = Maximum(y = x - 1f, F());
        var copy = y.Clone() + F();
        return [sum, same, both, copy, (Tensor<float>)y + F()];

        Tensor<float> F()
        {
            y[0] += 10f;
            return y[1];
        }
    }

    [GraphFunction]
    public static Tensor<float>[] Elements([Shape] Tensor<float> x)
    {
        int[] a = [1, 2];
        var list = new List<int> { 1, 2 };
        var (fromArray, fromList, last) = (a[Write()], list[Add()], list[^Add()]);
        int[] inOrder = [a[0], Write(), .. a, .. list];
        var old = a[Replace()];
        return [x * fromArray, x * fromList, x * last, x * inOrder[0], x * inOrder[2], x * inOrder.Length, x * old, x * a[0]];

        int Write()
        {
            a[0] += 7;
            return 0;
        }

        int Add()
        {
            list.Add(4 + list.Count);
            return 2;
        }

        int Replace()
        {
            a[0] = 20;
            a = [30];
            return 0;
        }
    }

    [GraphFunction]
    public static Tensor<float> Parts([Shape(2)] Tensor<float> x)
    {
        Tensor<float>[] parts = [x, x + 1f];
        return Stack(parts, axis: Swap());

        int Swap()
        {
            parts[0] = parts[1] * 3f;
            return 0;
        }
    }

    private struct Counter
    {
        public int Count;
        public int Step(int by) => Count += by;
    }

    [GraphFunction]
    public static Tensor<float>[] Receivers([Shape] Tensor<float> x)
    {
        Counter[] counters = [new Counter { Count = 1 }, new Counter { Count = 10 }];
        var (i, c) = (0, new Counter { Count = 100 });
        var first = counters[i++].Step(i);
        var second = counters[i].Step(Change());
        var third = c.Step(Change());
        return [x * first, x * second, x * third, x * counters[0].Count, x * counters[1].Count, x * c.Count, x * i];

        int Change()
        {
            counters[1].Count *= 2;
            c = new Counter { Count = 7 };
            return 3;
        }
    }

    // Whether the variable still has the object depends on data: runs eagerly.
    [GraphFunction]
    public static Tensor<float> PerhapsAnother([Shape(2)] Tensor<float> x, bool other)
    {
        var y = x.Clone();
        return y + F();

        Tensor<float> F()
        {
            if (other) y = x * 2f;
            y[0] = 5f;
            return y[1];
        }
    }

    [GraphFunction]
    public static Tensor<float> SpreadOfAChangedList([Shape(2)] Tensor<float> x)
    {
        var list = new List<Tensor<float>> { x };
        return Stack([.. list, F()]);

        Tensor<float> F()
        {
            list.Add(x + 1f);
            return x;
        }
    }

    private sealed record Box(float A)
    {
        public float A { get; set; } = A;
        public float this[int i] => A + i;
        public static float operator +(Box a, float b) => a.A + b;
    }

    [GraphFunction]
    public static Tensor<float>[] Objects([Shape] Tensor<float> x)
    {
        var b = new Box(1f);
        var c = b with { A = G() };
        var element = b[(int)G()];
        return [x * c.A, x * element, x * b.A];

        float G()
        {
            b.A += 10f;
            return b.A;
        }
    }
}
