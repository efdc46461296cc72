using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

/// <summary>Reference against numpy's tables of true values: the oracle has to be better than what is measured by it.</summary>
public class UmathTests
{
    public static IEnumerable<object[]> Functions => UmathTable.Functions.Keys.Select(f => new object[] { f });

    [SuiteTheory(UmathTable.Folder)]
    [MemberData(nameof(Functions))]
    public void Single(string function) => Check(function, DType.F32, allowed: 1);

    [SuiteTheory(UmathTable.Folder)]
    [MemberData(nameof(Functions))]
    public void Double(string function) => Check(function, DType.F64, allowed: 4);

    private static void Check(string function, DType dtype, long allowed)
    {
        var (inputs, expected) = UmathTable.Read(function, dtype);
        Assert.NotEmpty(inputs);
        var x = Literal.Of(dtype, Seq.Of((long)inputs.Length), inputs);
        var actual = Graphs.Run(UmathTable.Functions[function], x);
        for (var i = 0; i < inputs.Length; i++)
        {
            var ulps = UmathTable.Ulps(expected[i], actual.Float(i), dtype);
            Assert.True(ulps <= allowed, $"{function}({inputs[i]:R}) is {expected[i]:R}, got {actual.Float(i):R}, {ulps} ulp away");
        }
    }
}
