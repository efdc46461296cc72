using System;

namespace GraphCompiler.IR;

/// <summary>Element types. The last four are for storage: they take part in casts and copies, not in arithmetic.</summary>
public enum DType : byte
{
    F32, F64, I32, I64, Bool,
    F16, BF16, I8, U8,
}

/// <summary>A set of dtypes, for what an op accepts.</summary>
[Flags]
public enum DTypes
{
    None = 0,
    F32 = 1 << DType.F32, F64 = 1 << DType.F64, I32 = 1 << DType.I32, I64 = 1 << DType.I64, Bool = 1 << DType.Bool,
    F16 = 1 << DType.F16, BF16 = 1 << DType.BF16, I8 = 1 << DType.I8, U8 = 1 << DType.U8,
    Float = F32 | F64,
    Integer = I32 | I64,
    Number = Float | Integer,
    Logic = Integer | Bool,
    Compute = Number | Bool,
    Any = Compute | F16 | BF16 | I8 | U8,
}

public static class DTypeFacts
{
    private static readonly (string Name, string CSharp, int Size)[] s_facts =
    [
        ("f32", "float", 4), ("f64", "double", 8), ("i32", "int", 4), ("i64", "long", 8), ("bool", "bool", 1),
        ("f16", "Half", 2), ("bf16", "BFloat16", 2), ("i8", "sbyte", 1), ("u8", "byte", 1),
    ];

    public static int Count => s_facts.Length;

    /// <summary>The name in IR text: <c>f32</c>.</summary>
    public static string Name(this DType t) => s_facts[(int)t].Name;

    /// <summary>The C# type of one element: <c>float</c>.</summary>
    public static string CSharpName(this DType t) => s_facts[(int)t].CSharp;

    /// <summary>Bytes per element.</summary>
    public static int Size(this DType t) => s_facts[(int)t].Size;

    /// <summary>
    /// The dtype in whose registers kernels hold a value: f32 for f16 and bf16, i32 for i8 and u8, which have room for all of theirs;
    /// the dtype itself for the others.
    /// </summary>
    public static DType LaneDType(this DType t) => t switch
    {
        DType.F16 or DType.BF16 => DType.F32,
        DType.I8 or DType.U8 => DType.I32,
        _ => t,
    };

    public static bool IsFloat(this DType t) => t is DType.F32 or DType.F64 or DType.F16 or DType.BF16;
    public static bool IsInteger(this DType t) => t is DType.I32 or DType.I64 or DType.I8 or DType.U8;
    public static bool In(this DType t, DTypes set) => ((int)set >> (int)t & 1) != 0;

    public static bool TryParse(string name, out DType result)
    {
        for (var i = 0; i < s_facts.Length; i++)
        {
            if (s_facts[i].Name != name) continue;
            result = (DType)i;
            return true;
        }
        result = default;
        return false;
    }

    /// <summary>The set as text for messages: <c>f32, f64</c>.</summary>
    public static string Describe(this DTypes set)
    {
        var names = "";
        for (var i = 0; i < s_facts.Length; i++)
        {
            if (((DType)i).In(set)) names += (names == "" ? "" : ", ") + s_facts[i].Name;
        }
        return names;
    }
}
