using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

/// <summary>What numpy answers at the edges, on every engine. docs/numerics.md has the table of intended differences.</summary>
public class NumpyEdgeTests
{
    private static readonly IReadOnlyList<NumpyCase> s_cases = NumpyCase.Load();

    public static IEnumerable<object[]> Cases =>
        from engine in Engine.All
        from row in s_cases
        where NumpyGraphs.Difference(row) is null && NumpyGraphs.NotAnOp(row) is null
        select new object[] { engine.Name, row.Id };

    public static IEnumerable<object[]> Differences => s_cases.Where(c => NumpyGraphs.Difference(c) is not null).Select(c => new object[] { c.Id });

    [SuiteTheory(NumpyCase.File)]
    [MemberData(nameof(Cases))]
    public void Agrees(string engine, string id)
    {
        var row = s_cases.Single(c => c.Id == id);
        if (row.IsError)
        {
            Assert.Throws<OpException>(() => Run(engine, row));
            return;
        }
        if (row.ExpectedShape is { } shape)
        {
            Assert.Equal(shape.Map(d => (Dim)d), NumpyGraphs.Build(row).OutputTypes[0].Shape);
            return;
        }
        var (expected, actual) = NumpyGraphs.WithoutUndefined(row, Run(engine, row));
        Assert.Null(NumpyGraphs.Tolerance(row).Difference(expected, actual));
    }

    /// <summary>Rows where we mean to differ: an error, or our own value.</summary>
    [SuiteTheory(NumpyCase.File)]
    [MemberData(nameof(Differences))]
    public void Differs(string id)
    {
        var row = s_cases.Single(c => c.Id == id);
        if (NumpyGraphs.Difference(row)!.Value.Value is { } expected) Assert.Null(Closeness.Exact.Difference(expected, Run(Engine.Reference.Name, row)));
        else Assert.Throws<OpException>(() => Run(Engine.Reference.Name, row));
    }

    [SuiteFact(NumpyCase.File)]
    public void Differences_are_explained()
    {
        var page = System.IO.File.ReadAllText(Checkout.PathOf("docs/numerics.md"));
        Assert.All(s_cases.Select(c => NumpyGraphs.Difference(c)?.Why).OfType<string>().Distinct(), why => Assert.Contains(why, page));
    }

    private static Literal Run(string engine, NumpyCase row) =>
        Engine.All.Single(e => e.Name == engine).Run(NumpyGraphs.Build(row), row.Arrays)[0];
}
