using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using GraphCompiler;
using GraphCompiler.Examples;
using Spectre.Console;

const int epochs = 30;
const int batch = 64;
const float learningRate = 0.1f;
const float momentum = 0.9f;

var (train, test) = DigitsData.Load(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));
// A file is to hold what is read, as expected-output.txt does, not a terminal's colours.
if (Console.IsOutputRedirected) AnsiConsole.Profile.Capabilities.Ansi = false;
AnsiConsole.MarkupLineInterpolated($"Handwritten digits, 8×8: [bold]{train.Count}[/] to train on, [bold]{test.Count}[/] held out.");

var compiled = Train("compiled");
Run eager;
using (GraphMode.Eager()) eager = Train("eager");

var table = new Table().AddColumns("", "time", "test accuracy", "last loss");
foreach (var run in new[] { compiled, eager })
    table.AddRow(run.Name, $"{run.Seconds * 1e3:F0} ms", $"{run.Accuracy:F4}", $"{run.Losses[^1]:F6}");
AnsiConsole.Write(table);

var difference = compiled.Losses.Zip(eager.Losses, (a, b) => Math.Abs(a - b) / Math.Abs(b)).Max();
AnsiConsole.MarkupLineInterpolated($"Compiled is {eager.Seconds / compiled.Seconds:F1}× as fast; the loss curves differ by at most {difference:E1} (relative).");

Section("The training step as captured", Digits.TrainStepGraph.Text);
Section("After optimisation", Digits.TrainStepGraph.Optimized);
Section("Kernels", string.Join("\n", Digits.TrainStepGraph.Kernels.Select(k => $"{k.Name}: {k.Description}")));
return compiled.Accuracy >= 0.94 && difference <= 1e-5 ? 0 : 1;

Run Train(string name)
{
    var weights = Tensor.Zeros<float>(Digits.Pixels, Digits.Classes);
    var bias = Tensor.Zeros<float>(Digits.Classes);
    var (weightVelocity, biasVelocity) = (weights.Clone(), bias.Clone());
    var losses = new List<float>();
    var random = new Random(7);
    var seconds = 0.0;
    AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn()).Start(progress =>
    {
        var task = progress.AddTask(name, maxValue: epochs);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var samples = train.Shuffled(random);
            var batches = Enumerable.Range(0, train.Count / batch)
                .Select(i => (Images: samples.Images(i * batch, batch), Labels: samples.Classes(i * batch, batch))).ToList();
            var clock = Stopwatch.StartNew();
            foreach (var (images, labels) in batches)
            {
                (weights, bias, weightVelocity, biasVelocity, var loss) =
                    Digits.TrainStep(images, labels, weights, bias, weightVelocity, biasVelocity, learningRate, momentum);
                losses.Add(loss.Item());
            }
            seconds += clock.Elapsed.TotalSeconds;
            task.Increment(1);
        }
    });
    return new(name, seconds, Accuracy(weights, bias), losses);
}

double Accuracy(Tensor<float> weights, Tensor<float> bias)
{
    var probabilities = Digits.Predict(test.Images(0, test.Count), weights, bias).ToArray();
    var right = Enumerable.Range(0, test.Count).Count(i =>
    {
        var row = probabilities.AsSpan(i * Digits.Classes, Digits.Classes);
        return row.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max<float>(row)) == test.Labels[i];
    });
    return right / (double)test.Count;
}

static void Section(string title, string text)
{
    AnsiConsole.Write(new Rule(title).LeftJustified());
    Console.WriteLine(text);
    Console.WriteLine();
}

internal sealed record Run(string Name, double Seconds, double Accuracy, List<float> Losses);
