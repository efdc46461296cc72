using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

public static partial class OpTable
{
    public static readonly OpDef MatMul = Define(new OpDef
    {
        Name = "matmul",
        PublicName = "MatMul",
        Summary = "Matrix product over the last two axes, the leading ones broadcast. A rank-1 x is a row, a rank-1 y a column, "
            + "and the result lacks that axis.",
        Kind = OpKind.Contract,
        Operands = Seq.Of("x", "y"),
        Accepts = DTypes.Number,
        Attributes = Seq.Of(
            Optional("transpose_x", AttrKind.Bool, new Attr.Bool(false), "x has its last two axes swapped; rank 2 or more"),
            Optional("transpose_y", AttrKind.Bool, new Attr.Bool(false), "y has its last two axes swapped; rank 2 or more")),
        Infer = InferMatMul,
        Contract = node => ContractOf(node.Inputs[0].Shape, node.Inputs[1].Shape, node.Bool("transpose_x"), node.Bool("transpose_y"), node.Shape),
        Vjp = Vjp.Unwritten.Value,
        Onnx = "MatMul",
    });

    private static Seq<TensorType> InferMatMul(OpCall call)
    {
        var dtype = call.SameDType();
        for (var i = 0; i < 2; i++)
        {
            var (rank, flag) = (call.Operands[i].Rank, i == 0 ? "transpose_x" : "transpose_y");
            if (rank == 0) throw call.Fail(OpErrors.Rank, $"{call.NameOf(i)} has rank 0; allowed: 1 or more (use * to scale)", i);
            if (rank == 1 && call.Bool(flag)) throw call.Fail(OpErrors.Rank, $"{flag} needs rank 2 or more, {call.NameOf(i)} has rank 1", i, flag);
        }
        var (x, y) = (call.Operands[0].Shape, call.Operands[1].Shape);
        var xInner = x.Count - (call.Bool("transpose_x") ? 2 : 1);
        var yInner = y.Count - (y.Count > 1 && !call.Bool("transpose_y") ? 2 : 1);
        if (!call.Unify(x[xInner], y[yInner], $"inner dimensions, axis {xInner} of {call.NameOf(0)} and axis {yInner} of {call.NameOf(1)}"))
        {
            throw call.Fail(OpErrors.InnerDimensions,
                $"inner dimensions differ: {x[xInner]} ({call.NameOf(0)}, axis {xInner}) and {y[yInner]} ({call.NameOf(1)}, axis {yInner})", operand: 1);
        }
        var batch = call.BroadcastShapes(x.Slice(0, System.Math.Max(x.Count - 2, 0)), y.Slice(0, System.Math.Max(y.Count - 2, 0)), 0, 1);
        var facts = ContractOf(x, y, call.Bool("transpose_x"), call.Bool("transpose_y"), batch);
        var shape = batch.ToList();
        if (x.Count > 1) shape.Add(facts.M);
        if (y.Count > 1) shape.Add(facts.N);
        return Seq.Of(new TensorType(dtype, shape.ToSeq()));
    }

    /// <param name="leading">A shape that begins with the batch axes of the result.</param>
    private static ContractFacts ContractOf(Seq<Dim> x, Seq<Dim> y, bool transposeX, bool transposeY, Seq<Dim> leading)
    {
        var (xBatch, yBatch) = (x.Slice(0, System.Math.Max(x.Count - 2, 0)), y.Slice(0, System.Math.Max(y.Count - 2, 0)));
        var batch = leading.Slice(0, System.Math.Max(xBatch.Count, yBatch.Count));
        var m = x.Count == 1 ? Dim.One : x[x.Count - (transposeX ? 1 : 2)];
        var n = y.Count == 1 ? Dim.One : y[y.Count - (transposeY ? 2 : 1)];
        var k = x[x.Count - (transposeX ? 2 : 1)];
        return new(batch, xBatch, yBatch, m, n, k, transposeX, transposeY);
    }
}
