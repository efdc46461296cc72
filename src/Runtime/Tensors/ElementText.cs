using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler;

/// <summary>One text for each element, all of one width: the rules of numpy's FloatingFormat, IntegerFormat and BoolFormat.</summary>
internal static class ElementText
{
    // numpy's True has room for False.
    private const int BoolWidth = 5;

    public static Func<T, string> For<T>(IReadOnlyCollection<T> shown, int precision)
        where T : unmanaged
    {
        if (ElementType.Of<T>().IsFloat())
        {
            var format = new FloatFormat(shown.Select(x => DecimalDigits.Of(x)).ToList(), precision);
            return x => format.Text(DecimalDigits.Of(x));
        }
        var width = typeof(T) == typeof(bool) ? BoolWidth : shown.Count == 0 ? 0 : shown.Max(x => Plain(x).Length);
        return x => Plain(x).PadLeft(width);
    }

    /// <summary>The text of a tensor of rank 0.</summary>
    public static string Scalar<T>(T x, int? precision)
        where T : unmanaged => ElementType.Of<T>().IsFloat() ? FloatFormat.Scalar(DecimalDigits.Of(x), precision) : Plain(x);

    private static string Plain<T>(T x) => Convert.ToString(x, CultureInfo.InvariantCulture)!;
}
