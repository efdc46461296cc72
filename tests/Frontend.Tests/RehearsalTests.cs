using System.IO;
using System.Linq;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

public class RehearsalTests
{
    /// <summary>A program that was not captured would rehearse next to nothing.</summary>
    [Fact]
    public void The_rehearsal_goes_through_all_steps()
    {
        var result = Rehearsal.Run().Results.Single();
        Assert.Null(result.Exception);
        Assert.All(result.GeneratedSources, s => Assert.DoesNotContain("runs eagerly", s.SourceText.ToString()));
        Assert.Equal(["Interceptors.g.cs", "Rehearsal_Network_Predict.Kernels.g.cs", "Rehearsal_Network_Predict.g.cs"],
            result.GeneratedSources.Select(s => Path.GetFileName(s.HintName)).Order());
    }
}
