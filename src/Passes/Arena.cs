using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Hands out parts of one block of memory whose sizes are expressions of symbols. A free part is used again where it is large
/// enough for all values of the symbols, the tightest first; all offsets are multiples of 64.
/// </summary>
internal sealed class Arena
{
    private const long Alignment = 64;

    private readonly List<Block> _free = [];
    private readonly Dictionary<(Node, int), Block> _taken = [];

    /// <param name="Size">A multiple of the alignment.</param>
    /// <param name="Exact">The size before rounding up, where it is known: sizes compare better without the rounding.</param>
    private sealed record Block(Dim Offset, Dim Size, Dim? Exact)
    {
        public Dim End => Offset + Size;
    }

    public Dim Size { get; private set; } = 0;

    public static Dim Align(Dim bytes) => Dim.FloorDiv(bytes + (Alignment - 1), Alignment) * Alignment;

    /// <returns>The offset.</returns>
    public Dim Take((Node, int) owner, Dim bytes)
    {
        // A branch that is not taken may have sizes that are none, such as N-3 where N is 2; what lies behind it keeps its place.
        bytes = Dim.Max(bytes, 0);
        var size = Align(bytes);
        var fitting = _free.Where(b => Fits(b, size, bytes)).ToList();
        var block = Tightest(fitting) ?? _free.FirstOrDefault(b => b.End == Size) ?? new Block(Size, 0, null);
        _free.Remove(block);
        if (!fitting.Contains(block)) Size = Dim.Max(Size, block.Offset + size);
        else if (block.Size != size) _free.Add(new(block.Offset + size, block.Size - size, null));
        _taken.Add(owner, new(block.Offset, size, bytes));
        return block.Offset;
    }

    /// <summary>What has no place here (an output, a parameter) is not released.</summary>
    public void Release((Node, int) owner)
    {
        if (!_taken.TryGetValue(owner, out var block)) return;
        _taken.Remove(owner);
        if (_free.FirstOrDefault(b => b.End == block.Offset) is { } before)
        {
            _free.Remove(before);
            block = new(before.Offset, before.Size + block.Size, null);
        }
        if (_free.FirstOrDefault(b => b.Offset == block.End) is { } after)
        {
            _free.Remove(after);
            block = new(block.Offset, block.Size + after.Size, null);
        }
        _free.Add(block);
    }

    private static bool Fits(Block block, Dim size, Dim bytes) =>
        (block.Size - size).Lower >= 0 || (block.Exact is { } exact && (exact - bytes).Lower >= 0);

    /// <summary>A block that no other is certainly smaller than.</summary>
    private static Block? Tightest(List<Block> blocks) => blocks.FirstOrDefault(b => !blocks.Any(other =>
        other.Size != b.Size && Fits(b, other.Size, other.Exact ?? other.Size) && !Fits(other, b.Size, b.Exact ?? b.Size)));
}
