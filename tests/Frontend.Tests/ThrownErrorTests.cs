using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>What C# throws on plain numbers, all engines throw, whether the value is used or not.</summary>
public partial class ThrownErrorTests
{
    private const string Program = """
        using System.Collections.Generic;

        public static partial class C
        {
            [GraphFunction] public static Tensor<int> Quotient([Shape("N")] Tensor<float> x, int a, int b) => a / b;
            [GraphFunction] public static Tensor<int> Remainder([Shape("N")] Tensor<float> x, int a, int b) => a % b;
            [GraphFunction] public static Tensor<int> ByMinusOne([Shape("N")] Tensor<float> x, int a, int b) => a / -1 + b % -1;
            [GraphFunction] public static Tensor<int> OfSmallest([Shape("N")] Tensor<float> x, int a, int b) => int.MinValue / b + a;
            [GraphFunction] public static Tensor<int> BySize([Shape("N")] Tensor<float> x, int a, int b) => a / x.Shape[0] + b;
            [GraphFunction] public static Tensor<int> OfSizes([Shape("N")] Tensor<float> x, int a, int b) => (x.Shape[0] + 10) / x.Shape[0] - 10 % x.Shape[0];
            [GraphFunction] public static Tensor<int> OfNegativeSizes([Shape("N")] Tensor<float> x, int a, int b) => (x.Shape[0] - 3) / 2 * 10 + (x.Shape[0] - 3) % 2 + a + b;
            [GraphFunction] public static Tensor<int> ByDifference([Shape("N")] Tensor<float> x, int a, int b) => (x.Shape[0] - 3) / (x.Shape[0] - 1) * 10 + (x.Shape[0] - 3) % (x.Shape[0] - 1) + a + b;
            [GraphFunction] public static Tensor<int> Magnitude([Shape("N")] Tensor<float> x, int a, int b) => Math.Abs(a) + b;
            [GraphFunction] public static Tensor<int> SmallMagnitude([Shape("N")] Tensor<float> x, int a, int b) => Math.Abs((sbyte)(a + 127)) + Math.Abs((short)b);
            [GraphFunction] public static Tensor<int> LargestFloat([Shape("N")] Tensor<float> x, int a, int b) => (int)(Math.Abs((double)a) + Math.Abs((float)b));
            [GraphFunction] public static Tensor<int> Elements([Shape("N")] Tensor<float> x, int a, int b) => (Cast<int>(x) * 0 + a) / b;

            [GraphFunction]
            public static Tensor<int> OfConstants([Shape("N")] Tensor<float> x, int a, int b)
            {
                int zero = 0, smallest = int.MinValue;
                if (a == 1) return 5 / zero + b;
                if (a == 7) return smallest / -1 + b;
                return b == 7 ? Math.Abs(smallest) : a;
            }

            [GraphFunction]
            public static Tensor<int> RoundsBySize([Shape("N")] Tensor<float> x, int a, int b)
            {
                var sum = 0;
                for (var i = 0; i < (x.Shape[0] + 6) / x.Shape[0]; i++) sum += a + i * b;
                return sum;
            }

            [GraphFunction]
            public static Tensor<int> Wide([Shape("N")] Tensor<float> x, int a, int b)
            {
                var wide = long.MinValue + a;
                return (int)(wide / b % 1000) + (int)(Math.Abs(wide) % 1000);
            }

            [GraphFunction]
            public static Tensor<int> Unused([Shape("N")] Tensor<float> x, int a, int b)
            {
                var quotient = a / b;
                quotient = a;
                return quotient;
            }

            [GraphFunction]
            public static Tensor<int> InBranch([Shape("N")] Tensor<float> x, int a, int b)
            {
                var sum = 3;
                if (a > 0) sum += a % b;
                else sum += Math.Abs(a);
                return sum;
            }

            [GraphFunction]
            public static Tensor<int> InRounds([Shape("N")] Tensor<float> x, int a, int b)
            {
                var sum = 0;
                for (var i = 0; i < a % 8; i++) sum += 100 / (b - i);
                return sum;
            }

            [GraphFunction]
            public static Tensor<int> OfNothing([Shape("N")] Tensor<float> x, int a, int b)
            {
                var rows = new List<Tensor<float>>();
                foreach (var row in x) rows.Add(row * 2f);
                return Cast<int>(Sum(Stack(rows.ToArray(), axis: 0))) + a - b;
            }

            [GraphFunction]
            public static Tensor<int> OfAtLeastOne([Shape("N")] Tensor<float> x, int a, int b)
            {
                var rows = new List<Tensor<float>> { Sum(x[..0]) };
                foreach (var row in x) rows.Add(row * 2f);
                return Cast<int>(Sum(Stack(rows.ToArray(), axis: 0))) + a - b;
            }
        }
        """;

    private static readonly Lazy<LoadedProgram> s_program = new(() => LoadedProgram.Build(Source.Compile(Program)));

    private static readonly Lazy<LoadedProgram> s_checked = new(() =>
        LoadedProgram.Build(Source.Compile(Checked) is var project ? project.WithOptions(project.Options.WithOverflowChecks(true)) : project));

    public static IEnumerable<object[]> Functions => NamesIn(Program).Select(n => new object[] { "C", n }).Concat(NamesIn(Checked).Select(n => new object[] { "Checked", n }));

    private static IEnumerable<string> NamesIn(string program) => System.Text.RegularExpressions.Regex.Matches(program, @"public static Tensor<int> (\w+)").Select(m => m.Groups[1].Value);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Engines_throw_the_same(string type, string name)
    {
        var program = (type == "C" ? s_program : s_checked).Value;
        dynamic companion = program.Assembly.GetType(type)!.GetProperty(name + "Graph")!.GetValue(null)!;
        Assert.True((bool)companion.Captured, (string?)companion.Reason);
        var graph = GraphParser.Parse((string)companion.Text);
        var (eager, compiled) = ((Delegate)companion.Eager, (Delegate)companion.Compiled);
        int[] numbers = [0, 1, -1, 7, int.MinValue, int.MaxValue];
        foreach (var (size, a, b) in from size in new[] { 0, 1, 3 } from a in numbers from b in numbers select (size, a, b))
        {
            var x = Tensor.Full([size], 1.5f);
            var literals = new[] { LiteralTensors.ToLiteral(x), Literal.Scalar(DType.I32, (long)a), Literal.Scalar(DType.I32, (long)b) };
            var expected = Attempt(() => LiteralTensors.ToLiteral(eager.DynamicInvoke(x, a, b)!));
            Assert.Equal((name, size, a, b, expected), (name, size, a, b, Attempt(() => LiteralTensors.ToLiteral(compiled.DynamicInvoke(x, a, b)!))));
            Assert.Equal((name, size, a, b, expected), (name, size, a, b, Attempt(() => Engine.Reference.Run(graph, literals)[0])));
            Assert.Equal((name, size, a, b, expected), (name, size, a, b, Attempt(() => EagerEngine.Run(graph, literals)[0])));
        }
    }

    /// <summary>The result, or the type of the exception.</summary>
    private static string Attempt(Func<Literal> run)
    {
        try
        {
            return LiteralText.Write(run());
        }
        catch (Exception e)
        {
            return (e is TargetInvocationException ? e.InnerException! : e).GetType().Name;
        }
    }

    [Fact]
    public void Messages_name_the_function()
    {
        dynamic companion = s_program.Value.Assembly.GetType("C")!.GetProperty("QuotientGraph")!.GetValue(null)!;
        var x = Tensor.Zeros<float>(1);
        Assert.Equal("C.Quotient divides an integer by zero", Assert.Throws<DivideByZeroException>(() => companion.Compiled(x, 1, 0)).Message);
        companion = s_checked.Value.Assembly.GetType("Checked")!.GetProperty("SumGraph")!.GetValue(null)!;
        Assert.Equal("Checked.Sum overflows in checked arithmetic", Assert.Throws<OverflowException>(() => companion.Compiled(x, int.MaxValue, 1)).Message);
        companion = s_program.Value.Assembly.GetType("C")!.GetProperty("QuotientGraph")!.GetValue(null)!;
        Assert.Equal("C.Quotient divides the smallest i32 by -1", Assert.Throws<OverflowException>(() => companion.Compiled(x, int.MinValue, -1)).Message);
    }
}
