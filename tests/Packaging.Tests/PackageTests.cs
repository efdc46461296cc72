using System;
using System.IO;
using GraphCompiler.Harness;
using Xunit;

namespace GraphCompiler.Packaging.Tests;

/// <summary>A user's project that gets GraphCompiler as a package from a local folder, and nothing else of this repository.</summary>
public class PackageTests
{
    private const string Program = """
        using System;
        using System.Linq;
        using GraphCompiler;
        using static GraphCompiler.Ops;

        var x = Tensor.Create(new[] { -1f, 2, 3 }, 3);
        var compiled = Model.Act(x, 2f).ToArray();
        float[] eager;
        using (GraphMode.Eager()) eager = Model.Act(x, 2f).ToArray();
        Console.WriteLine(string.Join(" ", compiled));
        Console.WriteLine(compiled.SequenceEqual(eager) ? "same numbers" : "other numbers");
        Console.WriteLine($"captured: {Model.ActGraph.Captured}, kernels: {Model.ActGraph.Kernels.Count}");
        // Only the compiled function knows its own name and its parameters'.
        try { Model.Act(Tensor.Zeros<float>(2, 2), 1f); }
        catch (ArgumentException e) { Console.WriteLine(e.Message); }

        var net = new Net(new Layer(Tensor.Ones<float>(3, 2), Tensor.Ones<float>(2))) { Rate = 2 };
        Console.WriteLine($"net: {string.Join(" ", net.Predict(x).ToArray())}, trained: {string.Join(" ", net.Train(x).B.ToArray())}, {Net.PredictGraph.Captured && Net.TrainGraph.Captured}");

        public record Layer([Shape("K", "M")] Tensor<float> W, [Shape("M")] Tensor<float> B);

        public sealed partial class Net(Layer layer)
        {
            private readonly Layer _layer = layer;
            public float Rate { get; set; }

            [GraphFunction] public Tensor<float> Predict([Shape("N")] Tensor<float> x) => (MatMul(x, _layer.W) + _layer.B) * Rate;
            [GraphFunction] public Layer Train([Shape("N")] Tensor<float> x) => _layer with { B = _layer.B - Predict(x) };
        }

        public static partial class Model
        {
            [GraphFunction]
            public static Tensor<float> Act([Shape("N")] Tensor<float> x, float scale) => Relu(x * scale + 1f);
        }
        """;

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net9.0")]
    public void A_project_with_the_package_gets_compiled_graphs(string framework)
    {
        using var consumer = PackedConsumer(framework);
        Check(consumer.Dotnet("run", "--project", "App", "-c", "Release"));
        // Editors find the code fixes beside the analyzers.
        Assert.Single(Directory.EnumerateFiles(Path.Combine(consumer.Folder, "restored"), "GraphCompiler.Frontend.CodeFixes.dll", SearchOption.AllDirectories));
    }

    /// <summary>Ahead of time there is no JIT that could compile anything, and reflection finds nothing that is not asked for.</summary>
    [Fact]
    public void A_native_program_needs_nothing_beside_it()
    {
        using var consumer = PackedConsumer("net9.0", "<PropertyGroup><PublishAot>true</PublishAot></PropertyGroup>");
        consumer.Dotnet("publish", "App", "-c", "Release", "-r", "linux-x64", "-o", "out");
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(consumer.Folder, "out")), f => f.EndsWith(".so") || f.EndsWith(".dll"));
        Check(consumer.Run(Path.Combine(consumer.Folder, "out", "App")));
    }

    private static Consumer PackedConsumer(string framework, string more = "")
    {
        var consumer = new Consumer();
        var version = $"0.1.0-test{DateTime.UtcNow.Ticks}";
        consumer.Dotnet("pack", Path.Combine(Checkout.Root, "src", "Runtime"), "-c", "Release", $"-p:PackageVersion={version}", "-o", Path.Combine(consumer.Folder, "packages"));
        consumer.WriteProject(framework, $"""
            <PropertyGroup>
              <RestoreAdditionalProjectSources>{Path.Combine(consumer.Folder, "packages")}</RestoreAdditionalProjectSources>
              <RestorePackagesPath>{Path.Combine(consumer.Folder, "restored")}</RestorePackagesPath>
              <!-- An analyzer's assembly that the compiler cannot load, or a generator that throws, is a warning. -->
              <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            </PropertyGroup>
            {more}
            <ItemGroup><PackageReference Include="GraphCompiler" Version="{version}" /></ItemGroup>
            """);
        consumer.Write("App/Program.cs", Program);
        return consumer;
    }

    private static void Check(string output)
    {
        Assert.Contains("0 5 7", output);
        Assert.Contains("same numbers", output);
        Assert.Contains("captured: True, kernels: 1", output);
        Assert.Contains("Model.Act: ", output);
        Assert.Contains("net: 10 10, trained: -9 -9, True", output);
    }
}
