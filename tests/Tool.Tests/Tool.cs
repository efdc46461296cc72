using System;
using System.IO;
using Xunit;

namespace GraphCompiler.Tool.Tests;

/// <summary>graphc in this process.</summary>
internal static class Tool
{
    public static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CommandLine.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>What it writes when all is well.</summary>
    public static string Output(params string[] args)
    {
        var (code, output, error) = Run(args);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    /// <summary>What it complains about, with exit code 1 and nothing on the standard output.</summary>
    public static string Complaint(params string[] args)
    {
        var (code, output, error) = Run(args);
        Assert.Equal((1, ""), (code, output));
        return error;
    }
}

/// <summary>A file that is gone after the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string text, string extension = ".ir")
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + extension);
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
