using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// A project as one function sees it: what else is declared, the references, the options. It keeps nothing of the project alive, so that it
/// may be kept with what was read; what is gone counts as changed.
/// </summary>
internal sealed class Surroundings
{
    private static readonly ConditionalWeakTable<Compilation, Surroundings> s_known = new();

    private readonly string? _assembly;
    private readonly WeakReference<CompilationOptions> _options;
    private readonly WeakReference<MetadataReference>[] _references;
    private readonly WeakReference<SyntaxTree>[] _files;
    private readonly WeakReference<SyntaxTree>[] _generated;
    private readonly ConditionalWeakTable<Surroundings, Likeness> _likeness = new();

    private Surroundings(Compilation compilation)
    {
        _assembly = compilation.AssemblyName;
        _options = new(compilation.Options);
        _references = Weak(compilation.References);
        var files = compilation.SyntaxTrees.ToLookup(GeneratedFiles.IsOurs);
        (_files, _generated) = (Weak(files[false]), Weak(files[true]));
    }

    public static Surroundings Of(Compilation compilation) => s_known.GetValue(compilation, c => new(c));

    /// <summary>Whether the files are there that our generator wrote: for analyzers, once it has run.</summary>
    public bool HasGenerated => _generated.Length > 0;

    /// <summary>The files that our generator wrote.</summary>
    public IEnumerable<SyntaxTree> Generated => _generated.Select(Alive).OfType<SyntaxTree>();

    /// <summary>What is alike here and in an earlier state of the project. Found once for all functions.</summary>
    public Likeness To(Surroundings earlier) => ReferenceEquals(this, earlier) ? Likeness.Full : _likeness.GetValue(earlier, Compare);

    private Likeness Compare(Surroundings earlier) =>
        _assembly == earlier._assembly && Same(_references, earlier._references, Equals) && SameOptions(earlier) && Same(_files, earlier._files, Outline.Same)
            ? new(Files: true, Generated: Same(_generated, earlier._generated, Outline.Same))
            : new(Files: false, Generated: false);

    private bool SameOptions(Surroundings earlier)
    {
        if (Alive(_options) is not { } options || Alive(earlier._options) is not { } before) return false;
        if (ReferenceEquals(options, before)) return true;
        // The provider of severities is another with each generated file. It also knows which files count as generated, which decides about "?" in them.
        return options.WithSyntaxTreeOptionsProvider(null).Equals(before.WithSyntaxTreeOptionsProvider(null))
            && (ReferenceEquals(options.SyntaxTreeOptionsProvider, before.SyntaxTreeOptionsProvider) || Same(_files, earlier._files, (old, file) => Kind(before, old) == Kind(options, file)));
    }

    private static GeneratedKind? Kind(CompilationOptions options, SyntaxTree file) => options.SyntaxTreeOptionsProvider?.IsGenerated(file, default);

    private static bool Same<T>(WeakReference<T>[] now, WeakReference<T>[] before, Func<T, T, bool> same)
        where T : class
    {
        if (now.Length != before.Length) return false;
        for (var i = 0; i < now.Length; i++)
        {
            if (Alive(now[i]) is not { } x || Alive(before[i]) is not { } y || !same(y, x)) return false;
        }
        return true;
    }

    private static WeakReference<T>[] Weak<T>(IEnumerable<T> all)
        where T : class => all.Select(one => new WeakReference<T>(one)).ToArray();

    private static T? Alive<T>(WeakReference<T> one)
        where T : class => one.TryGetTarget(out var target) ? target : null;
}

/// <param name="Files">The files say the same outside of bodies, and references and options are the same.</param>
/// <param name="Generated">So do the files that our generator wrote, or there are none in both.</param>
internal sealed record Likeness(bool Files, bool Generated)
{
    public static readonly Likeness Full = new(true, true);
}
