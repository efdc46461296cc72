using System;

namespace GraphCompiler.IR;

/// <summary>Facts of a reduction: the operand's elements are combined in any order, starting from <paramref name="Init"/>.</summary>
/// <param name="Combine">The combining primitive.</param>
/// <param name="Init">The neutral element for a dtype, rank 0.</param>
/// <param name="EmptyAllowed">False when reducing no elements is an error (max, min), as in numpy.</param>
public sealed record ReduceFacts(Primitive Combine, Func<DType, Literal> Init, bool EmptyAllowed)
{
    /// <summary>Whether a use of the op gives its initial value for no elements; false when that is an error.</summary>
    public bool AllowsEmpty(Node node) => EmptyAllowed || (node.Op.Attributes.Any(a => a.Name == Families.AllowEmpty.Name) && node.Bool(Families.AllowEmpty.Name));
}

/// <summary>
/// How a view reads its operand: input index[k] = Offset[k] + Stride[k] * output index[Axis[k]], one entry per input axis;
/// an axis of -1 reads index Offset[k] always (an input axis that is broadcast or sliced away).
/// </summary>
public sealed record ViewMap(Seq<ViewAxis> Axes);

/// <param name="OutputAxis">The output axis that moves this input axis, or -1.</param>
public readonly record struct ViewAxis(int OutputAxis, Dim Offset, long Stride);

/// <summary>What the elements of a source are, before they take the node's dtype.</summary>
public abstract record SourceFacts
{
    /// <summary>One rank-0 value everywhere.</summary>
    public sealed record Splat(Literal Value) : SourceFacts;

    /// <summary>The element's index along an output axis.</summary>
    public sealed record Index(int Axis) : SourceFacts;

    /// <summary>The value of an expression of the symbols.</summary>
    public sealed record Size(Dim Value) : SourceFacts;
}

/// <summary>
/// Sizes of a matrix product: for each index of <paramref name="Batch"/>, out[M,N] = x[M,K] · y[K,N].
/// Rank-1 operands count as one row (x) or one column (y); the output then lacks that axis, in memory it is the same.
/// </summary>
/// <param name="Batch">The leading output axes; XBatch and YBatch broadcast to it.</param>
/// <param name="XBatch">Leading axes of x.</param>
/// <param name="YBatch">Leading axes of y.</param>
/// <param name="TransposeX">x is stored as [K,M].</param>
/// <param name="TransposeY">y is stored as [N,K].</param>
public sealed record ContractFacts(
    Seq<Dim> Batch, Seq<Dim> XBatch, Seq<Dim> YBatch, Dim M, Dim N, Dim K, bool TransposeX, bool TransposeY);

/// <summary>What an effect does, with its operand behind the token.</summary>
public abstract record EffectFacts
{
    /// <summary>The type of the tokens that order effects: no elements, no bytes.</summary>
    public static readonly TensorType Token = new(DType.Bool, Seq.Of(Dim.Zero));

    /// <summary>Begins the order; does nothing and takes nothing.</summary>
    public sealed record None : EffectFacts;

    /// <summary>Writes its operand.</summary>
    public sealed record Print(string? Label) : EffectFacts;

    /// <summary>Throws unless its operand is true everywhere.</summary>
    /// <param name="Place">Number of the place in the source; null when it is not known.</param>
    public sealed record Assert(string Message, long? Place, Violation Violation) : EffectFacts;

    /// <summary>Throws unless its operand, an index or many, lies in an axis; with two operands, the range between them.</summary>
    /// <param name="Size">Of the axis.</param>
    /// <param name="Op">What messages call the op.</param>
    /// <param name="Of">What they call the tensor; null when it has no name.</param>
    /// <param name="Carets">Which of the operands count from the end.</param>
    public sealed record Bounds(Dim Size, int Axis, string Op, string? Of, Seq<long> Carets) : EffectFacts
    {
        /// <summary>Whether an index is one of an axis of this size: -n to n-1, or 1 to n behind a caret.</summary>
        public bool Holds(long index, long size) => Carets.IsEmpty ? index >= -size && index < size : index > 0 && index <= size;

        /// <summary>Whether a range lies in an axis of this size and does not end before it begins.</summary>
        public bool Holds(long start, long end, long size)
        {
            var (first, behind) = (Carets.Contains(0) ? size - start : start, Carets.Contains(1) ? size - end : end);
            return first >= 0 && first <= behind && behind <= size;
        }

        /// <param name="index">What was given, one for each operand.</param>
        public OpException Violation(long size, params long[] index) => index.Length == 2
            ? OpException.Range(Op, $"{Written(0, index)}..{Written(1, index)}", Axis, size)
            : OpException.Index(Op, Written(0, index), Axis, size);

        private string Written(int i, long[] index) => (Carets.Contains(i) ? "^" : "") + index[i].ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>What a failed assert is about: it ends the call with the exception that C# has for it.</summary>
public enum Violation
{
    /// <summary>The user's own condition: <c>GraphAssertException</c>.</summary>
    Assertion,

    /// <summary><c>DivideByZeroException</c>.</summary>
    DivideByZero,

    /// <summary><c>OverflowException</c>.</summary>
    Overflow,

    /// <summary><c>ArgumentOutOfRangeException</c>: a negative end of a range, an index outside of a list.</summary>
    ArgumentOutOfRange,

    /// <summary><c>IndexOutOfRangeException</c>: an index outside of an array.</summary>
    IndexOutOfRange,

    /// <summary>An <see cref="OpException"/> with <see cref="OpErrors.OperandCount"/>: an op on an empty list.</summary>
    OperandCount,
}

/// <summary>What an op does with its bodies. Operands are carried values, scanned ones, then captures; a branch has its condition first.</summary>
/// <param name="Carried">How many values go from round to round; they are the first results.</param>
/// <param name="Captures">The first operand that bodies only read.</param>
public abstract record ControlFacts(int Carried, int Captures)
{
    /// <summary>Runs <c>then</c> where the condition, operand 0, holds, otherwise <c>else</c>.</summary>
    public sealed record Branch() : ControlFacts(0, 1);

    /// <summary>Runs <c>body</c> as long as <c>cond</c> holds.</summary>
    public sealed record While(int Carried) : ControlFacts(Carried, Carried);

    /// <summary>Runs <c>body</c> a number of times, on one slice of each scanned operand after the other.</summary>
    /// <param name="Scanned">How many operands are scanned; they come behind the carried ones.</param>
    /// <param name="Length">The number of rounds.</param>
    /// <param name="Reverse">From the last slice to the first.</param>
    public sealed record Scan(int Carried, int Scanned, Dim Length, bool Reverse) : ControlFacts(Carried, Carried + Scanned);

    /// <summary>Whether the bodies run any number of times.</summary>
    public bool IsLoop => this is not Branch;
}
