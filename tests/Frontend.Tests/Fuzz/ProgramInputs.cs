using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using GraphCompiler.Harness;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>Arguments for the method under test: numbers, and arrays for tensors.</summary>
internal static class ProgramInputs
{
    private static readonly int[] s_sizes = [0, 1, 2, 3, 6];

    /// <summary>For the parameters that the method has, zeros first; tensors of all sizes.</summary>
    public static IEnumerable<object[]> Of(MethodInfo method, int seed)
    {
        var random = new Random(seed);
        var sorts = method.GetParameters().Select(p => SortFacts.Values.Single(s => SortFacts.Of(s).Name == p.Name)).ToArray();
        yield return sorts.Select(s => Value(s, 2, _ => 0)).ToArray();
        foreach (var size in s_sizes) yield return sorts.Select(s => Value(s, size, scale => random.Next(-8, 20) * scale)).ToArray();
    }

    private static object Value(Sort sort, int size, Func<double, double> next)
    {
        float Half() => (float)next(0.5) - 2f;
        return sort switch
        {
            Sort.Int or Sort.TensorInt => (int)next(1),
            Sort.Long => (long)next(1234567890123),
            Sort.TensorLong => (long)next(1),
            Sort.Byte => unchecked((byte)next(13)),
            Sort.Short => (short)next(1700),
            Sort.UInt => unchecked((uint)(long)next(300000000)),
            Sort.Float or Sort.TensorFloat => (float)next(0.5),
            Sort.Double or Sort.TensorDouble => next(0.1),
            Sort.Bool or Sort.TensorBool => next(1) > 5,
            Sort.Vector => new[] { Half(), Half(), Half() },
            Sort.Row => Enumerable.Range(0, size).Select(_ => Half()).ToArray(),
            _ => Enumerable.Range(0, size).Select(_ => new[] { Half(), Half(), Half() }).ToArray(),
        };
    }

    /// <summary>The value as the plain program has it.</summary>
    public static object Plain(object value, Type type) => value switch
    {
        float[] => Activator.CreateInstance(type, value)!,
        float[][] rows => Activator.CreateInstance(type, Rows(rows, type.GetConstructors()[0].GetParameters()[0].ParameterType))!,
        _ => value,
    };

    private static Array Rows(float[][] rows, Type array)
    {
        var vectors = Array.CreateInstance(array.GetElementType()!, rows.Length);
        for (var i = 0; i < rows.Length; i++) vectors.SetValue(Activator.CreateInstance(array.GetElementType()!, rows[i]), i);
        return vectors;
    }

    public static string Show(object[] inputs) => string.Join(", ", inputs.Select(v => v switch
    {
        float[] row => Show(row),
        float[][] rows => $"[{string.Join(", ", rows.Select(Show))}]",
        _ => v.ToString(),
    }));

    private static string Show(float[] row) => $"[{string.Join(", ", row)}]";

    /// <summary>An argument, or a result of either version.</summary>
    public static Literal AsLiteral(object value) => value switch
    {
        int i => Literal.Scalar(DType.I32, (long)i),
        long i => Literal.Scalar(DType.I64, i),
        byte i => Literal.Scalar(DType.U8, (long)i),
        short i => Literal.Scalar(DType.I32, (long)i),
        uint i => Literal.Scalar(DType.I64, (long)i),
        float f => Literal.Scalar(DType.F32, f),
        double d => Literal.Scalar(DType.F64, d),
        bool b => Literal.Scalar(DType.Bool, b ? 1L : 0L),
        float[] v => Literal.Of(DType.F32, Seq.Of((long)v.Length), v.Select(e => (double)e)),
        float[][] t => Literal.Of(DType.F32, Seq.Of((long)t.Length, 3), t.SelectMany(r => r).Select(e => (double)e)),
        _ when value.GetType().Name == "V" => AsLiteral((float[])((dynamic)value).Items),
        _ when value.GetType().Name == "M" => AsLiteral(((IEnumerable<dynamic>)((dynamic)value).Rows).Select(r => (float[])r.Items).ToArray()),
        _ => LiteralTensors.ToLiteral(value),
    };
}
