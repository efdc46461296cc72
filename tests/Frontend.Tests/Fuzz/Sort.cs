using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>What a piece of a program is. Plain numbers and rank-0 tensors are different sorts, though one text stands for both versions.</summary>
internal enum Sort
{
    Program,
    Member,
    Statement,
    Int,
    Long,
    Byte,
    Short,
    UInt,
    Float,
    Double,
    Bool,
    TensorInt,
    TensorLong,
    TensorFloat,
    TensorDouble,
    TensorBool,
    /// <summary>Three elements.</summary>
    Vector,
    /// <summary>As many elements as the call says.</summary>
    Row,
    /// <summary>As many rows as a <see cref="Row"/> has elements, of three.</summary>
    Table,
}

/// <param name="Type">Of both versions; an alias where they differ.</param>
/// <param name="Default">The plainest value.</param>
/// <param name="Constants">Others.</param>
/// <param name="Name">The parameter of the sort in the method under test.</param>
/// <param name="Shape">The parameter's attribute.</param>
/// <param name="Chance">How many programs have variables of the sort.</param>
/// <param name="CarriedBy">The sort of the result that takes the variables in; null for those that are results.</param>
internal sealed record SortFacts(string Type, string Default, string[] Constants, string Name, string Shape, double Chance, Sort? CarriedBy = null)
{
    private static readonly string[] s_none = [];

    private static readonly Dictionary<Sort, SortFacts> s_all = new()
    {
        [Sort.Int] = new("int", "0", ["1", "2", "3", "7", "(-1)", "(-5)", "100", "int.MaxValue"], "n", "", 1, Sort.TensorInt),
        [Sort.Long] = new("long", "0L", ["1L", "3L", "(-7L)", "3000000000L", "long.MaxValue", "long.MinValue"], "l", "", 0.3, Sort.TensorLong),
        [Sort.Byte] = new("byte", "((byte)0)", ["((byte)1)", "((byte)200)", "byte.MaxValue"], "u", "", 0.2, Sort.TensorLong),
        [Sort.Short] = new("short", "((short)0)", ["((short)-2)", "((short)300)", "short.MinValue"], "s", "", 0.2, Sort.TensorLong),
        [Sort.UInt] = new("uint", "0u", ["1u", "5u", "3000000000u", "uint.MaxValue"], "k", "", 0.2, Sort.TensorLong),
        [Sort.Float] = new("float", "0f", ["1f", "0.5f", "(-2f)", "3f", "0.1f", "1e10f"], "r", "", 0.6, Sort.TensorFloat),
        [Sort.Double] = new("double", "0.0", ["1.0", "0.1", "(-2.5)", "1e12", "(1.0 / 3.0)"], "d", "", 0.25, Sort.TensorDouble),
        [Sort.Bool] = new("bool", "false", ["true"], "f", "", 0.9, Sort.TensorBool),
        [Sort.TensorInt] = new("TI", "((TI)0)", ["((TI)1)", "((TI)3)", "((TI)(-4))"], "a", "[Shape] ", 1),
        [Sort.TensorLong] = new("TL", "((TL)0L)", ["((TL)1L)", "((TL)(-4L))", "((TL)5000000000L)"], "e", "[Shape] ", 0.2),
        [Sort.TensorFloat] = new("TF", "((TF)0f)", ["((TF)1f)", "((TF)0.25f)", "((TF)(-3f))"], "x", "[Shape] ", 1),
        [Sort.TensorDouble] = new("TD", "((TD)0.0)", ["((TD)0.1)", "((TD)(-3.0))"], "h", "[Shape] ", 0.2),
        [Sort.TensorBool] = new("TB", "((TB)false)", ["((TB)true)"], "b", "[Shape] ", 0.6),
        [Sort.Vector] = new("Vec", "Zeros()", s_none, "v", "[Shape(3)] ", 0.8),
        [Sort.Row] = new("Row", "Blank(w)", s_none, "w", "[Shape(\"N\")] ", 0.4),
        [Sort.Table] = new("Tab", "BlankTable(t)", s_none, "t", "[Shape(\"N\", 3)] ", 0.4),
    };

    /// <summary>The sorts of values.</summary>
    public static IReadOnlyList<Sort> Values { get; } = s_all.Keys.ToList();

    /// <summary>Whether a variable of the sort is the same tensor for all who have it, so that a write to a part shows.</summary>
    public static bool HasParts(Sort sort) => sort is Sort.Vector or Sort.Row or Sort.Table;

    public static SortFacts Of(Sort sort) => s_all[sort];
}
