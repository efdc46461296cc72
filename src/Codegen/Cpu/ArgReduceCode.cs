using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>
/// The kernel that finds the index of the first extremum: for each index around the axis, one walk along it. A NaN wins over every
/// number and keeps its place.
/// </summary>
internal static class ArgReduceCode
{
    public static KernelSource Write(string name, Node node)
    {
        var x = node.Inputs[0];
        var axis = (int)node.Int("axis");
        var extent = x.Shape[axis];
        var inner = Dim.Product(System.Linq.Enumerable.Skip(x.Shape, axis + 1));
        var type = x.DType.CSharpName();
        var better = node.Op.Reduction!.Combine == Primitive.Max ? ">" : "<";
        // Only a NaN differs from itself.
        var isNaN = x.DType.IsFloat() ? " || (value != value && best == best)" : "";
        var file = new CodeWriter();
        file.Line("// " + GraphDescription.Line(node));
        using (file.Open($"private struct {name} : IRangeBody"))
        {
            file.Line($"public Buffer<{type}> X;");
            file.Line("public Buffer<long> Result;");
            file.Line("public nint Extent;");
            file.Line("public nint Inner;");
            file.Line();
            file.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
            using (file.Open("public readonly void Run(nint start, nint end, int part)"))
            {
                file.Line("ref var xs = ref X.Ref;");
                file.Line("ref var results = ref Result.Ref;");
                using (file.Open("for (var row = start; row < end; row++)"))
                {
                    file.Line("var at = row / Inner * Extent * Inner + row % Inner;");
                    file.Line("var best = Unsafe.Add(ref xs, at);");
                    file.Line("nint found = 0;");
                    using (file.Open("for (nint j = 1; j < Extent; j++)"))
                    {
                        file.Line("var value = Unsafe.Add(ref xs, at + j * Inner);");
                        file.Line($"if (value {better} best{isNaN}) (best, found) = (value, j);");
                    }
                    file.Line("Unsafe.Add(ref results, row) = found;");
                }
            }
        }
        var fields = Seq.Of(
            new KernelField("X", $"Buffer<{type}>", 0, null), new KernelField("Result", "Buffer<long>", 1, null),
            new KernelField("Extent", "nint", -1, extent), new KernelField("Inner", "nint", -1, inner));
        return new(name, new(), fields, Dim.Product(node.Shape), extent * 16, false, file.ToString());
    }
}
