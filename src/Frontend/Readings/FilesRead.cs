using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// The files that a reading looks into while it is made, on its thread: those whose method bodies it depends on. All ways from
/// symbols to syntax pass through <see cref="Declarations"/>, which notes the file here.
/// </summary>
internal sealed class FilesRead : IDisposable
{
    // Members are looked at from many places that know no more than their symbol.
    [ThreadStatic] private static FilesRead? t_current;

    private readonly FilesRead? _outer = t_current;
    private readonly HashSet<SyntaxTree> _files = [];

    /// <summary>Notes what is read on this thread until it is disposed.</summary>
    public FilesRead() => t_current = this;

    public IReadOnlyCollection<SyntaxTree> Files => _files;

    /// <summary>False when what came out depends on more than the program: on how much of the stack was left, or a bug of ours.</summary>
    public bool Repeatable { get; private set; } = true;

    /// <summary>Notes that the reading that is being made looks into a file.</summary>
    public static void Note(SyntaxTree file) => t_current?._files.Add(file);

    /// <summary>Notes that the reading that is being made may come out differently another time.</summary>
    public static void NoteAccident()
    {
        if (t_current is { } current) current.Repeatable = false;
    }

    public void Dispose() => t_current = _outer;
}
