using System.Linq;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;
namespace GraphCompiler.Frontend.Tests;
public class ProbeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Probe()
    {
        foreach (var part in System.IO.File.ReadAllText("/tmp/probe.txt").Split("#####"))
        {
            var c = Source.Compile(part); c = c.WithOptions(c.Options.WithAllowUnsafe(true));
            output.WriteLine("== " + part.Trim().Split('\n')[0]);
            foreach (var d in c.GetDiagnostics().Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)) output.WriteLine("   C#: " + d);
            foreach (var d in await Analysis.Run(c)) output.WriteLine($"   {d.Id} «{part.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}» {d.GetMessage()}");
        }
    }
}
