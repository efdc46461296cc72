using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GraphCompiler.Harness;

/// <summary>Files that hold what a test expects, and the one way to renew them.</summary>
public static class Golden
{
    public const string BlessVariable = "GRAPHCOMPILER_BLESS";

    private const int Context = 3;

    public static bool Blessing => Environment.GetEnvironmentVariable(BlessVariable) == "1";

    /// <summary>Compares with the file's content. When <c>GRAPHCOMPILER_BLESS=1</c> the file is written instead.</summary>
    /// <exception cref="GoldenException">They differ; the message is the difference and how to bless it.</exception>
    public static void Check(string path, string actual)
    {
        var expected = File.Exists(path) ? File.ReadAllText(path).Replace("\r\n", "\n") : "";
        if (expected == actual) return;
        if (!Blessing) throw new GoldenException(path, Difference(expected, actual));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, actual);
    }

    /// <summary>The lines that differ, with a few around them: <c>-</c> expected, <c>+</c> got.</summary>
    public static string Difference(string expected, string actual)
    {
        var (a, b) = (expected.Split('\n'), actual.Split('\n'));
        // Longest common subsequence: common[i, j] of the lines from a[i] and b[j] on.
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        var lines = new List<string>();
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                lines.Add("  " + a[i++]);
                j++;
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1])) lines.Add("- " + a[i++]);
            else lines.Add("+ " + b[j++]);
        }
        var near = Enumerable.Range(0, lines.Count).Where(i => Enumerable.Range(i - Context, (2 * Context) + 1)
            .Any(k => k >= 0 && k < lines.Count && lines[k][0] != ' ')).ToList();
        return string.Join("\n", near.Select((n, k) => (k > 0 && near[k - 1] != n - 1 ? "  …\n" : "") + lines[n]));
    }
}

/// <summary>The outcome is not what the file holds.</summary>
public sealed class GoldenException(string path, string difference) : Exception(
    $"{Path.GetRelativePath(Checkout.Root, path)} holds something else ('-' expected, '+' got):\n{difference}\n"
    + $"If the new outcome is right, run the test again with {Golden.BlessVariable}=1 and review the change.");
