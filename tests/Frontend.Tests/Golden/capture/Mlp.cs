public static partial class Digits
{
    [GraphFunction]
    [return: Shape("N", 10)]
    public static Tensor<float> Predict(
        [Shape("N", 64)] Tensor<float> x,
        [Shape(64, 128)] Tensor<float> w1, [Shape(128)] Tensor<float> b1,
        [Shape(128, 10)] Tensor<float> w2, [Shape(10)] Tensor<float> b2)
    {
        var h = Relu(MatMul(x, w1) + b1);
        return Softmax(MatMul(h, w2) + b2, axis: -1);
    }

    public const int Pixels = 64;
    public const int Classes = 10;

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
