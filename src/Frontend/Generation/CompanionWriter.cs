using System.Linq;
using GraphCompiler.Codegen;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>Writes the file of one graph function: the embedded IR and the companion, a member of the function's class.</summary>
internal sealed class CompanionWriter
{
    // Func has no more than sixteen parameters.
    private const int LongestFunc = 16;

    private readonly CodeWriter _code = new();
    private readonly CompiledModel _compiled;
    private readonly FunctionModel _function;
    private readonly SignatureModel _signature;
    private readonly string _companion;

    private CompanionWriter(CompiledModel compiled) =>
        (_compiled, _function, _signature, _companion) = (compiled, compiled.Function, compiled.Function.Signature, compiled.Function.Companion ?? "");

    /// <summary>null when there is nothing to say of the function and nothing can be added to its class.</summary>
    public static string? Write(CompiledModel compiled) => compiled.Function.Companion is not null || EagerReason(compiled) is not null ? new CompanionWriter(compiled).Write() : null;

    /// <summary>Why a function runs eagerly, for those who look into the assembly: <c>GF1002: …</c>; null for one that does not.</summary>
    private static string? EagerReason(CompiledModel compiled) => compiled.Kernels is not null ? null
        : compiled.Bug is not null ? $"{Fallbacks.CompilerBug.Id}: {compiled.Reason}"
        : compiled.Function.Capture.Id is { } id ? $"{id}: {compiled.Reason}"
        : null;

    private string Texts => $"global::{KnownNames.GeneratedNamespace}.Texts.{_function.ClassName}";

    private bool HasFunc => _signature.Parameters.Count + (_signature.Receiver is null ? 0 : 1) <= LongestFunc;

    private string Delegate => HasFunc
        ? $"global::System.Func<{string.Join(", ", Parameters.Select(p => p.Type).Append(_signature.ReturnType))}>"
        : $"{_companion}Delegate";

    /// <summary>The companion's delegates take the receiver of an instance method first.</summary>
    private Seq<ParameterModel> Parameters => _signature.Receiver is { } type
        ? _signature.Parameters.Insert(0, new(ReceiverModel.Name, type.Type, HostScalar: false))
        : _signature.Parameters;

    private string Write()
    {
        GeneratedCode.Begin(_code);
        if (_compiled.Kernels is not null)
        {
            _code.Line($"[assembly: global::GraphCompiler.CompiledGraph({GeneratedCode.Quote(_function.Name)}, {Texts}.Captured)]");
            _code.Gap();
        }
        else if (EagerReason(_compiled) is { } reason)
        {
            _code.Line($"[assembly: global::System.Reflection.AssemblyMetadata({GeneratedCode.Quote(KnownNames.EagerMetadata + _function.Name)}, {GeneratedCode.Quote(reason)})]");
            _code.Gap();
        }
        if (_companion.Length == 0) return _code.ToString();
        if (_function.Container.Namespace.Length == 0)
        {
            WriteType(0);
        }
        else
        {
            using (_code.Open($"namespace {_function.Container.Namespace}")) WriteType(0);
        }
        if (_compiled.Kernels is { } kernels) WriteTexts(kernels);
        return _code.ToString();
    }

    private void WriteType(int depth)
    {
        var types = _function.Container.Types;
        using (_code.Open(types[depth].Declaration))
        {
            if (depth < types.Count - 1) WriteType(depth + 1);
            else WriteCompanion();
            if (_compiled.Kernels is not null && depth == types.Count - 1 && _function.Capture.Entry is { } entry) WriteEntry(entry);
            if (_compiled.Kernels is not null && depth >= types.Count - _function.Container.Hidden) WriteForwarder(depth);
        }
    }

    private void WriteCompanion()
    {
        var type = $"global::GraphCompiler.GraphFunction<{Delegate}>";
        if (!HasFunc)
        {
            _code.Line($"{_signature.Accessibility} delegate {_signature.ReturnType} {Delegate}({string.Join(", ", Parameters.Select(p => $"{p.Type} {p.Name}"))});");
            _code.Gap();
        }
        _code.Line($"/// <summary>The graph of {_function.DisplayName}{(_compiled.Kernels is null ? ", which runs eagerly" : "")}.</summary>");
        _code.Line($"{_signature.Accessibility} static {type} {_companion} => {_companion}Instance.Value;");
        _code.Gap();
        _code.Line("// Apart from the class, which so needs no initialisation of its own.");
        using (_code.Open($"private static class {_companion}Instance"))
        {
            _code.Line($"internal static readonly {type} Value = new {type}(");
            using (_code.Indent())
            {
                _code.Line($"name: {GeneratedCode.Quote(_function.DisplayName)},");
                if (_compiled.Kernels is { } kernels) WriteKernels(kernels);
                else _code.Line($"reason: {GeneratedCode.Quote(_compiled.Reason ?? "")},");
                _code.Line("eager: Eager);");
            }
            _code.Gap();
            using (_code.Open($"private static {_signature.ReturnType} Eager({string.Join(", ", Parameters.Select(p => $"{p.Type} {p.Name}"))})"))
            {
                if (_compiled.Kernels is not null) _code.Line($"{GeneratedCode.Check(_function)}({GeneratedCode.Arguments(_signature)});");
                _code.Line($"using (global::GraphCompiler.GraphMode.Eager()) return {GeneratedCode.Call(_signature, _function.Container.FullType)};");
            }
        }
    }

    private void WriteKernels(KernelsModel kernels)
    {
        _code.Line($"text: {Texts}.Captured,");
        _code.Line($"optimized: {Texts}.Optimized,");
        _code.Line(_signature.Receiver is null
            ? $"compiled: {GeneratedCode.Compiled(_function)},"
            : $"compiled: static ({string.Join(", ", Parameters.Select(p => p.Name))}) => {GeneratedCode.Compiled(_function)}({GeneratedCode.Arguments(_signature)}),");
        _code.Line($"kernels: new global::GraphCompiler.GraphKernel[]");
        _code.Line("{");
        using (_code.Indent())
        {
            for (var i = 0; i < kernels.Kernels.Count; i++)
                _code.Line($"new({GeneratedCode.Quote(kernels.Kernels[i].Name)}, {GeneratedCode.Quote(kernels.Kernels[i].Description)}, {Texts}.Kernel{i}),");
        }
        _code.Line("},");
        _code.Line("remarks: new string[]");
        _code.Line("{");
        using (_code.Indent())
        {
            foreach (var remark in kernels.Remarks) _code.Line(GeneratedCode.Quote(remark) + ",");
        }
        _code.Line("},");
        _code.Line($"plan: {Texts}.Plan,");
        if (_function.TimesKernels)
            _code.Line($"times: new[] {{ {string.Join(", ", kernels.Classes.Select(c => $"global::{KnownNames.GeneratedNamespace}.{c}.{EntryPoint.Times}"))} }},");
    }

    /// <summary>The function's own parameters as the kernels', and their results as its own.</summary>
    private void WriteEntry(EntryModel entry)
    {
        _code.Gap();
        using (_code.Open($"private {(_signature.Receiver is null ? "static " : "")}{_signature.ReturnType} {GeneratedCode.CompiledName(_function)}({GeneratedCode.Parameters(_signature)})"))
        {
            foreach (var check in entry.Checks) _code.Line(check);
            _code.Line($"var {ResultWriter.Result} = {GeneratedCode.Kernels(_function, EntryPoint.Invoke)}({string.Join(", ", entry.Inputs.Select(i => i.Access))});");
            _code.Line($"return {entry.Result};");
        }
        _code.Gap();
        using (_code.Open($"private {(_signature.Receiver is null ? "static " : "")}bool {GeneratedCode.CheckName(_function)}({GeneratedCode.Parameters(_signature)})"))
        {
            foreach (var check in entry.Checks) _code.Line(check);
            _code.Line($"return {GeneratedCode.Kernels(_function, EntryPoint.Check)}({string.Join(", ", entry.Inputs.Select(i => i.Access))});");
        }
    }

    /// <summary>Code outside cannot name the function, so each class on the way hands the call on.</summary>
    private void WriteForwarder(int depth)
    {
        var innermost = depth == _function.Container.Types.Count - 1;
        _code.Gap();
        _code.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        _code.Line($"internal static {_signature.ReturnType} {Forwarder(_function, depth)}({GeneratedCode.StaticParameters(_signature)}) =>");
        using (_code.Indent())
        {
            _code.Line((innermost
                ? GeneratedCode.Dispatch(_function, null)
                : $"{_function.Container.Types[depth + 1].FullName}.{Forwarder(_function, depth + 1)}({GeneratedCode.StaticArguments(_signature)})") + ";");
        }
    }

    private static string Forwarder(FunctionModel function, int depth) => $"{function.ClassName}Forward{function.Container.Types.Count - depth}";

    /// <summary>The outermost forwarder, as code anywhere in the project calls it.</summary>
    public static string Forwarder(FunctionModel function)
    {
        var depth = function.Container.Types.Count - function.Container.Hidden;
        return $"{function.Container.Types[depth].FullName}.{Forwarder(function, depth)}";
    }

    private void WriteTexts(KernelsModel kernels)
    {
        _code.Gap();
        using (_code.Open($"namespace {KnownNames.GeneratedNamespace}.Texts"))
        using (_code.Open($"internal static class {_function.ClassName}"))
        {
            GeneratedCode.Constant(_code, "Captured", _function.Capture.Text!);
            _code.Gap();
            GeneratedCode.Constant(_code, "Optimized", kernels.Optimized);
            _code.Gap();
            GeneratedCode.Constant(_code, "Plan", kernels.Plan);
            for (var i = 0; i < kernels.Kernels.Count; i++)
            {
                _code.Gap();
                GeneratedCode.Constant(_code, $"Kernel{i}", kernels.Kernels[i].Source);
            }
        }
    }
}
