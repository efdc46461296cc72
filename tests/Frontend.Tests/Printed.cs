using System;
using System.IO;

namespace GraphCompiler.Frontend.Tests;

/// <summary>What graphs print.</summary>
internal static class Printed
{
    // Where they print is one place for the whole process, and test classes run side by side.
    private static readonly object s_output = new();

    /// <summary>What an action's graphs print.</summary>
    public static string By(Action action)
    {
        lock (s_output)
        {
            var before = GraphCompiler.Graph.Output;
            var text = new StringWriter();
            GraphCompiler.Graph.Output = text;
            try
            {
                action();
                return text.ToString();
            }
            finally
            {
                GraphCompiler.Graph.Output = before;
            }
        }
    }
}
