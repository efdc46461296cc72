using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// The positive programs of the control-flow suite, by their numbers there, and what fuzzing found. Each is a class of <c>Programs</c>:
/// <c>Run</c> is captured and gives on every engine, for all of <c>Inputs</c>, what <c>Plain</c> gives, which is the same method on
/// plain values.
/// </summary>
public class ControlFlowSuiteTests
{
    private static readonly string[] s_files =
        Directory.GetFiles(Checkout.PathOf("tests/Frontend.Tests/Programs"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();

    private static readonly Lazy<LoadedProgram> s_programs = new(() => LoadedProgram.Build(Source.Compile(s_files)));

    public static IEnumerable<object[]> Programs => s_files.SelectMany(f => Regex.Matches(f, @"^public static partial class (\w+)", RegexOptions.Multiline))
        .Select(m => new object[] { m.Groups[1].Value });

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_engine_gives_what_plain_code_gives(string number)
    {
        var type = s_programs.Value.Assembly.GetType(number)!;
        dynamic companion = type.GetProperty("RunGraph")!.GetValue(null)!;
        Assert.True((bool)companion.Captured, string.Join("\n", FunctionCapture.Run(Source.Method(s_programs.Value.Compilation, number, "Run"), s_programs.Value.Compilation, default)
            .Findings.All.Select(f => $"{number}: {f.Location.GetLineSpan().StartLinePosition}: {f.Message}{f.Within}")));
        var graph = GraphParser.Parse((string)companion.Text);
        var (run, plain) = (type.GetMethod("Run")!, type.GetMethod("Plain")!);
        var tolerance = type.GetField("Tolerance")?.GetValue(null) as double? ?? 1e-6;
        foreach (var inputs in (object[][])type.GetField("Inputs")!.GetValue(null)!)
        {
            var expected = Leaves(plain.Invoke(null, inputs)!).ToList();
            var literals = inputs.Select(AsLiteral).ToArray();
            var arguments = run.GetParameters().Select((p, i) => p.ParameterType.IsPrimitive ? inputs[i] : LiteralTensors.ToTensor(literals[i])).ToArray();
            Check(number, "reference", expected, Engine.Reference.Run(graph, literals), tolerance, graph);
            Check(number, "eager", expected, Literals(((Delegate)companion.Eager).DynamicInvoke(arguments)!), tolerance, graph);
            Check(number, "cpu", expected, Literals(((Delegate)companion.Compiled).DynamicInvoke(arguments)!), tolerance, graph);
        }
    }

    private static void Check(string number, string engine, List<Literal> expected, Literal[] actual, double tolerance, IR.Graph graph)
    {
        var closeness = new Closeness(tolerance, tolerance);
        var problem = expected.Count != actual.Length ? $"{expected.Count} results expected, got {actual.Length}"
            : expected.Select((e, i) => closeness.Difference(e, actual[i]) is { } difference ? $"result {i}: {difference}" : null).FirstOrDefault(p => p is not null);
        Assert.True(problem is null, $"{number} on {engine}: {problem}\n{GraphPrinter.Print(graph)}");
    }

    private static Literal[] Literals(object result) =>
        (result is ITuple tuple ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!) : [result]).Select(LiteralTensors.ToLiteral).ToArray();

    private static IEnumerable<Literal> Leaves(object result) =>
        (result is ITuple tuple ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!) : [result]).Select(AsLiteral);

    /// <summary>A plain number, bool or array of them.</summary>
    private static Literal AsLiteral(object value)
    {
        var shape = value is Array array ? Enumerable.Range(0, array.Rank).Select(axis => (long)array.GetLength(axis)).ToSeq() : default;
        var items = value is Array all ? all.Cast<object>() : [value];
        return (value is Array a ? a.GetType().GetElementType() : value.GetType()) switch
        {
            var t when t == typeof(float) => Literal.Of(DType.F32, shape, items.Select(v => (double)(float)v)),
            var t when t == typeof(int) => Literal.Of(DType.I32, shape, items.Select(v => (long)(int)v)),
            var t when t == typeof(bool) => Literal.Of(DType.Bool, shape, items.Select(v => (bool)v ? 1L : 0L)),
            var t => throw new NotSupportedException($"values of type {t}"),
        };
    }

    /// <summary>A condition known while the method is read leaves the taken way alone, and nothing behind a return is read.</summary>
    [Theory]
    [InlineData("A18", "mul")]
    [InlineData("D65", "sum constant gt if")]
    public void What_is_not_reached_is_not_in_the_graph(string number, string ops)
    {
        dynamic companion = s_programs.Value.Assembly.GetType(number)!.GetProperty("RunGraph")!.GetValue(null)!;
        Assert.Equal(ops.Split(' ').ToHashSet(), GraphParser.Parse((string)companion.Text).Nodes.Where(n => n.Kind != OpKind.Parameter).Select(n => n.Op.Name).ToHashSet());
    }
}
