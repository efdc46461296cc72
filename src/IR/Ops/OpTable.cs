using System.Collections.Generic;

namespace GraphCompiler.IR;

/// <summary>All ops. Each is defined once, in the file of its family; this part registers and finds them.</summary>
public static partial class OpTable
{
    // Its presence makes the runtime initialise every definition before any member of the table is used.
    static OpTable()
    {
    }

    /// <summary>Every op, in the order of definition.</summary>
    public static IReadOnlyList<OpDef> All => Registry.InOrder;

    public static OpDef? Find(string name) => Registry.ByName.TryGetValue(name, out var op) ? op : null;

    private static OpDef Define(OpDef op)
    {
        Registry.ByName.Add(op.Name, op);
        Registry.InOrder.Add(op);
        return op;
    }

    // Apart from the table, so that it exists before the first definition registers itself, whichever file that is in.
    private static class Registry
    {
        public static readonly Dictionary<string, OpDef> ByName = [];
        public static readonly List<OpDef> InOrder = [];
    }
}
