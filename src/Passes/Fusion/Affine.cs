using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Offset + Σ Coefficients[k] · (variable of loop axis k): how an index moves with the loops around it.</summary>
public sealed record Affine(Dim Offset, Seq<Dim> Coefficients)
{
    public static Affine Constant(Dim value, int axes) => new(value, Seq<Dim>.Own(Zeros(axes)));

    public static Affine Variable(int axis, int axes)
    {
        var coefficients = Zeros(axes);
        coefficients[axis] = Dim.One;
        return new(Dim.Zero, Seq<Dim>.Own(coefficients));
    }

    private static Dim[] Zeros(int axes)
    {
        var zeros = new Dim[axes];
        for (var k = 0; k < axes; k++) zeros[k] = Dim.Zero;
        return zeros;
    }

    public bool IsConstant => Coefficients.All(c => c.Is(0));

    /// <summary>True when the index moves with one of the axes that <paramref name="axes"/> accepts.</summary>
    public bool DependsOn(System.Func<int, bool> axes)
    {
        for (var k = 0; k < Coefficients.Count; k++)
        {
            if (!Coefficients[k].Is(0) && axes(k)) return true;
        }
        return false;
    }

    public static Affine operator +(Affine a, Affine b)
    {
        if (b.IsConstant && b.Offset.Is(0)) return a;
        if (a.IsConstant && a.Offset.Is(0)) return b;
        var coefficients = new Dim[a.Coefficients.Count];
        for (var k = 0; k < coefficients.Length; k++) coefficients[k] = a.Coefficients[k] + b.Coefficients[k];
        return new(a.Offset + b.Offset, Seq<Dim>.Own(coefficients));
    }

    public static Affine operator *(Affine a, Dim factor) =>
        factor.Is(1) ? a : new(a.Offset * factor, a.Coefficients.Map(c => c.Is(0) ? c : c * factor));

    /// <summary>The element offset of an index into a contiguous row-major tensor.</summary>
    public static Affine Linear(Seq<Dim> shape, Seq<Affine> index, int axes)
    {
        var sum = Constant(Dim.Zero, axes);
        var stride = Dim.One;
        for (var k = shape.Count - 1; k >= 0; k--)
        {
            sum += index[k] * stride;
            stride *= shape[k];
        }
        return sum;
    }

    /// <summary><c>C*i + j + 3</c>, with the given names for the variables.</summary>
    public string ToString(IReadOnlyList<string> names)
    {
        var terms = new List<string>();
        for (var k = 0; k < Coefficients.Count; k++)
        {
            if (Coefficients[k].Is(0)) continue;
            terms.Add(Coefficients[k].Is(1) ? names[k] : $"{Factor(Coefficients[k])}*{names[k]}");
        }
        if (!Offset.Is(0) || terms.Count == 0) terms.Add(Offset.ToString());
        return string.Join(" + ", terms).Replace("+ -", "- ");
    }

    private static string Factor(Dim d) => d.Terms.Count > 1 ? $"({d})" : d.ToString();
}
