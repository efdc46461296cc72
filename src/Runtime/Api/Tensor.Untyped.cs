using GraphCompiler.Eager;

namespace GraphCompiler;

public sealed unsafe partial class Tensor<T> : ITensor
{
    ITensor ITensor.Copy() => Clone();
}
