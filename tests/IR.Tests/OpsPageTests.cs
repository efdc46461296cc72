using System;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

public class OpsPageTests
{
    [Fact]
    public void Docs_are_what_the_table_says() => Golden.Check(Checkout.PathOf("docs/ops.md"), OpsPage.Write());

    [Fact]
    public void Every_op_is_on_the_page() => Assert.All(OpTable.All, op => Assert.Contains($"\n| `{op.Name}` |", OpsPage.Write(), StringComparison.Ordinal));
}
