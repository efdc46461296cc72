using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace GraphCompiler.Frontend.Tests;

/// <summary>A text with pieces that can be exchanged: <c>x * «2¦3»</c>.</summary>
internal sealed class Slots
{
    private static readonly Regex s_slot = new("«([^»]*)»");

    private readonly string _template;
    private readonly int[] _chosen;

    public Slots(string template) => (_template, _chosen) = (template, new int[s_slot.Matches(template).Count]);

    public int Count => _chosen.Length;

    public void Change(int slot, Random random)
    {
        var alternatives = s_slot.Matches(_template)[slot].Groups[1].Value.Split('¦').Length;
        _chosen[slot] = (_chosen[slot] + random.Next(1, alternatives)) % alternatives;
    }

    public override string ToString()
    {
        var slot = 0;
        return s_slot.Replace(_template, m => m.Groups[1].Value.Split('¦')[_chosen[slot++]]);
    }
}
