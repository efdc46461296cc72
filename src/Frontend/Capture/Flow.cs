using System;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>Where execution may go after a statement. The bits are also the codes that a program computes.</summary>
[Flags]
internal enum Completion
{
    Next = 1,
    Break = 2,
    Continue = 4,
    Return = 8,
}

/// <summary>Where execution goes after a statement: to one place, or to one of several by what the program computes.</summary>
/// <param name="May">The places, one or more.</param>
/// <param name="Code">Where there are several: which of them, an i32 of rank 0.</param>
internal readonly record struct Flow(Completion May, Node? Code)
{
    public static readonly Flow Next = new(Completion.Next, null);
    public static readonly Flow Break = new(Completion.Break, null);
    public static readonly Flow Continue = new(Completion.Continue, null);
    public static readonly Flow Return = new(Completion.Return, null);

    public bool IsKnown => Code is null;

    /// <summary>True when execution never goes on with the next statement.</summary>
    public bool Leaves => !Includes(Completion.Next);

    public bool Includes(Completion places) => (May & places) != 0;

    /// <summary>The same, when it is known not to go to some places.</summary>
    public Flow Without(Completion places)
    {
        var rest = May & ~places;
        return new(rest, (rest & (rest - 1)) == 0 ? null : Code);
    }
}
