using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>Makes a failing program smaller as long as it fails in the same way. Candidates that are no C# are dropped by the compiler.</summary>
internal static class ProgramShrinker
{
    private const int Batch = 40;
    private const int MostRounds = 60;

    public static (Code Code, Failure Failure) Shrink(int seed, Code program, Failure failure)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (Smaller(seed, program, failure) is not { } found) break;
            (program, failure) = found;
        }
        return (program, failure);
    }

    private static (Code, Failure)? Smaller(int seed, Code program, Failure failure)
    {
        var seen = new HashSet<string>();
        foreach (var batch in Candidates(program).Where(c => seen.Add(c.ToString())).OrderBy(c => c.Size).Chunk(Batch))
        {
            var results = ProgramTrial.Run(batch.Select(c => (seed, c)).ToList());
            var i = Array.FindIndex(results, r => r?.Kind == failure.Kind);
            if (i >= 0) return (batch[i], results[i]!);
        }
        return null;
    }

    private static IEnumerable<Code> Candidates(Code program)
    {
        foreach (var (piece, replace) in program.Places())
        {
            foreach (var smaller in Smaller(piece)) yield return replace(smaller);
        }
    }

    private static IEnumerable<Code> Smaller(Code piece)
    {
        if (piece.Template.Contains("$*"))
        {
            for (var i = 0; i < piece.Parts.Length; i++) yield return piece with { Parts = piece.Parts.Where((_, k) => k != i).ToArray() };
            if (piece.Parts.Length > 3)
            {
                yield return piece with { Parts = piece.Parts.Take(piece.Parts.Length / 2).ToArray() };
                yield return piece with { Parts = piece.Parts.Skip(piece.Parts.Length / 2).ToArray() };
            }
        }
        if (piece.Sort is Sort.Program or Sort.Member) yield break;
        foreach (var part in piece.Parts.Where(p => p.Sort == piece.Sort)) yield return part;
        if (piece.Sort == Sort.Statement)
        {
            if (piece.IsBlock && piece.Parts.Length > 0) yield return Code.Block([]);
            else if (!piece.IsBlock && piece.Parts.Any(p => p.Sort == Sort.Statement)) yield return Code.Block([]);
            yield break;
        }
        var plainest = ProgramGenerator.Default(piece.Sort);
        if (piece.Template != plainest) yield return new(piece.Sort, plainest);
        if (piece.Sort == Sort.Bool && piece.Template != "true") yield return new(Sort.Bool, "true");
    }
}
