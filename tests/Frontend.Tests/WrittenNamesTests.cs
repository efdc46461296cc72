using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

public class WrittenNamesTests
{
    [Theory]
    [InlineData("F(1); o.F(2); o?.F(3);", "F(1) o.F(2) .F(3)")]
    [InlineData("@F(1); F<int>(2);", "@F(1) F<int>(2)")]
    [InlineData("F(Next(1)); Next(F(2)); F(F(3));", "F(Next(1)) Next(F(2)) F(2) F(F(3)) F(3) Next(1)")]
    [InlineData("FNext(1); NextF(2); Ne(3); /* F(4) */ x = \"F(5)\"; // F(6)", "")]
    [InlineData("use(F); var f = o.Next;", "F o.Next")]
    public void Names_are_found_where_they_are_code(string body, string expected)
    {
        var tree = CSharpSyntaxTree.ParseText($"class C {{ void M() {{ {body} }} }}");
        var found = WrittenNames.Find(tree, ["F", "Next", "N", ""], default).Select(WrittenNames.Expression).Select(e => (WrittenNames.Call(e) ?? e).ToString());
        Assert.Equal(expected.Split(' ').Where(e => e.Length > 0).Order(), found.Order());
    }
}
