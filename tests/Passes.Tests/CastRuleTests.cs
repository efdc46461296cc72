using System;
using System.Linq;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Passes.Tests;

public class CastRuleTests
{
    public static TheoryData<DType, DType, DType> Chains
    {
        get
        {
            var dtypes = Enum.GetValues<DType>();
            var chains = new TheoryData<DType, DType, DType>();
            foreach (var from in dtypes)
            {
                foreach (var through in dtypes.Where(t => t != from))
                {
                    foreach (var to in dtypes.Where(t => t != through)) chains.Add(from, through, to);
                }
            }
            return chains;
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void A_chain_keeps_its_values(DType from, DType through, DType to)
    {
        var builder = new GraphBuilder();
        var x = builder.Parameter("x", new(from, Seq.Of(Dim.Symbol("N"))));
        var before = builder.Build("casts", [Cast(builder, Cast(builder, x, through), to)]);
        var after = new Simplify(FastMath: false).Run(before);
        var values = Samples.Of(from, ordinary: false);
        Assert.Equal(ReferenceEngine.Run(before, values)[0], ReferenceEngine.Run(after, values)[0]);
    }

    private static Node Cast(GraphBuilder builder, Node x, DType to) => builder.Add(OpTable.Cast, [x], ("dtype", new Attr.Type(to)));
}
