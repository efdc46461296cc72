using System;
using System.Collections.Generic;

namespace GraphCompiler.IR;

/// <summary>Suggestions for misspelt names.</summary>
public static class Spelling
{
    /// <summary><c>; did you mean 'relu'?</c>, or the empty text when no candidate is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates, string prefix = "")
    {
        if (name.Length > 64) return "";
        // Near: about a third of the letters differ, never all.
        var (best, bestDistance) = ("", Math.Min(Math.Max(1, (name.Length + 1) / 3), name.Length - 1) + 1);
        foreach (var candidate in candidates)
        {
            if (candidate.Length > 64 || Distance(name, candidate) is var distance && distance >= bestDistance) continue;
            (best, bestDistance) = (candidate, distance);
        }
        return best == "" ? "" : $"; did you mean '{prefix}{best}'?";
    }

    // Levenshtein's edit distance, one row at a time.
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
