using System.Linq;
using GraphCompiler.Codegen;
using GraphCompiler.IR;

namespace GraphCompiler.RuntimeGenerator;

/// <summary>Writes an op's body as a struct over registers: the op's element function.</summary>
internal static class FunctionWriter
{
    private static readonly string[] s_operands = ["x", "y", "z"];

    public static void Write(CodeWriter writer, ElementwiseOp op)
    {
        var attributes = op.Definition.Attributes.Select(a => $"{CSharpType(a.Kind)} {NameScope.CamelCase(a.Name)}").ToArray();
        var parameters = attributes.Length == 0 ? "" : $"({string.Join(", ", attributes)})";
        var interfaces = string.Join(", ", op.DTypes.Select(t => $"I{Family(t)}Function"));
        writer.Gap();
        using var body = writer.Open($"internal readonly struct {op.Member}{parameters} : {interfaces}");
        writer.Line($"public static int Arity => {op.Arity};");
        writer.Line($"public static int Cost => {Cost(op.Definition.Body!)};");
        foreach (var attribute in op.Definition.Attributes)
        {
            var name = NameScope.CamelCase(attribute.Name);
            writer.Line($"private readonly {CSharpType(attribute.Kind)} _{name} = {name};");
        }
        foreach (var dtype in op.DTypes) WriteApply(writer, op, dtype);
    }

    /// <summary>Float32, …, Boolean: the part of the names of what serves one dtype.</summary>
    public static string Family(DType dtype) => dtype switch
    {
        DType.F32 => "Float32",
        DType.F64 => "Float64",
        DType.I32 => "Int32",
        DType.I64 => "Int64",
        _ => "Boolean",
    };

    public static string CSharpType(AttrKind kind) => kind == AttrKind.Int ? "long" : "double";

    private static void WriteApply(CodeWriter writer, ElementwiseOp op, DType dtype)
    {
        // A mask lies in the lanes of what it was compared with; bools among themselves in those of int.
        var home = dtype == DType.Bool ? DType.I32 : dtype;
        var (register, partner) = (LaneTarget.Register(home), LaneTarget.Register(Partner(home)));
        var code = ScalarBody.Print(LaneTarget.Instance, op.Definition.Body!, op.OperandDTypes(dtype), s_operands.Take(op.Arity).ToArray(), home,
            (name, wanted) => $"{register}.Splat(({wanted.CSharpName()})_{NameScope.CamelCase(name)})");

        writer.Gap();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using var method = writer.Open($"{register} I{Family(dtype)}Function.Apply<{register}, {partner}>({register} x, {register} y, {register} z)");
        foreach (var statement in code.Statements) writer.Line(statement);
        writer.Line($"return {code.Result};");
    }

    /// <summary>The dtype of equal width that an interface's second register is of.</summary>
    private static DType Partner(DType dtype) => dtype switch
    {
        DType.F32 => DType.I32,
        DType.I32 => DType.F32,
        DType.F64 => DType.I64,
        _ => DType.F64,
    };

    /// <summary>A rough count of the instructions per register.</summary>
    private static int Cost(Scalar body) => body.Args.Sum(Cost) + body.Op switch
    {
        Primitive.Arg or Primitive.Const or Primitive.Attribute => 0,
        Primitive.Div or Primitive.Sqrt or Primitive.Rem => 4,
        Primitive.Exp or Primitive.Exp2 or Primitive.Log or Primitive.Tanh or Primitive.Erf or Primitive.Sin or Primitive.Cos => 12,
        Primitive.Expm1 or Primitive.Log1p or Primitive.Tan or Primitive.Sinh or Primitive.Cosh => 16,
        Primitive.Asin or Primitive.Acos or Primitive.Atan or Primitive.Asinh or Primitive.Acosh or Primitive.Atanh => 16,
        Primitive.Pow or Primitive.Atan2 => 24,
        _ => 1,
    };
}
