using System;

namespace GraphCompiler;

/// <summary>Lets <c>foreach</c> run through the numbers of a range: <c>foreach (var i in 0..n)</c>.</summary>
public static class RangeExtensions
{
    /// <summary>The numbers from the start to just before the end; none when the start is not smaller.</summary>
    /// <exception cref="ArgumentException">A bound counts from an end (<c>^1</c>), which a range alone does not have.</exception>
    public static NumberEnumerator GetEnumerator(this Range range) => range.Start.IsFromEnd || range.End.IsFromEnd
        ? throw new ArgumentException($"{range} counts from an end, and numbers have none; allowed: bounds without ^", nameof(range))
        : new(range.Start.Value, range.End.Value);

    /// <summary>Counts up.</summary>
    public struct NumberEnumerator
    {
        private readonly int _end;

        internal NumberEnumerator(int start, int end) => (Current, _end) = (start - 1, end);

        /// <summary>The number.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next number, if there is one.</summary>
        public bool MoveNext() => ++Current < _end;
    }
}
