using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>Calls of the runtime's matrix product.</summary>
internal static class ContractCode
{
    /// <summary>The statement that multiplies a node's operands into its result.</summary>
    public static string Call(Node node, GraphBlock run) =>
        $"Gemm.Multiply({Shape(node, run.Dims)}, in {run.BufferOf(node.Inputs[0])}.Ref, in {run.BufferOf(node.Inputs[1])}.Ref, ref {run.VariableOf(node)}.Ref);";

    /// <summary>Sizes, transposes and batch as a <c>GemmShape</c>.</summary>
    public static string Shape(Node node, DimCode dims)
    {
        var facts = node.Op.Contract!(node);
        var shape = $"GemmShape.Of({Int(facts.M, dims)}, {Int(facts.N, dims)}, {Int(facts.K, dims)}, {Bool(facts.TransposeX)}, {Bool(facts.TransposeY)})";
        if (facts.Batch.All(d => d.Is(1))) return shape;
        var lengths = string.Join(", ", facts.Batch.Select(d => Int(d, dims)));
        var x = Strides(facts.XBatch, facts.Batch.Count, facts.M * facts.K, dims);
        var y = Strides(facts.YBatch, facts.Batch.Count, facts.K * facts.N, dims);
        return $"{shape} with {{ Batch = new GemmBatch([{lengths}], [{x}], [{y}]) }}";
    }

    /// <summary>Elements from one matrix of an operand to the next along each batch axis; 0 where it is broadcast.</summary>
    private static string Strides(Seq<Dim> axes, int rank, Dim matrix, DimCode dims)
    {
        var strides = new List<string>();
        var stride = matrix;
        for (var k = axes.Count - 1; k >= 0; k--)
        {
            strides.Insert(0, axes[k].Is(1) ? "0" : dims.Of(stride).Text);
            stride *= axes[k];
        }
        while (strides.Count < rank) strides.Insert(0, "0");
        return string.Join(", ", strides);
    }

    private static string Int(Dim dim, DimCode dims) => dim.IsConstant ? dims.Of(dim).Text
        : dim.AsSymbol is null ? $"checked((int){dims.Of(dim).At(Precedence.Unary)})"
        : $"(int){dims.Of(dim).Text}";

    private static string Bool(bool value) => value ? "true" : "false";
}
