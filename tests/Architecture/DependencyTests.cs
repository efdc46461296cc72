using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace GraphCompiler.Architecture.Tests;

/// <summary>IR ← Passes ← Codegen ← Frontend and IR ← Runtime: who may know whom.</summary>
public class DependencyTests
{
    [Theory]
    [InlineData("IR")]
    [InlineData("Passes", "IR")]
    [InlineData("Codegen", "IR", "Passes")]
    [InlineData("Frontend", "IR", "Passes", "Codegen")]
    [InlineData("Frontend.CodeFixes", "Frontend")]
    [InlineData("Runtime", "IR")]
    public void A_project_references_only_what_stands_below_it(string project, params string[] allowed)
    {
        var references = References(project);
        Assert.All(references, r => Assert.Contains(r, allowed));
    }

    [Theory]
    [InlineData("IR")]
    [InlineData("Passes")]
    [InlineData("Codegen")]
    public void The_core_needs_no_packages(string project) =>
        Assert.Empty(Project(project).Descendants("PackageReference"));

    private static List<string> References(string project) => Project(project).Descendants("ProjectReference")
        // An analyzer runs while the project is built; the built assembly does not know it.
        .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
        .Select(r => Path.GetFileName(Path.GetDirectoryName((string)r.Attribute("Include")!))!)
        .ToList();

    private static XDocument Project(string project) => XDocument.Load(
        Path.Combine(Repository.Root, "src", project, $"GraphCompiler.{project}.csproj"));
}
