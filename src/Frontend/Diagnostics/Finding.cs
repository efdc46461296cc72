using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>A mistake, or a reason to run eagerly, found while a method was read.</summary>
/// <param name="Within">Where, when it is in a method that was called: <c> (in Dense, Layers.cs line 12)</c>. Apart from the message, which has no positions.</param>
internal sealed record Finding(DiagnosticDescriptor Descriptor, Location Location, string Message, string Within)
{
    public bool IsMistake => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    public Diagnostic ToDiagnostic(DiagnosticSeverity severity) =>
        Diagnostic.Create(Descriptor, Location, severity, additionalLocations: null, properties: null, Message + Within);
}

/// <summary>The findings about one function, in order; the same finding at the same place is kept once.</summary>
internal sealed class Findings
{
    // Beyond this many, more of them help nobody.
    private const int Most = 20;

    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;
    public bool Any => _all.Count > 0 || Broken;

    /// <summary>The code has errors of its own, so nothing can be said about it.</summary>
    public bool Broken { get; set; }

    public void Add(DiagnosticDescriptor descriptor, Location location, string message, string within = "")
    {
        var finding = new Finding(descriptor, location, message, within);
        // A write is refused wherever the method is called from.
        if (descriptor == Fallbacks.Write && within.Length > 0 && _all.Any(f => f with { Location = location } == finding)) return;
        if (_all.Count < Most && !_all.Contains(finding)) _all.Add(finding);
    }

    /// <summary>Where the list stands, for <see cref="Return"/>.</summary>
    public (int Count, bool Broken) Mark() => (_all.Count, Broken);

    /// <summary>Drops what was found since: what was tried there did not work out.</summary>
    public void Return((int Count, bool Broken) mark)
    {
        _all.RemoveRange(mark.Count, _all.Count - mark.Count);
        Broken = mark.Broken;
    }

    /// <summary>Whether anything was found since.</summary>
    public bool Since((int Count, bool Broken) mark) => _all.Count > mark.Count || Broken != mark.Broken;

    /// <summary>What was found since, for <see cref="Put"/>.</summary>
    public IReadOnlyList<Finding> Take((int Count, bool Broken) mark) => _all.Skip(mark.Count).ToList();

    public void Put(IEnumerable<Finding> findings) => _all.AddRange(findings);

    /// <summary>The finding to give when there is room for one: a mistake rather than a limitation.</summary>
    public Finding? First => _all.FirstOrDefault(f => f.IsMistake) ?? _all.FirstOrDefault();
}
