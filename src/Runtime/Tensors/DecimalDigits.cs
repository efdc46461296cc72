using System;
using System.Globalization;

namespace GraphCompiler;

/// <summary>
/// A number in decimal digits: 0.d₁d₂… · 10^<paramref name="Exponent"/>. As <see cref="Of{T}"/> makes it, these are the fewest digits that
/// read back as the same number; rounded to fewer and drawn out to more they are those of its exact <paramref name="Value"/>, as numpy
/// prints them.
/// </summary>
internal readonly record struct DecimalDigits(bool Negative, string Digits, int Exponent, string? Special, double Value)
{
    // All that a double can have.
    private const int MaxDigits = 767;

    public static DecimalDigits Of<T>(T x)
        where T : unmanaged
    {
        var (text, exact) = x switch
        {
            float value => (value.ToString("R", CultureInfo.InvariantCulture), value),
            double value => (value.ToString("R", CultureInfo.InvariantCulture), value),
            Half value => (value.ToString("R", CultureInfo.InvariantCulture), (double)value),
            BFloat16 value => (Shortest(value), (float)value),
            _ => throw new NotSupportedException(typeof(T).Name),
        };
        return Parse(text, exact);
    }

    /// <summary>Of all texts that round to the value, the one with the fewest digits.</summary>
    private static string Shortest(BFloat16 value)
    {
        for (var digits = 1; digits < 9; digits++)
        {
            var text = ((float)value).ToString("E" + (digits - 1), CultureInfo.InvariantCulture);
            if ((BFloat16)float.Parse(text, CultureInfo.InvariantCulture) == value) return text;
        }
        return ((float)value).ToString("R", CultureInfo.InvariantCulture);
    }

    private static DecimalDigits Parse(string text, double value)
    {
        var negative = text[0] == '-';
        var unsigned = text.TrimStart('-');
        if (unsigned is "NaN") return new(false, "", 0, "nan", value);
        if (unsigned is "Infinity" or "∞") return new(negative, "", 0, "inf", value);
        var parts = unsigned.Split('E');
        var point = parts[0].IndexOf('.');
        var all = parts[0].Replace(".", "");
        var exponent = (point < 0 ? all.Length : point) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return new(negative, digits, digits.Length == 0 ? 1 : exponent - leading, null, value);
    }

    public bool IsZero => Digits.Length == 0;

    /// <summary>Digits of the exact value, at least up to the point and at most so many behind it.</summary>
    public DecimalDigits RoundFraction(int fraction) =>
        Digits.Length > Exponent + fraction ? Exactly(Exponent + fraction)
        : Digits.Length < Exponent ? Exactly(Exponent)
        : this;

    /// <summary>At most so many digits.</summary>
    public DecimalDigits Round(int count) => Digits.Length > count ? Exactly(count) : this;

    /// <summary>The first digits of the exact value, without zeros at the end; what is left out rounds the last one, halves to even.</summary>
    /// <param name="count">How many; less than 1 leaves none, or what rounds up to one.</param>
    public DecimalDigits Exactly(int count)
    {
        if (IsZero || count < 0) return this with { Digits = "", Exponent = 1 };
        var all = Parse(Value.ToString("E" + (MaxDigits - 1), CultureInfo.InvariantCulture), Value);
        if (all.Digits.Length <= count) return all;
        var kept = all.Digits[..count].ToCharArray();
        var rest = all.Digits.AsSpan(count);
        var up = rest[0] != '5' ? rest[0] > '5' : rest.Length > 1 || (count > 0 && (kept[^1] - '0') % 2 != 0);
        if (!up) return Trimmed(kept, all.Exponent);
        var place = count - 1;
        while (place >= 0 && kept[place] == '9') kept[place--] = '0';
        if (place < 0) return Trimmed(['1', .. kept], all.Exponent + 1);
        kept[place]++;
        return Trimmed(kept, all.Exponent);
    }

    private DecimalDigits Trimmed(char[] digits, int exponent)
    {
        var text = new string(digits).TrimEnd('0');
        return this with { Digits = text, Exponent = text.Length == 0 ? 1 : exponent };
    }

    public string Whole => Exponent <= 0 ? "0" : Digits.PadRight(Exponent, '0')[..Exponent] is { Length: > 0 } whole ? whole : "0";

    public string Fraction => Exponent >= Digits.Length ? "" : Exponent >= 0 ? Digits[Exponent..] : new string('0', -Exponent) + Digits;
}
