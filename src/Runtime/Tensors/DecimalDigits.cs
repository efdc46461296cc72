using System;
using System.Globalization;

namespace GraphCompiler;

/// <summary>
/// A number as the shortest decimal digits that read back as the same number: 0.d₁d₂… · 10^<paramref name="Exponent"/>.
/// </summary>
internal readonly record struct DecimalDigits(bool Negative, string Digits, int Exponent, string? Special)
{
    public static DecimalDigits Of<T>(T x)
        where T : unmanaged
    {
        var text = x switch
        {
            float value => value.ToString("R", CultureInfo.InvariantCulture),
            double value => value.ToString("R", CultureInfo.InvariantCulture),
            Half value => value.ToString("R", CultureInfo.InvariantCulture),
            BFloat16 value => Shortest(value),
            _ => throw new NotSupportedException(typeof(T).Name),
        };
        return Parse(text);
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

    private static DecimalDigits Parse(string text)
    {
        var negative = text[0] == '-';
        var unsigned = text.TrimStart('-');
        if (unsigned is "NaN") return new(false, "", 0, "nan");
        if (unsigned is "Infinity" or "∞") return new(negative, "", 0, "inf");
        var parts = unsigned.Split('E');
        var point = parts[0].IndexOf('.');
        var all = parts[0].Replace(".", "");
        var exponent = (point < 0 ? all.Length : point) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return new(negative, digits, digits.Length == 0 ? 1 : exponent - leading, null);
    }

    public bool IsZero => Digits.Length == 0;

    /// <summary>Rounded to so many digits after the point.</summary>
    public DecimalDigits RoundFraction(int fraction) => Round(Exponent + fraction);

    /// <summary>Rounded to so many digits, halves away from zero.</summary>
    public DecimalDigits Round(int count)
    {
        if (Digits.Length <= count) return this;
        if (count < 0) return this with { Digits = "", Exponent = 1 };
        var kept = Digits[..count].ToCharArray();
        if (Digits[count] < '5') return Trimmed(kept, Exponent);
        var place = count - 1;
        while (place >= 0 && kept[place] == '9') kept[place--] = '0';
        if (place >= 0)
        {
            kept[place]++;
            return Trimmed(kept, Exponent);
        }
        return Trimmed(['1', .. kept], Exponent + 1);
    }

    private DecimalDigits Trimmed(char[] digits, int exponent)
    {
        var text = new string(digits).TrimEnd('0');
        return this with { Digits = text, Exponent = text.Length == 0 ? 1 : exponent };
    }

    public string Whole => Exponent <= 0 ? "0" : Digits.PadRight(Exponent, '0')[..Exponent] is { Length: > 0 } whole ? whole : "0";

    public string Fraction => Exponent >= Digits.Length ? "" : Exponent >= 0 ? Digits[Exponent..] : new string('0', -Exponent) + Digits;
}
