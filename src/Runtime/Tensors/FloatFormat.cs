using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GraphCompiler;

/// <summary>How a set of floating-point numbers prints: with an exponent or without, and how many places before and after the point.</summary>
internal sealed class FloatFormat
{
    private readonly int _precision;
    private readonly bool _scientific;
    private readonly int _before;
    private readonly int _after;
    private readonly int _exponentDigits;

    public FloatFormat(IReadOnlyCollection<DecimalDigits> shown, int precision)
    {
        _precision = precision;
        var finite = shown.Where(x => x.Special is null).ToList();
        var magnitudes = finite.Where(x => !x.IsZero).ToList();
        if (magnitudes.Count > 0)
        {
            var largest = magnitudes.Max(x => Math.Abs(x.Value));
            var smallest = magnitudes.Min(x => Math.Abs(x.Value));
            _scientific = largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000;
        }
        if (_scientific)
        {
            var rounded = finite.Select(x => x.Round(precision + 1)).ToList();
            _after = rounded.Max(x => Math.Max(x.Digits.Length - 1, 0));
            _before = rounded.Max(x => x.Negative ? 2 : 1);
            _exponentDigits = Math.Max(2, rounded.Max(x => Math.Abs(ScientificExponent(x)).ToString(CultureInfo.InvariantCulture).Length));
        }
        else if (finite.Count > 0)
        {
            var rounded = finite.Select(x => x.RoundFraction(precision)).ToList();
            _after = rounded.Max(x => x.Fraction.Length);
            _before = rounded.Max(x => x.Whole.Length + (x.Negative ? 1 : 0));
        }
        // nan and inf end where the numbers do.
        foreach (var special in shown.Where(x => x.Special is not null))
            _before = Math.Max(_before, special.Special!.Length + (special.Negative ? 1 : 0) - Rest());
    }

    public string Text(DecimalDigits x)
    {
        var sign = x.Negative ? "-" : "";
        if (x.Special is not null) return (sign + x.Special).PadLeft(_before + Rest());
        if (_scientific)
        {
            var rounded = x.Exactly(_after + 1);
            var digits = rounded.Digits.PadRight(_after + 1, '0');
            return $"{(sign + digits[..1]).PadLeft(_before)}.{digits[1..]}{Exponent(rounded, _exponentDigits)}";
        }
        var plain = x.RoundFraction(_precision);
        return $"{(sign + plain.Whole).PadLeft(_before)}.{plain.Fraction.PadRight(_after)}";
    }

    /// <summary>
    /// A number by itself, without padding: with all of its digits, one behind the point at least, and an exponent below 10⁻⁴ and from
    /// 10¹⁶ on, as numpy's <c>str</c> of a scalar.
    /// </summary>
    /// <param name="x">The number.</param>
    /// <param name="precision">Digits after the point, at most; null for all.</param>
    public static string Scalar(DecimalDigits x, int? precision)
    {
        var sign = x.Negative ? "-" : "";
        if (x.Special is not null) return sign + x.Special;
        if (x.IsZero || Math.Abs(x.Value) is >= 1e-4 and < 1e16)
        {
            var plain = x.Digits.Length > x.Exponent + precision ? x.RoundFraction(precision!.Value) : x;
            return $"{sign}{plain.Whole}.{plain.Fraction.PadRight(1, '0')}";
        }
        var digits = precision is null ? x : x.Round(precision.Value + 1);
        return $"{sign}{digits.Digits[..1]}{(digits.Digits.Length > 1 ? "." + digits.Digits[1..] : "")}{Exponent(digits, 2)}";
    }

    private static string Exponent(DecimalDigits x, int width)
    {
        var exponent = ScientificExponent(x);
        return $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0')}";
    }

    /// <summary>Characters after the places before the point.</summary>
    private int Rest() => 1 + _after + (_scientific ? 2 + _exponentDigits : 0);

    private static int ScientificExponent(DecimalDigits x) => x.IsZero ? 0 : x.Exponent - 1;
}
