using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GraphCompiler;

/// <summary>One text for each element, all of one width: the rules of numpy's FloatingFormat, IntegerFormat and BoolFormat.</summary>
internal static class ElementText
{
    public static Func<T, string> For<T>(IReadOnlyCollection<T> shown, int precision)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16))
        {
            var format = new FloatFormat(shown.Select(x => DecimalDigits.Of(x)).ToList(), precision);
            return x => format.Text(DecimalDigits.Of(x));
        }
        var width = shown.Count == 0 ? 0 : shown.Max(x => Plain(x).Length);
        return x => Plain(x).PadLeft(width);
    }

    private static string Plain<T>(T x) => Convert.ToString(x, CultureInfo.InvariantCulture)!;
}
