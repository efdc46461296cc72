using System;
using System.Globalization;
using System.IO;
using GraphCompiler.Harness;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Numpy's tables of accurately rounded values, as bit patterns: <c>dtype,input,output,ulperrortol</c>.</summary>
public class NumpyAccuracyTests
{
    private const string Folder = "data/numpy-umath";

    [SuiteTheory(Folder)]
    [InlineData("exp", 2)]
    [InlineData("exp2", 2)]
    [InlineData("expm1", 2)]
    [InlineData("log", 2)]
    [InlineData("log1p", 2)]
    [InlineData("tanh", 2)]
    [InlineData("sinh", 4)]
    [InlineData("cosh", 4)]
    [InlineData("sin", 4)]
    [InlineData("cos", 4)]
    [InlineData("tan", 4)]
    [InlineData("arcsin", 4)]
    [InlineData("arccos", 4)]
    [InlineData("arctan", 4)]
    [InlineData("arcsinh", 4)]
    [InlineData("arccosh", 4)]
    [InlineData("arctanh", 4)]
    public void Every_value_is_within_its_bound(string name, int ulp)
    {
        var (single, wide) = Of(name);
        var rows = 0;
        foreach (var line in File.ReadLines(Suites.PathOf($"{Folder}/umath-validation-set-{name}.csv")))
        {
            var cells = line.Split(',');
            if (cells[0] == "np.float32")
            {
                var (x, y) = ((uint)Hex(cells[1]), (uint)Hex(cells[2]));
                Ulps.AssertWithin(ulp, BitConverter.UInt32BitsToSingle(y), single(BitConverter.UInt32BitsToSingle(x)), $"{name}({cells[1]})");
                rows++;
            }
            else if (cells[0] == "np.float64")
            {
                var (x, y) = (Hex(cells[1]), Hex(cells[2]));
                Ulps.AssertWithin(ulp, BitConverter.UInt64BitsToDouble(y), wide(BitConverter.UInt64BitsToDouble(x)), $"{name}({cells[1]})");
                rows++;
            }
        }
        Assert.True(rows > 200, $"{name}: only {rows} rows read");
    }

    private static ulong Hex(string cell) => ulong.Parse(cell.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static (Func<float, float>, Func<double, double>) Of(string name) => name switch
    {
        "exp" => (Elementary.Exp, Elementary.Exp),
        "exp2" => (Elementary.Exp2, Elementary.Exp2),
        "expm1" => (Elementary.Expm1, Elementary.Expm1),
        "log" => (Elementary.Log, Elementary.Log),
        "log1p" => (Elementary.Log1p, Elementary.Log1p),
        "tanh" => (Elementary.Tanh, Elementary.Tanh),
        "sinh" => (Elementary.Sinh, Elementary.Sinh),
        "cosh" => (Elementary.Cosh, Elementary.Cosh),
        "sin" => (Elementary.Sin, Elementary.Sin),
        "cos" => (Elementary.Cos, Elementary.Cos),
        "tan" => (Elementary.Tan, Elementary.Tan),
        "arcsin" => (Elementary.Asin, Elementary.Asin),
        "arccos" => (Elementary.Acos, Elementary.Acos),
        "arctan" => (Elementary.Atan, Elementary.Atan),
        "arcsinh" => (Elementary.Asinh, Elementary.Asinh),
        "arccosh" => (Elementary.Acosh, Elementary.Acosh),
        "arctanh" => (Elementary.Atanh, Elementary.Atanh),
        _ => throw new ArgumentException(name),
    };
}
