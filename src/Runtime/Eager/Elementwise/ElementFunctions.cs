using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

// The body of an elementwise op is generated from the op table as one struct per op that implements the interfaces of the
// dtypes it accepts, each written over any register width. The adapters below fix the width.
// A function of one or two operands ignores the rest. Attributes are fields.

/// <summary>The scalar function of an elementwise op.</summary>
internal interface IElementFunction
{
    /// <summary>Number of operands, 1 to 3.</summary>
    static abstract int Arity { get; }

    /// <summary>What an element costs, an addition being 1; decides when threads pay.</summary>
    static abstract int Cost { get; }
}

internal interface IFloat32Function : IElementFunction
{
    F Apply<F, I>(F x, F y, F z)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>;
}

internal interface IFloat64Function : IElementFunction
{
    F Apply<F, I>(F x, F y, F z)
        where F : struct, IFloat64Lanes<F, I>
        where I : struct, IInt64Lanes<I, F>;
}

internal interface IInt32Function : IElementFunction
{
    I Apply<I, F>(I x, I y, I z)
        where I : struct, IInt32Lanes<I, F>
        where F : struct, IFloat32Lanes<F, I>;
}

internal interface IInt64Function : IElementFunction
{
    I Apply<I, F>(I x, I y, I z)
        where I : struct, IInt64Lanes<I, F>
        where F : struct, IFloat64Lanes<F, I>;
}

/// <summary>A function of booleans; they travel as masks in integer registers.</summary>
internal interface IBooleanFunction : IElementFunction
{
    I Apply<I, F>(I x, I y, I z)
        where I : struct, IInt32Lanes<I, F>
        where F : struct, IFloat32Lanes<F, I>;
}

/// <summary>An element function over registers of a fixed width.</summary>
internal interface IRowFunction<V>
{
    static abstract int Arity { get; }
    V Apply(V x, V y, V z);
}

internal readonly struct Float32<TFunction, F, I>(TFunction function) : IRowFunction<F>
    where TFunction : struct, IFloat32Function
    where F : struct, IFloat32Lanes<F, I>
    where I : struct, IInt32Lanes<I, F>
{
    private readonly TFunction _function = function;
    public static int Arity => TFunction.Arity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public F Apply(F x, F y, F z) => _function.Apply<F, I>(x, y, z);
}

internal readonly struct Float64<TFunction, F, I>(TFunction function) : IRowFunction<F>
    where TFunction : struct, IFloat64Function
    where F : struct, IFloat64Lanes<F, I>
    where I : struct, IInt64Lanes<I, F>
{
    private readonly TFunction _function = function;
    public static int Arity => TFunction.Arity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public F Apply(F x, F y, F z) => _function.Apply<F, I>(x, y, z);
}

internal readonly struct Int32<TFunction, I, F>(TFunction function) : IRowFunction<I>
    where TFunction : struct, IInt32Function
    where I : struct, IInt32Lanes<I, F>
    where F : struct, IFloat32Lanes<F, I>
{
    private readonly TFunction _function = function;
    public static int Arity => TFunction.Arity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public I Apply(I x, I y, I z) => _function.Apply<I, F>(x, y, z);
}

internal readonly struct Int64<TFunction, I, F>(TFunction function) : IRowFunction<I>
    where TFunction : struct, IInt64Function
    where I : struct, IInt64Lanes<I, F>
    where F : struct, IFloat64Lanes<F, I>
{
    private readonly TFunction _function = function;
    public static int Arity => TFunction.Arity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public I Apply(I x, I y, I z) => _function.Apply<I, F>(x, y, z);
}

internal readonly struct Boolean<TFunction, I, F>(TFunction function) : IRowFunction<I>
    where TFunction : struct, IBooleanFunction
    where I : struct, IInt32Lanes<I, F>
    where F : struct, IFloat32Lanes<F, I>
{
    private readonly TFunction _function = function;
    public static int Arity => TFunction.Arity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public I Apply(I x, I y, I z) => _function.Apply<I, F>(x, y, z);
}
