/// <summary>Assignments to parts of tensors that a local variable alone refers to.</summary>
public static partial class Updates
{
    [GraphFunction]
    public static Tensor<float> Elements([Shape(7, 3)] Tensor<float> x, int i, float v)
    {
        var y = x.Clone();
        y[i] = v;
        y[^i, 1] = x[0, 0] * 2;
        y[2, i % 3] += 1;
        return y - x;
    }

    [GraphFunction]
    public static Tensor<float> Ranges([Shape("N", 4)] Tensor<float> x, [Shape("N")] Tensor<float> column, [Shape(4)] Tensor<float> row)
    {
        var y = x * 2;
        y[.., 1] = column;
        y[..1] = row;
        y[.., 2..] = row[..2];
        y[0, 1..^1] *= 10;
        y[..] -= 1;
        y[^1, ^4..^2] = 0;
        return y;
    }

    // A loop that is unrolled, and one that is not; indices have effects, once and first.
    [GraphFunction]
    public static (Tensor<float>, Tensor<int>) Loops([Shape(20)] Tensor<float> x, int n)
    {
        var sums = Tensor.Zeros<float>(20);
        sums[0] = x[0];
        for (var i = 1; i < n; i++) sums[i] = sums[i - 1] + x[i];
        var counts = Tensor.Zeros<int>(6);
        var k = 0;
        while (k < 6) counts[k++] += k * 10;
        return (sums, counts);
    }

    // Branches.
    [GraphFunction]
    public static Tensor<float> Sorted([Shape("N")] Tensor<float> x)
    {
        var y = x + 0;
        for (var i = 0; i + 1 < y.Shape[0]; i++)
        {
            for (var j = 0; j + 1 < y.Shape[0] - i; j++)
            {
                if (y[j] > y[j + 1])
                {
                    var larger = y[j];
                    y[j] = y[j + 1];
                    y[j + 1] = larger;
                }
            }
        }
        return y;
    }

    // Functions that change a tensor, assignments in expressions, loops through another tensor.
    [GraphFunction]
    public static Tensor<float> Own([Shape(4)] Tensor<float> x)
    {
        var y = x + 1f;
        void Put(int i) => y[i] = i;
        Tensor<float> Halved()
        {
            var half = y / 2f;
            half[0] = 5f;
            return half;
        }
        Put(1);
        var z = Halved() + (y += 1f) * 2f;
        foreach (var e in y.Clone()) y[2] += e;
        foreach (var row in x) y[3] *= row;
        return Concat([y, z]);
    }

    [GraphFunction]
    public static Tensor<float> Swap([Shape(2, 3)] Tensor<float> x, int i, int j, int k)
    {
        var y = x + 1f;
        (y[0, i % 3], y[0, 1]) = (y[0, 1], y[0, i % 3]);
        var n = 0;
        (y[n++, 0], n, y[0, n++..]) = (k, n, 2f);
        (y[0, n], (y[0, 2], var z)) = (y[0, 2] * 10f, (y[0, 0], y[0]));
        for (var r = 0; r < j; r++) (y[0, 0], y[0, 1], y[0, 2]) = (y[0, 2], y[0, 0], y[0, 1]);
        return y + z;
    }
}
