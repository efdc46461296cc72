using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

/// <summary>
/// The array API's special cases, on every engine in f32: each row's condition picks operands from a list that has every
/// kind of float, and the results must be what the row says.
/// </summary>
public class ArrayApiTests
{
    private const string Table = "suites/array-api-special-cases.tsv";

    private static readonly Dictionary<string, OpDef> s_ops = new()
    {
        ["abs"] = OpTable.Abs, ["acos"] = OpTable.Acos, ["acosh"] = OpTable.Acosh, ["add"] = OpTable.Add, ["asin"] = OpTable.Asin, ["asinh"] = OpTable.Asinh,
        ["atan"] = OpTable.Atan, ["atan2"] = OpTable.Atan2, ["atanh"] = OpTable.Atanh, ["ceil"] = OpTable.Ceil, ["cos"] = OpTable.Cos, ["cosh"] = OpTable.Cosh,
        ["divide"] = OpTable.Div, ["equal"] = OpTable.Eq, ["exp"] = OpTable.Exp, ["expm1"] = OpTable.Expm1, ["floor"] = OpTable.Floor, ["isinf"] = OpTable.IsInf,
        ["isnan"] = OpTable.IsNaN, ["log"] = OpTable.Log, ["log1p"] = OpTable.Log1p, ["maximum"] = OpTable.Maximum, ["minimum"] = OpTable.Minimum,
        ["multiply"] = OpTable.Mul, ["not_equal"] = OpTable.Ne, ["pow"] = OpTable.Pow, ["remainder"] = OpTable.FloorMod, ["round"] = OpTable.Round,
        ["sign"] = OpTable.Sign, ["sin"] = OpTable.Sin, ["sinh"] = OpTable.Sinh, ["sqrt"] = OpTable.Sqrt, ["tan"] = OpTable.Tan, ["tanh"] = OpTable.Tanh,
        ["trunc"] = OpTable.Trunc, ["clip"] = OpTable.Clamp,
    };

    /// <summary>Rows that speak of something else than floats.</summary>
    private static readonly string[] s_prose = ["have integer data types"];

    public static IEnumerable<object[]> Rows => Suites.MissingReason(Table) is not null
        ? []
        : from row in File.ReadLines(Suites.PathOf(Table)).Select(line => line.Split('\t'))
          where row[0] == "elementwise_functions" && s_ops.ContainsKey(row[1]) && !s_prose.Any(row[2].Contains)
          from engine in Engine.All
          select new object[] { engine.Name, row[1], row[2], row[3] };

    [SuiteTheory(Table)]
    [MemberData(nameof(Rows))]
    public void Holds(string engine, string function, string condition, string result)
    {
        var op = s_ops[function];
        var holds = SpecialCase.Condition(condition);
        var operands = SpecialCase.Samples(op.Operands.Count).Where(x => holds(x)).ToList();
        Assert.NotEmpty(operands);
        var literals = Enumerable.Range(0, op.Operands.Count)
            .Select(i => Literal.Of(DType.F32, Seq.Of((long)operands.Count), operands.Select(x => x[i]))).ToArray();
        var actual = Engine.All.Single(e => e.Name == engine).Run(Graphs.Of(op, literals.Select(l => l.Type).ToArray()), literals)[0];
        var isRight = SpecialCase.Result(result);
        for (var k = 0; k < operands.Count; k++)
            Assert.True(isRight(operands[k], actual.Float(k)), $"{function}({string.Join(", ", operands[k])}) is {actual.Float(k):R}, where {condition} it must be {result}");
    }
}
