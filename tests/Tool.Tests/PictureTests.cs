using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GraphCompiler.Harness;
using Xunit;

namespace GraphCompiler.Tool.Tests;

/// <summary>The README's pictures show what <c>graphc dot</c> draws today: the same boxes with the same words, frames and arrows, wherever Graphviz has put them.</summary>
public class PictureTests
{
    // Digits.Predict, the README's first function, as it is captured.
    private const string Predict = """
        graph @Digits.Predict(%x: f32[N,64], %w1: f32[64,128], %b1: f32[128], %w2: f32[128,10], %b2: f32[10]) -> f32[N,10] {
          %0 = matmul %x, %w1 : f32[N,128]
          %1 = add %0, %b1 : f32[N,128]
          %2 = relu %1 : f32[N,128]
          %3 = matmul %2, %w2 : f32[N,10]
          %4 = add %3, %b2 : f32[N,10]
          %5 = softmax %4 [axis=1] : f32[N,10]
          return %5
        }
        """;

    [Theory]
    [InlineData("docs/predict-captured.svg", "--after", "none")]
    [InlineData("docs/predict.svg")]
    public void Pictures_show_what_dot_draws(string picture, params string[] options)
    {
        using var file = new TemporaryFile(Predict);
        var dot = Tool.Output(["dot", file.Path, .. options]);
        var (expected, shown) = (OfDot(dot), OfSvg(Checkout.PathOf(picture)));
        Assert.True(expected.SequenceEqual(shown), $"{picture} shows another graph; renew it:\ndot -Tsvg -o {picture} <<'END'\n{dot}END\n"
            + $"not shown: {string.Join("; ", expected.Except(shown))}\nshown only: {string.Join("; ", shown.Except(expected))}");
    }

    /// <summary>Nodes, clusters and edges, each a line, in order.</summary>
    private static List<string> OfDot(string dot)
    {
        var parts = Regex.Matches(dot, @"^\s*(n\d+(?: -> n\d+)?)(?: \[label=""([^""]*)"".*)?;$", RegexOptions.Multiline).Select(m => Part(m.Groups[1].Value.Replace(" ", ""), m.Groups[2].Value.Replace("\\n", " ")))
            .Concat(Regex.Matches(dot, @"subgraph (cluster_\d+) \{\s*label=""([^""]*)""").Select(m => Part(m.Groups[1].Value, m.Groups[2].Value)));
        return [.. parts.Order()];
    }

    private static List<string> OfSvg(string path)
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        return [.. XDocument.Load(path).Descendants(svg + "g").Where(g => (string?)g.Attribute("class") is "node" or "edge" or "cluster")
            .Select(g => Part(g.Element(svg + "title")!.Value, string.Join(" ", g.Descendants(svg + "text").Select(t => t.Value)))).Order()];
    }

    private static string Part(string id, string words) => $"{id} {Regex.Replace(WebUtility.HtmlDecode(words), @"\s+", " ").Trim()}";
}
