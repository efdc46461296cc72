using System;

namespace GraphCompiler.Tool;

internal static class Program
{
    private static int Main(string[] args)
    {
        // Symbols such as "→" in traces.
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        return CommandLine.Run(args, Console.Out, Console.Error);
    }
}
