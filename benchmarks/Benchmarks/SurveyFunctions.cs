using System;
using GraphCompiler;
using static GraphCompiler.Ops;

namespace GraphCompiler.Benchmarks;

/// <summary>One function for each kind of code that a kernel can be: what <see cref="Survey"/> times.</summary>
public static partial class SurveyFunctions
{
    [GraphFunction]
    public static Tensor<float> MulAdd([Shape("N", "M")] Tensor<float> x) => x * 1.1f + 0.3f;

    [GraphFunction]
    public static Tensor<float> ReluChain([Shape("N", "M")] Tensor<float> x) => Relu(x * 1.1f + 0.3f) * 0.7f - x;

    [GraphFunction]
    public static Tensor<float> Exponential([Shape("N", "M")] Tensor<float> x) => Exp(x);

    [GraphFunction]
    public static Tensor<float> Logarithm([Shape("N", "M")] Tensor<float> x) => Log(Abs(x) + 1f);

    [GraphFunction]
    public static Tensor<float> HyperbolicTangent([Shape("N", "M")] Tensor<float> x) => Tanh(x);

    [GraphFunction]
    public static Tensor<float> Logistic([Shape("N", "M")] Tensor<float> x) => Sigmoid(x);

    [GraphFunction]
    public static Tensor<float> ErrorFunction([Shape("N", "M")] Tensor<float> x) => Erf(x);

    [GraphFunction]
    public static Tensor<float> GeluExact([Shape("N", "M")] Tensor<float> x) => Gelu(x);

    [GraphFunction]
    public static Tensor<float> SoftplusOf([Shape("N", "M")] Tensor<float> x) => Softplus(x);

    [GraphFunction]
    public static Tensor<float> Sine([Shape("N", "M")] Tensor<float> x) => Sin(x);

    [GraphFunction]
    public static Tensor<float> ArcTangent([Shape("N", "M")] Tensor<float> x) => Atan2(x, x + 1f);

    [GraphFunction]
    public static Tensor<float> Power([Shape("N", "M")] Tensor<float> x) => Pow(Abs(x), 1.7f);

    [GraphFunction]
    public static Tensor<float> Square([Shape("N", "M")] Tensor<float> x) => Pow(x, 2f);

    [GraphFunction]
    public static Tensor<float> Remainder([Shape("N", "M")] Tensor<float> x) => x % 0.3f;

    [GraphFunction]
    public static Tensor<float> FlooredRemainder([Shape("N", "M")] Tensor<float> x) => FloorMod(x, 0.3f);

    [GraphFunction]
    public static Tensor<float> Rounded([Shape("N", "M")] Tensor<float> x) => Round(x * 10f);

    [GraphFunction]
    public static Tensor<float> Choice([Shape("N", "M")] Tensor<float> x) => Where(x > 0f, x, -x);

    [GraphFunction]
    public static Tensor<float> Bounded([Shape("N", "M")] Tensor<float> x) => Clamp(x, -0.1f, 0.1f);

    [GraphFunction]
    public static Tensor<float> ThroughInt([Shape("N", "M")] Tensor<float> x) => Cast<float>(Cast<int>(x * 100f));

    [GraphFunction]
    public static Tensor<float> ThroughLong([Shape("N", "M")] Tensor<float> x) => Cast<float>(Cast<long>(x * 100f));

    [GraphFunction]
    public static Tensor<float> ThroughDouble([Shape("N", "M")] Tensor<float> x) => Cast<float>(Exp(Cast<double>(x)));

    [GraphFunction]
    public static Tensor<float> ThroughHalf([Shape("N", "M")] Tensor<float> x) => Cast<float>(Cast<Half>(x));

    [GraphFunction]
    public static Tensor<float> ThroughBFloat16([Shape("N", "M")] Tensor<float> x) => Cast<float>(Cast<BFloat16>(x));

    [GraphFunction]
    public static Tensor<float> ThroughSByte([Shape("N", "M")] Tensor<float> x) => Cast<float>(Cast<sbyte>(x * 100f));

    [GraphFunction]
    public static Tensor<float> IntegerQuotient([Shape("N", "M")] Tensor<float> x) => Cast<float>(Cast<int>(x * 100f) / 7);

    [GraphFunction]
    public static Tensor<float> IntegerRemainder([Shape("N", "M")] Tensor<float> x) => Cast<float>(Cast<int>(x * 100f) % 7);

    [GraphFunction]
    public static Tensor<float> SumOfRows([Shape("N", "M")] Tensor<float> x) => Sum(x, axis: 1);

    [GraphFunction]
    public static Tensor<float> MaxOfRows([Shape("N", "M")] Tensor<float> x) => Max(x, axis: 1);

    [GraphFunction]
    public static Tensor<float> SquaresOfRows([Shape("N", "M")] Tensor<float> x) => Sum(x * x, axis: 1);

    [GraphFunction]
    public static Tensor<float> AnyOfRows([Shape("N", "M")] Tensor<float> x) => Cast<float>(Any(x > 0f, axis: 1));

    [GraphFunction]
    public static Tensor<float> ArgMaxOfRows([Shape("N", "M")] Tensor<float> x) => Cast<float>(ArgMax(x, axis: 1));

    [GraphFunction]
    public static Tensor<float> LogSumExpOfRows([Shape("N", "M")] Tensor<float> x) => LogSumExp(x, axis: 1);

    [GraphFunction]
    public static Tensor<float> VarianceOfRows([Shape("N", "M")] Tensor<float> x) => Var(x, axis: 1);

    [GraphFunction]
    public static Tensor<float> SoftmaxOfRows([Shape("N", "M")] Tensor<float> x) => Softmax(x, axis: -1);

    [GraphFunction]
    public static Tensor<float> LogSoftmaxOfRows([Shape("N", "M")] Tensor<float> x) => LogSoftmax(x, axis: -1);

    [GraphFunction]
    public static Tensor<float> LayerNormOfRows([Shape("N", "M")] Tensor<float> x) => LayerNorm(x, x[0], x[1]);

    [GraphFunction]
    public static Tensor<float> RmsNormOfRows([Shape("N", "M")] Tensor<float> x) => RmsNorm(x, x[0]);

    [GraphFunction]
    public static Tensor<float> CentredRows([Shape("N", "M")] Tensor<float> x) => x - Mean(x, axis: 1, keepDims: true);

    [GraphFunction]
    public static Tensor<float> UnitRows([Shape("N", "M")] Tensor<float> x) => x / Sqrt(Sum(x * x, axis: 1, keepDims: true));

    [GraphFunction]
    public static Tensor<float> SumOfColumns([Shape("N", "M")] Tensor<float> x) => Sum(x, axis: 0);

    [GraphFunction]
    public static Tensor<float> MaxOfColumns([Shape("N", "M")] Tensor<float> x) => Max(x, axis: 0);

    [GraphFunction]
    public static Tensor<float> AllOfColumns([Shape("N", "M")] Tensor<float> x) => Cast<float>(All(x > -100f, axis: 0));

    [GraphFunction]
    public static Tensor<float> ArgMinOfColumns([Shape("N", "M")] Tensor<float> x) => Cast<float>(ArgMin(x, axis: 0));

    [GraphFunction]
    public static Tensor<float> VarianceOfColumns([Shape("N", "M")] Tensor<float> x) => Var(x, axis: 0);

    [GraphFunction]
    public static Tensor<float> SoftmaxOfColumns([Shape("N", "M")] Tensor<float> x) => Softmax(x, axis: 0);

    [GraphFunction]
    public static Tensor<float> CentredColumns([Shape("N", "M")] Tensor<float> x) => x - Mean(x, axis: 0, keepDims: true);

    [GraphFunction]
    public static Tensor<float> SumOfAll([Shape("N", "M")] Tensor<float> x) => Sum(x);

    [GraphFunction]
    public static Tensor<float> MeanSquare([Shape("N", "M")] Tensor<float> x) => Mean(x * x);

    [GraphFunction]
    public static Tensor<float> MaxOfAll([Shape("N", "M")] Tensor<float> x) => Max(x);

    [GraphFunction]
    public static Tensor<float> Transposed([Shape("N", "M")] Tensor<float> x) => Transpose(x);

    [GraphFunction]
    public static Tensor<float> TransposedSum([Shape("N", "M")] Tensor<float> x) => Sum(Transpose(x), axis: 1);

    [GraphFunction]
    public static Tensor<float> ReversedRows([Shape("N", "M")] Tensor<float> x) => Flip(x, 1) * 2f;

    [GraphFunction]
    public static Tensor<float> ReversedColumns([Shape("N", "M")] Tensor<float> x) => Flip(x, 0) * 2f;

    [GraphFunction]
    public static Tensor<float> NeighbouringRows([Shape("N", "M")] Tensor<float> x) => x[1.., ..] + x[..^1, ..];

    [GraphFunction]
    public static Tensor<float> Differences([Shape("N", "M")] Tensor<float> x) => x[.., 1..] - x[.., ..^1];

    [GraphFunction]
    public static Tensor<float> Padded([Shape("N", "M")] Tensor<float> x) => Pad(x, [1, 1], [1, 1]);

    [GraphFunction]
    public static Tensor<float> LowerTriangle([Shape("N", "M")] Tensor<float> x) => Tril(x);

    [GraphFunction]
    public static Tensor<float> BelowEachOther([Shape("N", "M")] Tensor<float> x) => Concat([x, x], axis: 0);

    [GraphFunction]
    public static Tensor<float> SideBySide([Shape("N", "M")] Tensor<float> x) => Concat([x, x], axis: 1);

    [GraphFunction]
    public static Tensor<float> Stacked([Shape("N", "M")] Tensor<float> x) => Stack([x, x], axis: 0);

    [GraphFunction]
    public static Tensor<float> PickedRows([Shape("N", "M")] Tensor<float> x) => Take(x, Cast<int>(Abs(x[.., 0]) * 3f), axis: 0);

    [GraphFunction]
    public static Tensor<float> PickedColumns([Shape("N", "M")] Tensor<float> x) => Take(x, Cast<int>(x[0] * 0f), axis: 1);

    [GraphFunction]
    public static Tensor<float> AddedRow([Shape("N", "M")] Tensor<float> x) => x + x[0];

    [GraphFunction]
    public static Tensor<float> AddedColumn([Shape("N", "M")] Tensor<float> x) => x + x[.., ..1];
}
