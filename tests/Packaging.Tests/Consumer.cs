using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using GraphCompiler.Harness;

namespace GraphCompiler.Packaging.Tests;

/// <summary>A folder outside of the repository in which a user's project is built and run with the SDK's own commands.</summary>
internal sealed class Consumer : IDisposable
{
    public Consumer()
    {
        Folder = Directory.CreateTempSubdirectory("graphcompiler-").FullName;
        // Nothing above the folder may take part in the build.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string Folder { get; }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A console project; <paramref name="items"/> say where GraphCompiler comes from.</summary>
    public void WriteProject(string framework, string items) => Write("App/App.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>{framework}</TargetFramework>
            <RollForward>Major</RollForward>
            <Nullable>enable</Nullable>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>
          {items}
        </Project>
        """);

    /// <summary>Copies a part of the repository, without what builds left in it.</summary>
    public void CopyFromRepository(string relative)
    {
        var source = Path.Combine(Checkout.Root, relative);
        if (File.Exists(source))
        {
            Write(relative, File.ReadAllText(source));
            return;
        }
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Checkout.Root, file);
            if (path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")) continue;
            var target = Path.Combine(Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Runs <c>dotnet</c> with the arguments and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has its output.</exception>
    public string Dotnet(params string[] arguments) => Run("dotnet", arguments);

    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // The test host's own settings would lead the SDK astray.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k == "DOTNET_HOST_PATH").ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, e) => Append(output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(output, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(8)))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} {string.Join(" ", arguments)}: not done after 8 minutes\n{output}");
        }
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.ToString()
            : throw new InvalidOperationException($"{program} {string.Join(" ", arguments)}: exit code {process.ExitCode}\n{output}");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Append(StringBuilder output, string? line)
    {
        lock (output) output.AppendLine(line);
    }
}
