using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.Harness;
using Xunit;

namespace GraphCompiler.Packaging.Tests;

/// <summary>Does to a copy of the sources what docs/add-an-op.md says, and uses the new op.</summary>
public class AddAnOpTests
{
    private const string Program = """
        using System;
        using GraphCompiler;
        using static GraphCompiler.Ops;

        var x = Tensor.Create(new[] { -3f, -1, 0, 0.5f, 2 }, 5);
        var compiled = Model.Apply(x).ToArray();
        float[] eager;
        using (GraphMode.Eager()) eager = Model.Apply(x).ToArray();
        for (var i = 0; i < compiled.Length; i++)
        {
            var v = (double)x.ToArray()[i];
            var expected = ((Math.Sqrt(v * v + 1) - 1) / 2 + v) * 2;
            if (Math.Abs(compiled[i] - expected) > 1e-5 || Math.Abs(eager[i] - expected) > 1e-5)
                throw new Exception($"{v}: compiled {compiled[i]}, eager {eager[i]}, expected {expected}");
        }
        Console.WriteLine(Model.ApplyGraph.Captured ? "the new op works" : Model.ApplyGraph.Reason);

        public static partial class Model
        {
        PLACE
        }
        """;

    [Fact]
    public void One_entry_in_one_file_is_an_op()
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "add-an-op.md"));
        var blocks = Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(2, blocks.Count);

        using var consumer = new Consumer();
        foreach (var part in new[] { "src", "build", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            consumer.CopyFromRepository(part);
        var file = Path.Combine(consumer.Folder, "src", "IR", "Ops", "Activations.cs");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Insert(text.LastIndexOf('}'), blocks[0]));

        consumer.WriteProject("net10.0", """<Import Project="../build/UseGraphCompiler.props" />""");
        consumer.Write("App/Program.cs", Program.Replace("PLACE", blocks[1]));
        Assert.Contains("the new op works", consumer.Dotnet("run", "--project", "App"));
    }
}
