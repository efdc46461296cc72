using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GraphCompiler.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GraphCompiler.Benchmarks.Generator;

/// <summary>A project of ordinary size: 300 files with 100 calls each, 20 graph functions, each called from two places.</summary>
internal static class SampleProject
{
    private const int Files = 300;
    private const int Functions = 20;
    private const int CallsPerFile = 100;

    public static readonly CSharpParseOptions Parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)
        .WithFeatures([new("InterceptorsNamespaces", "GraphCompiler.Generated")]);

    public static readonly ISourceGenerator[] Generators = [new GraphFunctionGenerator().AsSourceGenerator()];
    public static readonly DiagnosticAnalyzer[] Analyzers = [new GraphFunctionAnalyzer(), new ShapeAnalyzer(), new UseAnalyzer()];

    /// <summary>The texts by file name. Those of graph functions come first, then their callers, then files that have nothing to do with them.</summary>
    public static IReadOnlyList<(string Name, string Text)> Texts { get; } =
        Enumerable.Range(0, Files).Select(i => ($"File{i}.cs", i < Functions ? Function(i) : Plain(i))).ToList();

    public static string CallerFile => $"File{Functions}.cs";
    public static string PlainFile => $"File{Files - 1}.cs";

    public static CSharpCompilation Create() => CSharpCompilation.Create("Sample",
        Texts.Select(t => CSharpSyntaxTree.ParseText(t.Text, Parse, t.Name, Encoding.UTF8)),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var n && (n.StartsWith("System.") || n is "netstandard.dll" or "GraphCompiler.Runtime.dll" or "GraphCompiler.IR.dll"))
            .Select(p => MetadataReference.CreateFromFile(p)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

    /// <summary>Writes the project to a folder; <c>-p:Generate=false</c> builds it without the generator and the analyzers.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in Texts) File.WriteAllText(Path.Combine(folder, name), text);
        File.WriteAllText(Path.Combine(folder, "Sample.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>disable</ImplicitUsings>
              </PropertyGroup>
              <Import Project="{Path.Combine(Sources(), "build", "UseGraphCompiler.props")}" />
              <Target Name="WithoutGraphCompilerAnalyzers" AfterTargets="AddGraphCompilerAnalyzers" Condition="'$(Generate)' == 'false'">
                <ItemGroup>
                  <Analyzer Remove="@(Analyzer)" Condition="$([System.String]::new('%(Filename)').StartsWith('GraphCompiler.'))" />
                </ItemGroup>
              </Target>
            </Project>
            """);
    }

    private static string Sources()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GraphCompiler.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no GraphCompiler.sln above the program");
        return folder;
    }

    /// <summary>A two-layer network with a normalised output; sizes differ, so that no two compile to the same.</summary>
    private static string Function(int i) => $$"""
        using GraphCompiler;
        using static GraphCompiler.Ops;
        namespace Sample;
        public static partial class Network{{i}}
        {
            [GraphFunction]
            public static Tensor<float> Predict{{i}}(
                [Shape("N", {{64 + i}})] Tensor<float> x,
                [Shape({{64 + i}}, 128)] Tensor<float> w1, [Shape(128)] Tensor<float> b1,
                [Shape(128, 10)] Tensor<float> w2, [Shape(10)] Tensor<float> b2, float scale)
            {
                var h = GeluTanh(MatMul(x, w1) + b1);
                for (var step = 0; step < 2; step++) h = h * scale + Tanh(h - {{i}}f);
                var logits = MatMul(h, w2) + b2;
                return Softmax(logits - Mean(logits, axis: -1, keepDims: true), axis: -1);
            }
        }
        """;

    private static string Plain(int i)
    {
        var text = new StringBuilder();
        text.AppendLine("using System; using System.Linq; using System.Collections.Generic; using GraphCompiler;");
        text.AppendLine("namespace Sample;");
        text.AppendLine($"public static class Plain{i}");
        text.AppendLine("{");
        for (var m = 0; m < CallsPerFile / 10; m++)
        {
            text.AppendLine($"    public static int Method{m}(List<int> items, string name)");
            text.AppendLine("    {");
            text.AppendLine("        var sum = items.Where(x => x > 1).Select(x => Math.Max(x, 3)).Sum();");
            text.AppendLine("        var words = string.Join(\",\", name.Split(' ').OrderBy(w => w.Length)).Trim();");
            text.AppendLine($"        return sum + words.IndexOf(\"a\") + Convert.ToInt32(\"{m}\");");
            text.AppendLine("    }");
        }
        if (i < Functions * 3)
        {
            var f = i % Functions;
            text.AppendLine($"    public static Tensor<float> Call(Tensor<float> x, Tensor<float> w1, Tensor<float> b1, Tensor<float> w2, Tensor<float> b2) => Network{f}.Predict{f}(x, w1, b1, w2, b2, 0.5f);");
        }
        text.AppendLine("}");
        text.AppendLine(Ordinary(i));
        return text.ToString();
    }

    /// <summary>What is in any project, and would otherwise be met first, and its cost to a fresh compiler paid, in generated code.</summary>
    private static string Ordinary(int i) => $$"""
        public sealed class Counter{{i}}
        {
            private const int Longest = {{10 + i}};
            private readonly Dictionary<string, int> _counts = new();
            public int Total { get; private set; }
            public bool Add(string word)
            {
                if (word.Length > Longest) return false;
                else if (_counts.TryGetValue(word, out var count)) _counts[word] = count + 1;
                else _counts.Add(word, 1);
                for (var k = 0; k < word.Length; k++) Total += word[k] == 'e' ? 1 : 0;
                return true;
            }
            public override string ToString() => $"{Total} in words of up to {Longest}";
        }
        """;
}
