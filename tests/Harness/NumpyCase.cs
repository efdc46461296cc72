using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using GraphCompiler.IR;

namespace GraphCompiler.Harness;

/// <summary>One row of <c>suites/numpy-edge.jsonl</c>: what numpy answers to a call.</summary>
/// <param name="Arrays">The tensor arguments; empty for a row about shapes alone.</param>
/// <param name="Shapes">The arguments of <c>broadcast_shapes</c>.</param>
/// <param name="Expected">null where numpy raises an error.</param>
public sealed record NumpyCase(string Id, string Category, string Op, Literal[] Arrays, Seq<long>[] Shapes, JsonElement Keywords, string Note, Literal? Expected, Seq<long>? ExpectedShape)
{
    public const string File = "suites/numpy-edge.jsonl";

    private static readonly Dictionary<string, DType> s_dtypes = new()
    {
        ["float16"] = DType.F16, ["float32"] = DType.F32, ["float64"] = DType.F64, ["int8"] = DType.I8, ["uint8"] = DType.U8,
        ["int32"] = DType.I32, ["int64"] = DType.I64, ["bool"] = DType.Bool,
    };

    public bool IsError => Expected is null && ExpectedShape is null;

    public static IReadOnlyList<NumpyCase> Load() => Suites.MissingReason(File) is not null
        ? []
        : System.IO.File.ReadLines(Suites.PathOf(File)).Where(line => line.Length > 0).Select(line => Read(JsonDocument.Parse(line).RootElement)).ToList();

    /// <summary>A keyword's integer; null where it is absent or None.</summary>
    public long? Int(string keyword) =>
        Keywords.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    public bool Flag(string keyword) => Keywords.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    public override string ToString() => $"{Id} {Category}: {Op}";

    private static NumpyCase Read(JsonElement row)
    {
        var arguments = row.GetProperty("args").EnumerateArray().ToList();
        var expected = row.GetProperty("expect");
        return new(
            row.GetProperty("id").GetString()!, row.GetProperty("cat").GetString()!, row.GetProperty("op").GetString()!,
            arguments.Where(a => a.ValueKind == JsonValueKind.Object).Select(ReadLiteral).ToArray(),
            arguments.Where(a => a.ValueKind == JsonValueKind.Array).Select(ReadShape).ToArray(),
            row.GetProperty("kw"), row.GetProperty("note").GetString()!,
            expected.ValueKind == JsonValueKind.Object ? ReadLiteral(expected) : null,
            expected.ValueKind == JsonValueKind.Array ? ReadShape(expected) : (Seq<long>?)null);
    }

    private static Seq<long> ReadShape(JsonElement shape) => shape.EnumerateArray().Select(d => d.GetInt64()).ToSeq();

    private static Literal ReadLiteral(JsonElement array)
    {
        var dtype = s_dtypes[array.GetProperty("dtype").GetString()!];
        var (shape, data) = (ReadShape(array.GetProperty("shape")), array.GetProperty("data").EnumerateArray());
        return dtype.IsFloat()
            ? Literal.Of(dtype, shape, data.Select(ReadFloat))
            : Literal.Of(dtype, shape, data.Select(v => v.ValueKind switch
            {
                JsonValueKind.True => 1L,
                JsonValueKind.False => 0L,
                _ => v.GetInt64(),
            }));
    }

    private static double ReadFloat(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "-0" => -0.0,
        var text => throw new InvalidDataException($"'{text}' is not a float"),
    };
}
