using System;
using System.Diagnostics;
using GraphCompiler;
using GraphCompiler.Kernels;
using F = GraphCompiler.Benchmarks.SurveyFunctions;

namespace GraphCompiler.Benchmarks;

/// <summary>
/// Every kind of kernel at several shapes, compiled and eager in turns, in nanoseconds for an element of the input: a wide look that
/// finds the function that is many times slower than it should be, not a precise one.
/// </summary>
internal static class Survey
{
    private static readonly (string Group, (string Name, Func<Tensor<float>, Tensor<float>> Call)[] Functions)[] s_groups =
    [
        ("Elementwise",
        [
            ("MulAdd", x => F.MulAdd(x)),
            ("ReluChain", x => F.ReluChain(x)),
            ("Exponential", x => F.Exponential(x)),
            ("Logarithm", x => F.Logarithm(x)),
            ("HyperbolicTangent", x => F.HyperbolicTangent(x)),
            ("Logistic", x => F.Logistic(x)),
            ("ErrorFunction", x => F.ErrorFunction(x)),
            ("GeluExact", x => F.GeluExact(x)),
            ("SoftplusOf", x => F.SoftplusOf(x)),
            ("Sine", x => F.Sine(x)),
            ("ArcTangent", x => F.ArcTangent(x)),
            ("Power", x => F.Power(x)),
            ("Square", x => F.Square(x)),
            ("Remainder", x => F.Remainder(x)),
            ("FlooredRemainder", x => F.FlooredRemainder(x)),
            ("Rounded", x => F.Rounded(x)),
            ("Choice", x => F.Choice(x)),
            ("Bounded", x => F.Bounded(x)),
        ]),
        ("Element types",
        [
            ("ThroughInt", x => F.ThroughInt(x)),
            ("ThroughLong", x => F.ThroughLong(x)),
            ("ThroughDouble", x => F.ThroughDouble(x)),
            ("ThroughHalf", x => F.ThroughHalf(x)),
            ("ThroughBFloat16", x => F.ThroughBFloat16(x)),
            ("ThroughSByte", x => F.ThroughSByte(x)),
            ("IntegerQuotient", x => F.IntegerQuotient(x)),
            ("IntegerRemainder", x => F.IntegerRemainder(x)),
        ]),
        ("Rows",
        [
            ("SumOfRows", x => F.SumOfRows(x)),
            ("MaxOfRows", x => F.MaxOfRows(x)),
            ("SquaresOfRows", x => F.SquaresOfRows(x)),
            ("AnyOfRows", x => F.AnyOfRows(x)),
            ("ArgMaxOfRows", x => F.ArgMaxOfRows(x)),
            ("LogSumExpOfRows", x => F.LogSumExpOfRows(x)),
            ("VarianceOfRows", x => F.VarianceOfRows(x)),
            ("SoftmaxOfRows", x => F.SoftmaxOfRows(x)),
            ("LogSoftmaxOfRows", x => F.LogSoftmaxOfRows(x)),
            ("LayerNormOfRows", x => F.LayerNormOfRows(x)),
            ("RmsNormOfRows", x => F.RmsNormOfRows(x)),
            ("CentredRows", x => F.CentredRows(x)),
            ("UnitRows", x => F.UnitRows(x)),
        ]),
        ("Columns",
        [
            ("SumOfColumns", x => F.SumOfColumns(x)),
            ("MaxOfColumns", x => F.MaxOfColumns(x)),
            ("AllOfColumns", x => F.AllOfColumns(x)),
            ("ArgMinOfColumns", x => F.ArgMinOfColumns(x)),
            ("VarianceOfColumns", x => F.VarianceOfColumns(x)),
            ("SoftmaxOfColumns", x => F.SoftmaxOfColumns(x)),
            ("CentredColumns", x => F.CentredColumns(x)),
        ]),
        ("All elements",
        [
            ("SumOfAll", x => F.SumOfAll(x)),
            ("MeanSquare", x => F.MeanSquare(x)),
            ("MaxOfAll", x => F.MaxOfAll(x)),
        ]),
        ("Moves",
        [
            ("Transposed", x => F.Transposed(x)),
            ("TransposedSum", x => F.TransposedSum(x)),
            ("ReversedRows", x => F.ReversedRows(x)),
            ("ReversedColumns", x => F.ReversedColumns(x)),
            ("NeighbouringRows", x => F.NeighbouringRows(x)),
            ("Differences", x => F.Differences(x)),
            ("Padded", x => F.Padded(x)),
            ("LowerTriangle", x => F.LowerTriangle(x)),
            ("BelowEachOther", x => F.BelowEachOther(x)),
            ("SideBySide", x => F.SideBySide(x)),
            ("Stacked", x => F.Stacked(x)),
            ("PickedRows", x => F.PickedRows(x)),
            ("PickedColumns", x => F.PickedColumns(x)),
            ("AddedRow", x => F.AddedRow(x)),
            ("AddedColumn", x => F.AddedColumn(x)),
        ]),
    ];

    /// <param name="shapes">Rows and columns, as in 3000x100; none for those that a table has room for.</param>
    public static void Run(string[] shapes)
    {
        // Threads are a question of their own, and the other processors are seldom idle.
        Workers.Threads = 1;
        if (shapes.Length == 0) shapes = ["30000x10", "3000x100", "300x1000", "3x100000"];
        Console.WriteLine($"{"compiled / eager, ns",-20}{string.Concat(Array.ConvertAll(shapes, s => $"{s,18}"))}");
        foreach (var (group, functions) in s_groups)
        {
            Console.WriteLine(group);
            foreach (var (name, call) in functions)
            {
                Console.Write($"  {name,-18}");
                foreach (var shape in shapes)
                {
                    var sizes = Array.ConvertAll(shape.Split('x'), int.Parse);
                    var (compiled, eager) = Measure(call, Tensor.RandomNormal(new RandomKey(1), sizes));
                    Console.Write($"{compiled,9:F2} /{eager,5:F2}{(eager < compiled ? " <" : "  ")}");
                }
                Console.WriteLine();
            }
        }
    }

    private static (double Compiled, double Eager) Measure(Func<Tensor<float>, Tensor<float>> call, Tensor<float> x)
    {
        var (compiled, eager) = (double.MaxValue, double.MaxValue);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 20 || clock.ElapsedMilliseconds < 60; i++)
        {
            compiled = Math.Min(compiled, Time());
            using (GraphMode.Eager()) eager = Math.Min(eager, Time());
        }
        return (compiled / x.Count, eager / x.Count);

        double Time()
        {
            var start = Stopwatch.GetTimestamp();
            call(x).Dispose();
            return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }
    }
}
