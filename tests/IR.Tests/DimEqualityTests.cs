using Xunit;

namespace GraphCompiler.IR.Tests;

/// <summary>What can be told of two sizes whose symbols are unknown.</summary>
public class DimEqualityTests
{
    [Theory]
    [InlineData("N", "N", true)]
    [InlineData("2*N + M", "M + N + N", true)]
    [InlineData("N", "M", null)]
    [InlineData("N", "5", null)]
    [InlineData("N + 1", "N", false)]
    [InlineData("N + 1", "0", false)]
    [InlineData("N*M", "-3", false)]
    // No multiple of 3 is 8, whatever the symbols are.
    [InlineData("3*N", "8", false)]
    [InlineData("3*N", "9", null)]
    [InlineData("6*N + 4*M", "7", false)]
    [InlineData("6*N + 4*M*K", "8", null)]
    [InlineData("4*(N//3) + 1", "2*max(N,M)", false)]
    [InlineData("2*N", "3*M", null)]
    [InlineData("2*N", "2*M + 1", false)]
    [InlineData("9223372036854775807*N", "M + 1", null)]
    [InlineData("3*N", "5*M", null)]
    public void Same(string a, string b, bool? expected)
    {
        Assert.Equal(expected, Dim.Same(DimParser.Parse(a), DimParser.Parse(b)));
        Assert.Equal(expected, Dim.Same(DimParser.Parse(b), DimParser.Parse(a)));
    }
}
