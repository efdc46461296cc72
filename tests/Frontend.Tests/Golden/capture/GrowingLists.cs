using System.Collections.Generic;

/// <summary>Lists that grow in loops whose rounds follow from sizes, and what such loops read of them.</summary>
public static partial class GrowingLists
{
    // The last element, when the list is not empty before the loop.
    [GraphFunction]
    public static Tensor<float> Last([Shape("N", 3)] Tensor<float> x)
    {
        var list = new List<Tensor<float>> { x[0] };
        for (var i = 1; i < x.Shape[0]; i++) list.Add(list[^1] * 0.5f + x[i]);
        return Stack(list.ToArray(), axis: 0);
    }

    // The last element in the round that added it.
    [GraphFunction]
    public static Tensor<float> JustAdded([Shape("N", 3)] Tensor<float> x)
    {
        var list = new List<Tensor<float>>();
        var sum = Tensor.Zeros<float>(3);
        foreach (var row in x)
        {
            list.Add(row * 2f);
            sum += list[^1];
        }
        return Stack(list.ToArray(), axis: 0) + sum;
    }

    // An element of an earlier round, though what is added in the first is known only by reading it.
    [GraphFunction]
    public static Tensor<float> Previous([Shape("N", 3)] Tensor<float> x)
    {
        var list = new List<Tensor<float>>();
        for (var i = 0; i < x.Shape[0]; i++)
        {
            var v = x[i];
            if (i > 0) v = v + list[i - 1];
            list.Add(v);
        }
        return Stack(list.ToArray(), axis: 0);
    }

    [GraphFunction]
    public static (Tensor<float>, Tensor<int>) Counted([Shape("N", 3)] Tensor<float> x)
    {
        var list = new List<Tensor<float>>();
        var counts = 0;
        foreach (var row in x)
        {
            counts += list.Count;
            list.Add(list.Count > 0 ? row * list.Count + list[list.Count - 1] : row);
            counts = counts * 2 + list.Count;
        }
        return (Stack(list.ToArray(), axis: 0), counts);
    }

    // Elements far back and at computed places; one that is written.
    [GraphFunction]
    public static Tensor<float> Anywhere([Shape("N")] Tensor<float> x, [Shape("N")] Tensor<float> back)
    {
        var list = new List<Tensor<float>> { x[0], x[0] * 2f };
        for (var i = 0; i < x.Shape[0]; i++)
        {
            var near = list[^2] + list[i / 2];
            list.Add(near + list[0]);
            near = list[i + 2] + list[^1] * 3f;
            list[i] = near + x[i] * back[i];
            list[^1] += 1f;
        }
        return Stack(list.ToArray(), axis: 0);
    }

    // Two loops, and one more in between.
    [GraphFunction]
    public static Tensor<float> Twice([Shape("N", 2)] Tensor<float> x, [Shape("M", 2)] Tensor<float> y, int i)
    {
        var list = new List<Tensor<float>>();
        foreach (var row in x) list.Add(row);
        list.Add(x[0] * y[0]);
        foreach (var row in y) list.Add(list[^1] + row);
        list[0] = list[1] * 2f;
        return Stack(list.ToArray(), axis: 0) + list[i % list.Count] + list[^1];
    }

    [GraphFunction]
    public static Tensor<float> CopiesOfOne([Shape("N", 3)] Tensor<float> x)
    {
        var list = new List<Tensor<float>>();
        var y = Tensor.Zeros<float>(x.Shape[0]);
        for (var i = 0; i < x.Shape[0]; i++)
        {
            y[i] = Sum(x[i]);
            list.Add(y.Clone());
        }
        return Stack(list.ToArray(), axis: 0);
    }

    // A list of an outer loop in an inner one.
    [GraphFunction]
    public static Tensor<float> Nested([Shape("N", 3)] Tensor<float> x)
    {
        var list = new List<Tensor<float>> { x[0] };
        for (var i = 0; i < x.Shape[0]; i++)
        {
            var sum = x[i];
            for (var j = 0; j < list.Count; j++) sum += list[j] * 0.1f;
            list.Add(sum);
        }
        return Stack(list.ToArray(), axis: 0);
    }

    [GraphFunction]
    public static Tensor<float> RunThrough([Shape("N")] Tensor<float> x)
    {
        var list = new List<Tensor<float>>();
        for (var i = 0; i < x.Shape[0]; i++)
        {
            var sum = x[i];
            foreach (var earlier in list) sum = sum * 0.5f + earlier;
            list.Add(sum);
        }
        var product = Tensor.Ones<float>();
        foreach (var e in list) product *= e;
        return Stack(list.ToArray(), axis: 0) * product;
    }

    // How often they run depends on data, so the shapes would.
    [GraphFunction]
    public static Tensor<float> ByData([Shape(3)] Tensor<float> x, int n)
    {
        var list = new List<Tensor<float>>();
        for (var i = 0; i < n; i++) list.Add(x * i);
        return Stack(list.ToArray(), axis: 0);
    }

    [GraphFunction]
    public static Tensor<float> Sometimes([Shape("N")] Tensor<float> x)
    {
        var list = new List<Tensor<float>>();
        foreach (var e in x)
        {
            if (e > 0f) list.Add(e);
        }
        return Stack(list.ToArray(), axis: 0);
    }

    [GraphFunction]
    public static Tensor<float> AllSoFar([Shape("N")] Tensor<float> x)
    {
        var list = new List<Tensor<float>>();
        foreach (var e in x) list.Add(e + Sum(Stack(list.ToArray(), axis: 0)));
        return Stack(list.ToArray(), axis: 0);
    }
}
