using System;
using System.Collections.Generic;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary><see cref="Math"/> and MathF on plain numbers: computed now where the arguments are known, else the op of the same meaning.</summary>
internal static class MathFunctions
{
    private static readonly Dictionary<string, (Func<double, double> Now, OpDef Op)> s_unary = new()
    {
        ["Abs"] = (Math.Abs, OpTable.Abs),
        ["Sqrt"] = (Math.Sqrt, OpTable.Sqrt),
        ["Exp"] = (Math.Exp, OpTable.Exp),
        ["Log"] = (Math.Log, OpTable.Log),
        ["Sin"] = (Math.Sin, OpTable.Sin),
        ["Cos"] = (Math.Cos, OpTable.Cos),
        ["Tan"] = (Math.Tan, OpTable.Tan),
        ["Tanh"] = (Math.Tanh, OpTable.Tanh),
        ["Sinh"] = (Math.Sinh, OpTable.Sinh),
        ["Cosh"] = (Math.Cosh, OpTable.Cosh),
        ["Asin"] = (Math.Asin, OpTable.Asin),
        ["Acos"] = (Math.Acos, OpTable.Acos),
        ["Atan"] = (Math.Atan, OpTable.Atan),
        ["Round"] = (Math.Round, OpTable.Round),
        ["Truncate"] = (Math.Truncate, OpTable.Trunc),
        ["Floor"] = (Math.Floor, OpTable.Floor),
        ["Ceiling"] = (Math.Ceiling, OpTable.Ceil),
    };

    private static readonly Dictionary<string, (Func<double, double, double> Now, OpDef Op)> s_binary = new()
    {
        ["Pow"] = (Math.Pow, OpTable.Pow),
        ["Max"] = (Math.Max, OpTable.Maximum),
        ["Min"] = (Math.Min, OpTable.Minimum),
        ["Atan2"] = (Math.Atan2, OpTable.Atan2),
    };

    public static bool IsMath(INamedTypeSymbol? type) =>
        type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether a static function of a number type, as <c>float.Sqrt</c>, is the one that <see cref="Math"/> has under that name.</summary>
    public static bool IsFunction(IMethodSymbol method) => method.Parameters.Length switch
    {
        1 => method.Name is nameof(Math.Sign) or "SinCos" || s_unary.ContainsKey(method.Name),
        2 => s_binary.ContainsKey(method.Name),
        3 => method.Name == "Clamp",
        _ => false,
    };

    /// <summary>A constant that number types share through their interfaces, as a value that converts to the type; null for other names.</summary>
    public static object? Constant(string name, SpecialType type) => name switch
    {
        "Zero" or "AdditiveIdentity" => 0,
        "One" or "MultiplicativeIdentity" => 1,
        "NegativeOne" => -1,
        "E" => Math.E,
        "Pi" => Math.PI,
        "Tau" => 2 * Math.PI,
        "NaN" => double.NaN,
        "PositiveInfinity" => double.PositiveInfinity,
        "NegativeInfinity" => double.NegativeInfinity,
        "NegativeZero" => -0.0,
        "Epsilon" when type == SpecialType.System_Single => float.Epsilon,
        "Epsilon" when type == SpecialType.System_Double => double.Epsilon,
        "MaxValue" when type == SpecialType.System_Single => float.MaxValue,
        "MaxValue" when type == SpecialType.System_Double => double.MaxValue,
        "MinValue" when type == SpecialType.System_Single => float.MinValue,
        "MinValue" when type == SpecialType.System_Double => double.MinValue,
        "MaxValue" when type == SpecialType.System_Int32 => int.MaxValue,
        "MaxValue" when type == SpecialType.System_Int64 => long.MaxValue,
        "MinValue" when type == SpecialType.System_Int32 => int.MinValue,
        "MinValue" when type == SpecialType.System_Int64 => long.MinValue,
        _ => null,
    };

    public static double? Evaluate(string name, double[] arguments) => arguments switch
    {
        [var x] when s_unary.TryGetValue(name, out var f) => f.Now(x),
        [var x, var y] when s_binary.TryGetValue(name, out var f) => f.Now(x, y),
        _ => null,
    };

    /// <summary>Of integers, which a double may not hold, and of what is limited; null where C# throws, and for functions that take floats only.</summary>
    public static object? Evaluate(string name, object?[] arguments) => (name, arguments) switch
    {
        ("Abs", [int x and not int.MinValue]) => Math.Abs(x),
        ("Abs", [long x and not long.MinValue]) => Math.Abs(x),
        ("Max", [int x, int y]) => Math.Max(x, y),
        ("Max", [long x, long y]) => Math.Max(x, y),
        ("Min", [int x, int y]) => Math.Min(x, y),
        ("Min", [long x, long y]) => Math.Min(x, y),
        ("Clamp", [int x, int low, int high]) when low <= high => x < low ? low : x > high ? high : x,
        ("Clamp", [long x, long low, long high]) when low <= high => x < low ? low : x > high ? high : x,
        ("Clamp", [float x, float low, float high]) when !(low > high) => x < low ? low : x > high ? high : x,
        ("Clamp", [double x, double low, double high]) when !(low > high) => x < low ? low : x > high ? high : x,
        ("Sign", [int x]) => Math.Sign(x),
        ("Sign", [long x]) => Math.Sign(x),
        ("Sign", [float x]) when !float.IsNaN(x) => Math.Sign(x),
        ("Sign", [double x]) when !double.IsNaN(x) => Math.Sign(x),
        _ => null,
    };

    public static OpDef? Op(string name) => s_unary.TryGetValue(name, out var unary) ? unary.Op : s_binary.TryGetValue(name, out var binary) ? binary.Op : null;

    /// <summary>Maxima and minima of sizes stay exact.</summary>
    public static Dim? OfSizes(string name, Dim x, Dim y) => name switch
    {
        nameof(Math.Max) => Dim.Max(x, y),
        nameof(Math.Min) => Dim.Min(x, y),
        _ => null,
    };

    private static readonly Dictionary<string, (Func<double, bool> Now, OpDef? Op)> s_tests = new()
    {
        [nameof(double.IsNaN)] = (double.IsNaN, OpTable.IsNaN),
        [nameof(double.IsInfinity)] = (double.IsInfinity, OpTable.IsInf),
        [nameof(IsFinite)] = (IsFinite, null),
    };

    public static bool IsFinite(double x) => !double.IsNaN(x) && !double.IsInfinity(x);

    /// <summary><c>float.IsNaN</c> and its relatives.</summary>
    /// <param name="number">The type whose function it is; null when that is no number.</param>
    public static bool IsFloatTest(IMethodSymbol method, ITypeSymbol? number) => method.Parameters.Length == 1 && number is not null && s_tests.ContainsKey(method.Name);

    public static bool TestFloat(string name, double x) => s_tests[name].Now(x);

    /// <summary>null where no single op does it.</summary>
    public static OpDef? TestOf(string name) => s_tests[name].Op;
}
