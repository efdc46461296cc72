using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

/// <summary>What a run did: results, or the exception that an effect ended it with, and the labels of what it printed before.</summary>
/// <param name="Problem">An exception that no effect throws.</param>
internal sealed record Outcome(Literal[] Results, string Labels, string? Ending, Exception? Problem)
{
    /// <summary>What printed values look like is not compared: they are as inexact as results.</summary>
    private static readonly Regex s_label = new(@"^print\d+(?=: )", RegexOptions.Multiline);

    /// <summary>The label of a print.</summary>
    public static string Label(int number) => $"print{number}";

    public static Outcome Of(Func<Literal[]> run)
    {
        var (before, text) = (GraphCompiler.Graph.Output, new StringWriter());
        GraphCompiler.Graph.Output = text;
        try
        {
            var results = run();
            return new(results, LabelsIn(text), null, null);
        }
        catch (Exception e)
        {
            return new([], LabelsIn(text), EndingOf(e), e);
        }
        finally
        {
            GraphCompiler.Graph.Output = before;
        }
    }

    private static string LabelsIn(StringWriter text) => string.Join(" ", s_label.Matches(text.ToString()).Select(m => m.Value));

    // Engines name places and functions as far as they know them.
    private static string? EndingOf(Exception e) => e switch
    {
        OpException { Id: OpErrors.IndexOutOfRange or OpErrors.OperandCount } op => op.Id,
        GraphAssertException failed => $"{nameof(GraphAssertException)} {failed.Message.Split(" (")[0]}",
        DivideByZeroException or OverflowException or ArgumentOutOfRangeException or IndexOutOfRangeException => e.GetType().Name,
        _ => null,
    };
}
