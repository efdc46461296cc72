namespace GraphCompiler.Kernels;

/// <summary>
/// Unused blocks: by size class the one that came back last, for the next one who asks (it is the likeliest to be in the caches), and
/// over all classes the one that came back first, to be given up when there are too many. The links lie in the blocks themselves.
/// Callers hold the pool's lock.
/// </summary>
internal unsafe struct FreeBlocks(int classes)
{
    private struct Block
    {
        public Block* Newer;
        public Block* Older;

        // The same within the size class.
        public Block* Above;
        public Block* Below;
        public nuint Size;
        public int Class;
    }

    private readonly nint[] _tops = new nint[classes];
    private Block* _newest;
    private Block* _oldest;

    /// <summary>Their sizes in bytes, added up.</summary>
    public nuint Bytes { get; private set; }

    public void Add(void* memory, nuint size, int sizeClass)
    {
        var block = (Block*)memory;
        var below = (Block*)_tops[sizeClass];
        *block = new() { Older = _newest, Below = below, Size = size, Class = sizeClass };
        if (below is not null) below->Above = block;
        if (_newest is not null) _newest->Newer = block;
        else _oldest = block;
        _newest = block;
        _tops[sizeClass] = (nint)block;
        Bytes += size;
    }

    /// <summary>The block of a class that came back last, or null.</summary>
    public void* TakeNewest(int sizeClass)
    {
        var block = (Block*)_tops[sizeClass];
        if (block is not null) Unlink(block);
        return block;
    }

    /// <summary>The block that came back first, or null.</summary>
    public void* TakeOldest(out nuint size)
    {
        var block = _oldest;
        size = block is null ? 0 : block->Size;
        if (block is not null) Unlink(block);
        return block;
    }

    private void Unlink(Block* block)
    {
        if (block->Newer is not null) block->Newer->Older = block->Older;
        else _newest = block->Older;
        if (block->Older is not null) block->Older->Newer = block->Newer;
        else _oldest = block->Newer;
        if (block->Above is not null) block->Above->Below = block->Below;
        else _tops[block->Class] = (nint)block->Below;
        if (block->Below is not null) block->Below->Above = block->Above;
        Bytes -= block->Size;
    }
}
