using GraphCompiler;
using static GraphCompiler.Ops;

namespace GraphCompiler.Examples;

/// <summary>Softmax regression on 8×8 images of handwritten digits: a linear layer, cross entropy, SGD with momentum.</summary>
public static partial class Digits
{
    public const int Pixels = 64;
    public const int Classes = 10;

    /// <summary>Class probabilities of N images.</summary>
    [GraphFunction]
    [return: Shape("N", Classes)]
    public static Tensor<float> Predict(
        [Shape("N", Pixels)] Tensor<float> images, [Shape(Pixels, Classes)] Tensor<float> weights, [Shape(Classes)] Tensor<float> bias)
    {
        return Softmax(MatMul(images, weights) + bias, axis: -1);
    }

    /// <summary>
    /// One step on a batch of N images. The gradient of the mean cross entropy with respect to the logits is
    /// (softmax(logits) - onehot(labels)) / N; the velocities carry the momentum from step to step.
    /// </summary>
    [GraphFunction]
    public static (Tensor<float> Weights, Tensor<float> Bias, Tensor<float> WeightVelocity, Tensor<float> BiasVelocity, Tensor<float> Loss) TrainStep(
        [Shape("N", Pixels)] Tensor<float> images, [Shape("N")] Tensor<int> labels,
        [Shape(Pixels, Classes)] Tensor<float> weights, [Shape(Classes)] Tensor<float> bias,
        [Shape(Pixels, Classes)] Tensor<float> weightVelocity, [Shape(Classes)] Tensor<float> biasVelocity,
        float learningRate, float momentum)
    {
        var logProbabilities = LogSoftmax(MatMul(images, weights) + bias, axis: -1);
        var target = OneHot<float>(labels, Classes);
        var loss = -Mean(Sum(target * logProbabilities, axis: -1));

        var error = (Exp(logProbabilities) - target) / images.Shape[0];
        var nextWeightVelocity = weightVelocity * momentum - MatMul(Transpose(images), error) * learningRate;
        var nextBiasVelocity = biasVelocity * momentum - Sum(error, axis: 0) * learningRate;
        return (weights + nextWeightVelocity, bias + nextBiasVelocity, nextWeightVelocity, nextBiasVelocity, loss);
    }
}
