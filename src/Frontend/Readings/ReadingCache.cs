using System.Collections.Concurrent;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend;

/// <summary>
/// Reads graph functions, each only once until something changes that it depends on. These are the files with the bodies that were
/// read, which have to be the very same; of all others what they declare (<see cref="Outline"/>); and references and options.
/// </summary>
internal static class ReadingCache
{
    /// <summary>By file and place in it; an edited file is another one.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<TextSpan, Entries>> s_known = new();

    /// <summary>The last reading in the generator's project, and the last one by the analyzers, whose project has the generated files too.</summary>
    private sealed class Entries
    {
        public volatile Entry? Plain;
        public volatile Entry? WithGenerated;
    }

    /// <param name="Files">Those whose bodies were read.</param>
    private sealed record Entry(Reading Reading, Seq<SyntaxTree> Files, Surroundings Surroundings);

    /// <summary>Throws nothing but for cancellation.</summary>
    public static Reading Read(IMethodSymbol method, Compilation compilation, CancellationToken token)
    {
        var place = method.DeclaringSyntaxReferences[0];
        var known = s_known.GetValue(place.SyntaxTree, static _ => new()).GetOrAdd(place.Span, static _ => new());
        var surroundings = Surroundings.Of(compilation);
        if (Find(known, compilation, surroundings) is { } reading) return reading;
        using var files = new FilesRead();
        FilesRead.Note(place.SyntaxTree);
        reading = FunctionReader.Read(method, compilation, token);
        foreach (var finding in reading.Findings.All)
        {
            if (finding.Location.SourceTree is { } file) FilesRead.Note(file);
        }
        // A location in another assembly would hold on to its symbols.
        if (files.Repeatable && !reading.Findings.All.Any(f => f.Location.IsInMetadata)) Keep(known, new(reading, files.Files.ToSeq(), surroundings));
        return reading;
    }

    /// <summary>The reading of a method that is kept for a project; null when there is none, or it does not hold any more.</summary>
    private static Reading? Find(Entries known, Compilation compilation, Surroundings surroundings)
    {
        if ((surroundings.HasGenerated ? known.WithGenerated : known.Plain) is { } own && Holds(own, compilation) && surroundings.To(own.Surroundings) is { Files: true, Generated: true })
        {
            // The earlier state of the project may be gone when it is asked for next.
            if (own.Surroundings != surroundings) Keep(known, own with { Surroundings = surroundings });
            return own.Reading;
        }
        return surroundings.HasGenerated && known.Plain is { } plain && Holds(plain, compilation) && surroundings.To(plain.Surroundings).Files && IsApart(plain, surroundings) ? plain.Reading : null;
    }

    private static bool Holds(Entry entry, Compilation compilation) => entry.Files.All(compilation.ContainsSyntaxTree);

    /// <summary>Whether what the generator wrote cannot matter: nothing was missing, and nothing of it is named.</summary>
    private static bool IsApart(Entry entry, Surroundings surroundings) =>
        !entry.Reading.Findings.Any && !entry.Files.Any(file => surroundings.Generated.Any(generated => GeneratedFiles.IsNamedIn(file, generated)));

    private static void Keep(Entries known, Entry entry)
    {
        if (entry.Surroundings.HasGenerated) known.WithGenerated = entry;
        else known.Plain = entry;
    }
}
