using System;
using System.Threading;

namespace GraphCompiler;

/// <summary>Switches graph functions between their compiled graphs and their bodies, run op by op.</summary>
public static class GraphMode
{
    private static readonly AsyncLocal<Scope?> s_current = new();

    // Compiled calls ask IsEager every time; while nobody uses eager mode, that is this one load.
    private static int s_openScopes;

    /// <summary>
    /// Whether graph functions run op by op here: in a scope opened by <see cref="Eager"/> in this method, in one of its
    /// callers, or in the code that started this task or thread, as long as that scope is open.
    /// </summary>
    public static bool IsEager => s_openScopes != 0 && IsInOpenScope();

    /// <summary>
    /// Makes graph functions run op by op until the result is disposed: <c>using (GraphMode.Eager()) y = F(x);</c>.
    /// The mode flows with async calls and into tasks and threads started inside; other threads are not touched. Scopes nest.
    /// </summary>
    public static IDisposable Eager() => new Scope();

    private static bool IsInOpenScope()
    {
        for (var scope = s_current.Value; scope is not null; scope = scope.Outer)
        {
            if (scope.IsOpen) return true;
        }
        return false;
    }

    private sealed class Scope : IDisposable
    {
        private int _closed;

        public Scope()
        {
            Outer = s_current.Value;
            s_current.Value = this;
            Interlocked.Increment(ref s_openScopes);
        }

        public Scope? Outer { get; }

        // A task may outlive the scope it was started in: its copy of the async local still points here.
        public bool IsOpen => Volatile.Read(ref _closed) == 0;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _closed, 1) != 0) return;
            if (s_current.Value == this) s_current.Value = Outer;
            Interlocked.Decrement(ref s_openScopes);
        }
    }
}
