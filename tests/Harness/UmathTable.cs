using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Harness;

/// <summary>numpy's tables of accurate values of transcendental functions, in <c>data/numpy-umath</c>.</summary>
public static class UmathTable
{
    public const string Folder = "data/numpy-umath";

    /// <summary>Our op for each of numpy's functions that we have.</summary>
    public static readonly IReadOnlyDictionary<string, OpDef> Functions = new Dictionary<string, OpDef>
    {
        ["arccos"] = OpTable.Acos, ["arccosh"] = OpTable.Acosh, ["arcsin"] = OpTable.Asin, ["arcsinh"] = OpTable.Asinh,
        ["arctan"] = OpTable.Atan, ["arctanh"] = OpTable.Atanh, ["cos"] = OpTable.Cos, ["cosh"] = OpTable.Cosh, ["exp"] = OpTable.Exp,
        ["expm1"] = OpTable.Expm1, ["log"] = OpTable.Log, ["log1p"] = OpTable.Log1p, ["sin"] = OpTable.Sin, ["sinh"] = OpTable.Sinh,
        ["tan"] = OpTable.Tan, ["tanh"] = OpTable.Tanh,
    };

    /// <summary>Inputs and true results of one function for f32 or f64.</summary>
    public static (double[] Inputs, double[] Expected) Read(string function, DType dtype)
    {
        var type = dtype == DType.F32 ? "np.float32" : "np.float64";
        var rows = File.ReadLines(Suites.PathOf($"{Folder}/umath-validation-set-{function}.csv"))
            .Select(line => line.Split(',')).Where(cells => cells[0] == type).ToList();
        return (rows.Select(r => FromBits(r[1], dtype)).ToArray(), rows.Select(r => FromBits(r[2], dtype)).ToArray());
    }

    /// <summary>How many representable numbers apart two values of a dtype are; 0 for two NaN, very many for one.</summary>
    public static long Ulps(double a, double b, DType dtype)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.IsNaN(a) && double.IsNaN(b) ? 0 : long.MaxValue;
        return Math.Abs(Ordinal(a, dtype) - Ordinal(b, dtype));
    }

    private static long Ordinal(double value, DType dtype)
    {
        var bits = dtype == DType.F32 ? BitConverter.SingleToInt32Bits((float)value) : BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : (dtype == DType.F32 ? int.MinValue : long.MinValue) - bits;
    }

    private static double FromBits(string hex, DType dtype) => dtype == DType.F32
        ? BitConverter.UInt32BitsToSingle(uint.Parse(hex.AsSpan(2), NumberStyles.HexNumber))
        : BitConverter.UInt64BitsToDouble(ulong.Parse(hex.AsSpan(2), NumberStyles.HexNumber));
}
