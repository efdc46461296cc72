using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>A constant pattern matches NaN, which == does not; and the tests of floats that are methods.</summary>
public class NotANumberTests
{
    private const string Program = """
        public record Pair(float A, int B);

        public static partial class C
        {
            [GraphFunction] public static Tensor<int> Arms([Shape] Tensor<float> x, float f, double d) => f switch { float.NaN => 1, 2f => 2, _ => 3 };
            [GraphFunction] public static Tensor<bool> Is([Shape] Tensor<float> x, float f, double d) => f is float.NaN;
            [GraphFunction] public static Tensor<bool> IsNot([Shape] Tensor<float> x, float f, double d) => d is not double.NaN;
            [GraphFunction] public static Tensor<bool> Or([Shape] Tensor<float> x, float f, double d) => f is 0f or float.NaN or > 1f;
            [GraphFunction] public static Tensor<int> Property([Shape] Tensor<float> x, float f, double d) => new Pair(f, 1) is { A: float.NaN, B: 1 } ? 1 : 2;
            [GraphFunction] public static Tensor<int> Position([Shape] Tensor<float> x, float f, double d) => (f, d) switch { (float.NaN, double.NaN) => 1, (_, double.NaN) => 2, _ => 3 };
            [GraphFunction] public static Tensor<bool> Known([Shape] Tensor<float> x, float f, double d) => Make(0f) is float.NaN && !float.IsNaN(1f) && float.IsInfinity(Make(1f));
            [GraphFunction] public static Tensor<bool> Equal([Shape] Tensor<float> x, float f, double d) => f == float.NaN;
            [GraphFunction] public static Tensor<bool> IsNaN([Shape] Tensor<float> x, float f, double d) => float.IsNaN(f) || double.IsNaN(d);
            [GraphFunction] public static Tensor<bool> IsInfinity([Shape] Tensor<float> x, float f, double d) => float.IsInfinity(f) || double.IsInfinity(d);
            [GraphFunction] public static Tensor<bool> IsFinite([Shape] Tensor<float> x, float f, double d) => float.IsFinite(f) && double.IsFinite(d);

            [GraphFunction]
            public static Tensor<int> Case([Shape] Tensor<float> x, float f, double d)
            {
                switch (d)
                {
                    case double.NaN: return 1;
                    case 2: return 2;
                    default: return 3;
                }
            }

            private static float Make(float x) => x / 0f;
        }
        """;

    private static readonly Lazy<LoadedProgram> s_program = new(() => LoadedProgram.Build(Source.Compile(Program)));

    public static IEnumerable<object[]> Functions =>
        System.Text.RegularExpressions.Regex.Matches(Program, @"public static Tensor<\w+> (\w+)").Select(m => new object[] { m.Groups[1].Value });

    [Theory]
    [MemberData(nameof(Functions))]
    public void Engines_agree(string name)
    {
        dynamic companion = s_program.Value.Assembly.GetType("C")!.GetProperty(name + "Graph")!.GetValue(null)!;
        Assert.True((bool)companion.Captured);
        var (eager, compiled) = ((Delegate)companion.Eager, (Delegate)companion.Compiled);
        double[] numbers = [0, -0.0, 1, 2, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        foreach (var (f, d) in from f in numbers from d in numbers select ((float)f, d))
        {
            var x = Tensor.Scalar(1f);
            Assert.Equal((name, f, d, $"{eager.DynamicInvoke(x, f, d)}"), (name, f, d, $"{compiled.DynamicInvoke(x, f, d)}"));
        }
    }
}
