using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace GraphCompiler.Architecture.Tests;

/// <summary>Links between pages lead somewhere.</summary>
public class LinkTests
{
    [Fact]
    public void Every_link_of_the_documentation_leads_somewhere()
    {
        var pages = Directory.GetFiles(Repository.Root, "*.md").Concat(new[] { "docs", "examples", "benchmarks" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))).ToList();
        var links = pages.SelectMany(page => Regex.Matches(File.ReadAllText(page), @"\]\((?<path>[^)#\s:]*)(#(?<anchor>[^)\s]+))?\)").Select(m => (Page: page, Path: m.Groups["path"].Value, Anchor: m.Groups["anchor"].Value))).ToList();
        Assert.NotEmpty(links);
        Assert.Equal([], links.Where(l => Problem(l.Page, l.Path, l.Anchor)).Select(l => $"{Path.GetRelativePath(Repository.Root, l.Page)}: ({l.Path}#{l.Anchor})"));
    }

    private static bool Problem(string page, string path, string anchor)
    {
        var target = path == "" ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
        return !File.Exists(target) || (anchor != "" && !Anchors(target).Contains(anchor));
    }

    /// <summary>Headings as forges name them: in lower case, without punctuation, spaces as hyphens.</summary>
    private static IEnumerable<string> Anchors(string page) => Regex.Matches(File.ReadAllText(page), "^#+ (.*)$", RegexOptions.Multiline)
        .Select(m => Regex.Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
}
