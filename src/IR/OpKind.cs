namespace GraphCompiler.IR;

/// <summary>What kind of loop an op is. Passes and code generation decide by kind and facts, never by an op's name.</summary>
public enum OpKind
{
    /// <summary>An input of the graph.</summary>
    Parameter,

    /// <summary>A literal tensor known at build time.</summary>
    Constant,

    /// <summary>Elements computed from the output's index alone: full, iota, a dimension's value.</summary>
    Source,

    /// <summary>out[i] = body(a[i], b[i], …) with broadcasting.</summary>
    Elementwise,

    /// <summary>Same elements in the same linear order under another shape: costs nothing.</summary>
    Reshape,

    /// <summary>out[i] = in[map(i)] with an affine map per axis: transpose, broadcast, slice, flip.</summary>
    View,

    /// <summary>Combines the elements along axes: sum, prod, max, min, any, all.</summary>
    Reduce,

    /// <summary>Index of the first extremum along an axis.</summary>
    ArgReduce,

    /// <summary>Joins operands along an axis.</summary>
    Concat,

    /// <summary>Surrounds the operand with a value.</summary>
    Pad,

    /// <summary>out = in at indices held in a tensor.</summary>
    Gather,

    /// <summary>out = in, with a part replaced by another operand, at places given as numbers and as operands.</summary>
    Update,

    /// <summary>Matrix product.</summary>
    Contract,

    /// <summary>Defined by other ops; expanded by a pass unless a target claims it.</summary>
    Composite,

    /// <summary>Does something besides computing: prints, checks. Its first operand and its result are tokens, which keep the order.</summary>
    Effect,

    /// <summary>Its first operand, which it hands on once the effects before its token have happened: costs nothing.</summary>
    After,

    /// <summary>Holds sub-graphs: if, while, scan.</summary>
    Control,

    /// <summary>Takes one result of a node that has several.</summary>
    Get,

    /// <summary>A fused group: one kernel whose body is a sub-graph.</summary>
    Fused,
}
