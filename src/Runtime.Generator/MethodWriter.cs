using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Codegen;
using GraphCompiler.IR;

namespace GraphCompiler.RuntimeGenerator;

/// <summary>Writes the public methods of an op: one with tensors, and those with scalars in an operand's place.</summary>
internal static class MethodWriter
{
    public static void Write(CodeWriter writer, ElementwiseOp op)
    {
        foreach (var scalars in ScalarPlaces(op)) WriteOverload(writer, op, scalars);
        WriteRun(writer, op);
    }

    /// <summary>Per overload: which operands are scalars. One tensor at least gives the result its shape.</summary>
    private static IEnumerable<bool[]> ScalarPlaces(ElementwiseOp op)
    {
        var conditions = op.OperandIsBool.Count(b => b);
        var free = op.Arity - conditions;
        // With a condition every combination, otherwise all but all of them; for three numbers, both bounds or none.
        for (var bits = 0; bits < 1 << free; bits++)
        {
            if (conditions == 0 && bits == (1 << free) - 1) continue;
            if (free == 3 && bits is not (0 or 0b110)) continue;
            var next = 0;
            yield return op.OperandIsBool.Select(isBool => !isBool && (bits >> next++ & 1) != 0).ToArray();
        }
    }

    private static void WriteOverload(CodeWriter writer, ElementwiseOp op, bool[] scalars)
    {
        writer.Gap();
        WriteDoc(writer, op, scalars);
        var parameters = op.OperandNames.Select((n, i) => $"{(scalars[i] ? "T" : $"Tensor<{(op.OperandIsBool[i] ? "bool" : "T")}>")} {n}")
            .Concat(op.Definition.Attributes.Select(Parameter));
        var arguments = op.OperandNames.Select((n, i) => scalars[i] ? $"new({n})" : $"new({n}, nameof({n}))")
            .Concat(op.Definition.Attributes.Select(a => NameScope.CamelCase(a.Name)));
        writer.Line($"public static {Result(op)} {op.Method}<T>({string.Join(", ", parameters)}) where T : unmanaged =>");
        writer.Line($"    Run{op.Member}<T>({string.Join(", ", arguments)});");
    }

    private static string Parameter(AttrSpec attribute)
    {
        var value = attribute.Default switch
        {
            Attr.Float f => " = " + CSharpLiteral.Of(Literal.Scalar(DType.F64, f.Value)),
            Attr.Int i => " = " + CSharpLiteral.Of(Literal.Scalar(DType.I64, i.Value)),
            _ => "",
        };
        return $"{FunctionWriter.CSharpType(attribute.Kind)} {NameScope.CamelCase(attribute.Name)}{value}";
    }

    private static void WriteRun(CodeWriter writer, ElementwiseOp op)
    {
        var names = op.OperandNames;
        var parameters = names.Select((n, i) => $"Operand<{(op.OperandIsBool[i] ? "bool" : "T")}> {n}")
            .Concat(op.Definition.Attributes.Select(a => $"{FunctionWriter.CSharpType(a.Kind)} {NameScope.CamelCase(a.Name)}"));
        var attributes = string.Join(", ", op.Definition.Attributes.Select(a => NameScope.CamelCase(a.Name)));
        var result = op.ResultIsBool ? "bool" : "T";
        var storage = Enumerable.Range(0, 3).Select(i => i < op.Arity && op.OperandIsBool[i] ? "bool" : "T").ToArray();
        var types = $"{string.Join(", ", storage)}, {result}";
        writer.Gap();
        using var body = writer.Open($"private static {Result(op)} Run{op.Member}<T>({string.Join(", ", parameters)}) where T : unmanaged");
        writer.Line($"var f = new Functions.{op.Member}({attributes});");
        foreach (var dtype in op.DTypes)
        {
            var kernel = $"{FunctionWriter.Family(dtype)}Kernel<Functions.{op.Member}, {types}>";
            writer.Line($"if (typeof(T) == typeof({dtype.CSharpName()})) return Elementwise.Run<{types}, {kernel}>(OpTable.{op.Member}, new(f), {string.Join(", ", names)});");
        }
        writer.Line($"throw Elementwise.NotAccepted(OpTable.{op.Member}, {string.Join(", ", names.Select(n => n + ".Type"))});");
    }

    private static string Result(ElementwiseOp op) => op.ResultIsBool ? "Tensor<bool>" : "Tensor<T>";

    private static void WriteDoc(CodeWriter writer, ElementwiseOp op, bool[] scalars)
    {
        var several = scalars.Count(s => !s) > 1;
        writer.Line($"/// <summary>{Escape(op.Definition.Summary)}</summary>");
        writer.Line($"/// <typeparam name=\"T\">{string.Join(", ", op.DTypes.Select(t => $"<see cref=\"{t.CSharpName()}\"/>"))}.</typeparam>");
        for (var i = 0; i < op.Arity; i++)
        {
            var what = scalars[i] ? "Used for every element." : several ? "Broadcasts with the other tensors." : "Any shape.";
            writer.Line($"/// <param name=\"{op.OperandNames[i]}\">{what}</param>");
        }
        foreach (var attribute in op.Definition.Attributes)
            writer.Line($"/// <param name=\"{NameScope.CamelCase(attribute.Name)}\">{Escape(attribute.Summary)}.</param>");
        var shape = several ? "the shape that the tensors broadcast to" : $"the shape of {op.OperandNames[scalars.ToList().IndexOf(false)]}";
        writer.Line($"/// <returns>A new tensor of {shape}.</returns>");
        var errors = (several ? "The shapes do not broadcast" : "") + (several && op.DTypes.Length < 5 ? ", or the" : several ? "." : "The")
            + (op.DTypes.Length < 5 ? " dtype is not accepted." : "");
        if (several || op.DTypes.Length < 5) writer.Line($"/// <exception cref=\"OpException\">{errors}</exception>");
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
