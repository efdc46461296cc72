using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.Harness;
using GraphCompiler.IR;

namespace GraphCompiler.IR.Tests;

/// <summary>numpy's calls as graphs, and what is known of rows that are no such call or differ on purpose.</summary>
internal static class NumpyGraphs
{
    private static readonly Dictionary<string, OpDef> s_elementwise = new()
    {
        ["add"] = OpTable.Add, ["add 1"] = OpTable.Add, ["subtract"] = OpTable.Sub, ["multiply"] = OpTable.Mul, ["multiply 2"] = OpTable.Mul,
        ["divide"] = OpTable.Div, ["trunc_divide"] = OpTable.Div, ["int32/int32"] = OpTable.Div, ["uint8-uint8"] = OpTable.Sub,
        ["bool+bool"] = OpTable.Add, ["int8*int8 stays int8"] = OpTable.Mul,
        ["maximum"] = OpTable.Maximum, ["minimum"] = OpTable.Minimum, ["power"] = OpTable.Pow, ["power int"] = OpTable.Pow, ["power neg exponent"] = OpTable.Pow,
        ["arctan2"] = OpTable.Atan2, ["fmod"] = OpTable.Rem, ["remainder"] = OpTable.FloorMod, ["float remainder"] = OpTable.FloorMod, ["float fmod"] = OpTable.Rem,
        ["equal"] = OpTable.Eq, ["not_equal"] = OpTable.Ne, ["less"] = OpTable.Lt, ["less_equal"] = OpTable.Le, ["greater"] = OpTable.Gt, ["greater_equal"] = OpTable.Ge,
        ["abs"] = OpTable.Abs, ["negative"] = OpTable.Neg, ["sign"] = OpTable.Sign, ["floor"] = OpTable.Floor, ["ceil"] = OpTable.Ceil, ["trunc"] = OpTable.Trunc,
        ["rint"] = OpTable.Round, ["round"] = OpTable.Round, ["exp"] = OpTable.Exp, ["expm1"] = OpTable.Expm1, ["log"] = OpTable.Log, ["log1p"] = OpTable.Log1p,
        ["sqrt"] = OpTable.Sqrt, ["reciprocal"] = OpTable.Reciprocal, ["sin"] = OpTable.Sin, ["cos"] = OpTable.Cos, ["tan"] = OpTable.Tan,
        ["arcsin"] = OpTable.Asin, ["arccos"] = OpTable.Acos, ["arctan"] = OpTable.Atan, ["sinh"] = OpTable.Sinh, ["cosh"] = OpTable.Cosh, ["tanh"] = OpTable.Tanh,
        ["arcsinh"] = OpTable.Asinh, ["arccosh"] = OpTable.Acosh, ["arctanh"] = OpTable.Atanh, ["isnan"] = OpTable.IsNaN, ["isinf"] = OpTable.IsInf,
        ["where"] = OpTable.Select, ["where nan mask"] = OpTable.Select, ["clip lo>hi"] = OpTable.Clamp, ["clip nan"] = OpTable.Clamp, ["clip nan bound"] = OpTable.Clamp,
        ["broadcast_shapes"] = OpTable.Add,
    };

    private static readonly Dictionary<string, OpDef> s_reductions = new()
    {
        ["sum"] = OpTable.Sum, ["prod"] = OpTable.Prod, ["max"] = OpTable.Max, ["min"] = OpTable.Min, ["any"] = OpTable.AnyTrue, ["all"] = OpTable.AllTrue,
        ["mean"] = OpTable.Mean, ["var"] = OpTable.Var, ["argmax"] = OpTable.ArgMax, ["argmin"] = OpTable.ArgMin, ["logsumexp"] = OpTable.LogSumExp,
    };

    private static readonly HashSet<string> s_notOps =
    [
        "fmax", "fmin", "copysign", "hypot", "logaddexp", "exp2", "log2", "log10", "isfinite", "square", "cbrt", "signbit", "std", "floor_divide",
        "floor_divide by 0", "left_shift", "right_shift", "cumsum", "cumsum empty", "arange", "arange empty", "arange neg", "linspace 0", "linspace", "linspace 1",
    ];

    /// <summary>Why a row is not run: numpy's function is none of our ops.</summary>
    public static string? NotAnOp(NumpyCase row) => s_notOps.Contains(row.Op) ? $"{row.Op} is not an op" : null;

    /// <summary>Where we mean to answer otherwise: an error (Value is null) or a value. Each has its line in docs/numerics.md.</summary>
    public static (Literal? Value, string Why)? Difference(NumpyCase row) => row.Op switch
    {
        _ when NotAnOp(row) is not null => null,
        "int32/int32" => (Literal.Of(DType.I32, Seq.Of(1L), [0L]), "integers divide to integers, truncating"),
        "power neg exponent" => (Literal.Of(DType.I32, Seq.Of(1L), [0L]), "1 / 2 truncates to 0"),
        "bool+bool" => (null, "no arithmetic on bool"),
        "clip nan bound" => (Literal.Of(DType.F32, Seq.Of(2L), [double.NaN, double.NaN]), "NaN in any operand gives NaN, as the array API says"),
        _ when row.Category is not ("cast" or "cast_from_f32") && row.Arrays.Any(a => a.DType is DType.I8 or DType.U8) => (null, "i8 and u8 are for storage"),
        _ => null,
    };

    public static Graph Build(NumpyCase row)
    {
        var builder = new GraphBuilder();
        Node[] x = row.Op == "broadcast_shapes"
            ? row.Shapes.Select((s, i) => builder.Parameter($"x{i}", new(DType.F32, s.Map(d => (Dim)d)))).ToArray()
            : row.Arrays.Select((a, i) => builder.Parameter($"x{i}", a.Type)).ToArray();
        return builder.Build("numpy", [Call(builder, row, x)]);
    }

    private static Node Call(GraphBuilder b, NumpyCase row, Node[] x)
    {
        if (row.Category == "cast" || row.Category == "cast_from_f32") return b.Add(OpTable.Cast, x, ("dtype", new Attr.Type(row.Expected!.DType)));
        if (s_elementwise.TryGetValue(row.Op, out var elementwise)) return b.Add(elementwise, x);
        var reduction = row.Op.Split(' ')[0];
        if (s_reductions.TryGetValue(reduction, out var reduce)) return Reduce(b, row, x[0], reduce);
        switch (row.Op.Split(' ')[0])
        {
            case "softmax":
                return b.Add(OpTable.Softmax, x);
            case "x[s:e:st]":
                return Slice(b, x[0], row.Note);
            case "x[i]":
                var index = b.Constant(Literal.Scalar(DType.I64, long.Parse(row.Note["i=".Length..])));
                // An index that is a constant can be checked when the graph is built; a lookup checks it when it runs.
                return b.Add(OpTable.Gather, [x[0], index]);
            case "expand_dims":
                return b.Add(OpTable.ExpandDims, x, ("axis", Ints([row.Int("axis")!.Value])));
            case "squeeze":
                return row.Int("axis") is { } axis ? b.Add(OpTable.Squeeze, x, ("axis", Ints([axis]))) : b.Add(OpTable.Squeeze, x);
            case "reshape":
                return b.Add(OpTable.Reshape, x, ("shape", Dims(row.Op == "reshape" ? Tuple(row.Note) : Tuple(row.Op["reshape empty ".Length..]))));
            case "transpose":
                return row.Note == "None" ? b.Add(OpTable.Transpose, x) : b.Add(OpTable.Transpose, x, ("perm", Ints(Tuple(row.Note).Select(p => p!.Value).ToArray())));
            case "concat":
                var at = Regex.Match(row.Op, @"axis (-?\d+)");
                return b.Add(OpTable.Concat, x, ("axis", new Attr.Int(at.Success ? long.Parse(at.Groups[1].Value) : 0)));
            case "take":
                return b.Add(OpTable.Gather, x);
            case "matmul":
                return b.Add(OpTable.MatMul, x);
            case "tril" or "triu":
                return b.Add(OpTable.Find(row.Op)!, x, ("k", new Attr.Int(row.Int("k") ?? 0)));
            default:
                throw new NotSupportedException($"{row}: no graph is known for it; name it in {nameof(NotAnOp)} or build it");
        }
    }

    private static Node Reduce(GraphBuilder b, NumpyCase row, Node x, OpDef op)
    {
        var keep = ("keep_dims", (Attr)new Attr.Bool(row.Flag("keepdims")));
        if (row.Category == "axis_dup") return b.Add(op, [x], ("axis", Ints([0, 0])));
        if (row.Category == "reduce_axes_empty") return b.Add(op, [x], ("axis", Ints([])));
        // numpy's any and all take what is not bool by its difference from 0.
        if (op.Accepts == DTypes.Bool && x.DType != DType.Bool) x = b.Add(OpTable.Cast, [x], ("dtype", new Attr.Type(DType.Bool)));
        if (row.Int("axis") is not { } axis) return b.Add(op, [x], keep);
        return b.Add(op, [x], ("axis", op.Kind == OpKind.ArgReduce ? new Attr.Int(axis) : Ints([axis])), keep);
    }

    private static Node Slice(GraphBuilder b, Node x, string note)
    {
        var size = ((Dim)x.Shape[0]).AsConstant!.Value;
        var (start, stop, step) = Tuple(note) switch { [var s, var e, var st] => (s, e, st ?? 1), _ => throw new FormatException(note) };
        return b.Add(OpTable.Slice, [x],
            ("starts", Dims([start ?? (step > 0 ? 0 : -1)])), ("stops", Dims([stop ?? (step > 0 ? size : -size - 1)])), ("steps", Ints([step])));
    }

    /// <summary>The first bracketed tuple of a note; None is null.</summary>
    private static long?[] Tuple(string note) => note[(note.IndexOf('(') + 1)..note.IndexOf(')')].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(t => t == "None" ? (long?)null : long.Parse(t)).ToArray();

    private static Attr Ints(long[] values) => new Attr.Ints(values);
    private static Attr Dims(long?[] values) => new Attr.Dims(values.Select(v => (Dim)v!.Value).ToSeq());

    /// <summary>numpy's own results are rounded per step or a few units off; zeros of maximum and minimum may have either sign.</summary>
    public static Closeness Tolerance(NumpyCase row) => row.Op switch
    {
        "maximum" or "minimum" => new(0, 0),
        _ when row.Category == "accum" => new(1e-5, 0),
        _ => new(5e-7, 1e-45, ZeroSigns: true),
    };

    /// <summary>Out-of-range conversions are undefined in numpy; those elements are left out.</summary>
    public static (Literal Expected, Literal Actual) WithoutUndefined(NumpyCase row, Literal actual)
    {
        if (row.Category != "cast_from_f32") return (row.Expected!, actual);
        var (source, dtype) = (row.Arrays[0], row.Expected!.DType);
        var (low, high) = dtype switch { DType.I8 => (-128.0, 127.0), DType.U8 => (0, 255), DType.I32 => (int.MinValue, int.MaxValue), _ => (long.MinValue, long.MaxValue) };
        var defined = Enumerable.Range(0, source.Count).Where(i => Math.Truncate(source.Float(i)) >= low && Math.Truncate(source.Float(i)) <= high).ToList();
        return (Pick(row.Expected), Pick(actual));

        Literal Pick(Literal l) => dtype.IsFloat() || defined.Count == 0 ? l : Literal.Of(dtype, Seq.Of((long)defined.Count), defined.Select(i => l.Integer(i)));
    }
}
