using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace GraphCompiler.IR.Tests;

/// <summary>Reads the English of the array API's special cases: conditions on operands and what the result then is.</summary>
internal static partial class SpecialCase
{
    private static readonly double[] s_values =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 7.25, -7.25, 1024, -1024,
    ];

    /// <summary>All tuples of operands.</summary>
    public static IEnumerable<double[]> Samples(int count) => count == 0
        ? [[]]
        : from rest in Samples(count - 1) from value in s_values select rest.Append(value).ToArray();

    public static Func<double[], bool> Condition(string text)
    {
        if (text == "two integers are equally close to x_i") return x => Math.Abs(x[0] % 1) == 0.5;
        if (Both().Match(text) is { Success: true } both)
        {
            var same = both.Groups[1].Value == "the same mathematical sign";
            var finite = both.Groups[2].Success;
            return x => !double.IsNaN(x[0]) && !double.IsNaN(x[1]) && double.IsNegative(x[0]) == double.IsNegative(x[1]) == same
                && (!finite || x.All(v => double.IsFinite(v) && v != 0));
        }
        var clauses = Join().Split(text).Where(c => c != "").Select(Clause).ToArray();
        return x => clauses.All(c => c(x));
    }

    private static Func<double[], bool> Clause(string text)
    {
        if (text is "either x1_i or x2_i is NaN" or "x1_i is NaN or x2_i is NaN") return x => double.IsNaN(x[0]) || double.IsNaN(x[1]);
        if (text == "x1_i equals x2_i") return x => x[0] == x[1];
        if (text == "x1_i does not equal x2_i") return x => x[0] != x[1];
        var match = Subject().Match(text);
        if (!match.Success) throw new FormatException($"cannot read the condition '{text}'");
        var operand = match.Groups[2].Value switch { "x1" or "x" => 0, "x2" or "min" => 1, _ => 2 };
        var test = Class(match.Groups[3].Value);
        return match.Groups[1].Success ? x => test(Math.Abs(x[operand]), x) : x => test(x[operand], x);
    }

    private static Func<double, double[], bool> Class(string text)
    {
        if (text.StartsWith("either ", StringComparison.Ordinal))
        {
            var options = text["either ".Length..].Split(" or ").Select(Class).ToArray();
            return (v, x) => options.Any(o => o(v, x));
        }
        if (text.StartsWith("not ", StringComparison.Ordinal) && text is not ("not equal to 0" or "not equal to 1"))
        {
            var test = Class(text["not ".Length..]);
            return (v, x) => !test(v, x);
        }
        return text switch
        {
            "NaN" => (v, _) => double.IsNaN(v),
            "a finite number" => (v, _) => double.IsFinite(v),
            "a nonzero finite number" => (v, _) => double.IsFinite(v) && v != 0,
            "a positive (i.e., greater than 0) finite number" => (v, _) => double.IsFinite(v) && v > 0,
            "a negative (i.e., less than 0) finite number" => (v, _) => double.IsFinite(v) && v < 0,
            "an odd integer value" => (v, _) => Math.Abs(v % 2) == 1,
            "an integer value" => (v, _) => double.IsInteger(v),
            "already integer-valued" => (v, _) => double.IsInteger(v),
            "-x1_i" => (v, x) => v == -x[0],
            "not equal to 0" => (v, _) => v != 0,
            "not equal to 1" => (v, _) => v != 1,
            _ when text.StartsWith("greater than ", StringComparison.Ordinal) => (v, _) => v > Number(text["greater than ".Length..]),
            _ when text.StartsWith("less than ", StringComparison.Ordinal) => (v, _) => v < Number(text["less than ".Length..]),
            _ => (v, _) => Is(v, Number(text)),
        };
    }

    public static Func<double[], double, bool> Result(string text)
    {
        text = text.Replace(", even if x1_i is NaN", "", StringComparison.Ordinal);
        if (text.StartsWith("an implementation-dependent approximation to ", StringComparison.Ordinal))
            return (_, y) => Math.Abs(y - Angle(text["an implementation-dependent approximation to ".Length..])) < 1e-6;
        return text switch
        {
            "x_i" or "x1_i" => (x, y) => Is(y, x[0]),
            "x2_i" => (x, y) => Is(y, x[1]),
            "True" => (_, y) => y == 1,
            "False" => (_, y) => y == 0,
            "0" => (_, y) => y == 0,
            "the even integer closest to x_i" => (x, y) => y % 2 == 0 && Math.Abs(y - x[0]) == 0.5,
            "a positive mathematical sign" => (_, y) => !double.IsNegative(y) && !double.IsNaN(y),
            "a negative mathematical sign" => (_, y) => double.IsNegative(y) && !double.IsNaN(y),
            "a positive mathematical sign, unless the result is NaN" => (_, y) => double.IsNaN(y) || !double.IsNegative(y),
            "a negative mathematical sign, unless the result is NaN" => (_, y) => double.IsNaN(y) || double.IsNegative(y),
            "a signed infinity with the mathematical sign determined by the rule already stated above" =>
                (x, y) => double.IsInfinity(y) && double.IsNegative(y) == (double.IsNegative(x[0]) != double.IsNegative(x[1])),
            _ => (_, y) => Is(y, Number(text)),
        };
    }

    private static bool Is(double value, double wanted) =>
        double.IsNaN(wanted) ? double.IsNaN(value) : value == wanted && double.IsNegative(value) == double.IsNegative(wanted);

    private static double Number(string text) => text switch
    {
        "NaN" => double.NaN,
        "+infinity" => double.PositiveInfinity,
        "-infinity" => double.NegativeInfinity,
        "+0" => 0.0,
        "-0" => -0.0,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static double Angle(string text) => text switch
    {
        "+π" => Math.PI, "-π" => -Math.PI, "+π/2" => Math.PI / 2, "-π/2" => -Math.PI / 2, "+π/4" => Math.PI / 4, "-π/4" => -Math.PI / 4,
        "+3π/4" => 3 * Math.PI / 4, "-3π/4" => -3 * Math.PI / 4,
        _ => throw new FormatException($"cannot read the angle '{text}'"),
    };

    [GeneratedRegex("^x1_i and x2_i have (the same mathematical sign|different mathematical signs)( and are both nonzero finite numbers)?$")]
    private static partial Regex Both();

    // A conjunction goes on with another subject; "either +0 or -0" and "x1_i is NaN or …" stay together.
    [GeneratedRegex(@",? and (?=(?:abs\()?(?:x|x1|x2)_i)|, (?=(?:abs\()?(?:x|x1|x2)_i)")]
    private static partial Regex Join();

    [GeneratedRegex(@"^(abs\()?(x|x1|x2|min|max)_i\)? is (.*)$")]
    private static partial Regex Subject();
}
