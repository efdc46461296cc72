using System.Linq;
using GraphCompiler.Codegen;
using GraphCompiler.IR;

namespace GraphCompiler.RuntimeGenerator;

/// <summary>Writes the line that lets the interpreter run an op on tensors whose dtype it learns at run time.</summary>
internal static class RuleWriter
{
    public static void Write(CodeWriter writer, ElementwiseOp op)
    {
        using (writer.Open($"rules.Add(OpTable.{op.Member}, static (node, x) =>"))
        {
            var last = op.Arity - 1;
            var attributes = string.Concat(op.Definition.Attributes.Select(a => $", node.{(a.Kind == AttrKind.Int ? "Int" : "Float")}(\"{a.Name}\")"));
            foreach (var dtype in op.DTypes)
            {
                var arguments = op.OperandDTypes(dtype).Select((t, i) => $"(Tensor<{t.CSharpName()}>)x[{i}]");
                writer.Line($"if (x[{last}] is Tensor<{dtype.CSharpName()}>) return Ops.{op.Method}({string.Join(", ", arguments)}{attributes});");
            }
            writer.Line("throw Unsupported(node);");
        }
        writer.Line(");");
    }
}
