using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// Writes the entry method: it has the shapes that came checked against the types, binds the symbols, allocates the outputs and calls
/// <c>Run</c> with the registers that the machine has.
/// </summary>
internal sealed class EntryWriter
{
    private readonly SourceFile _file;
    private readonly Graph _graph;
    private readonly MemoryPlan _plan;
    private readonly NameScope _names;
    private readonly List<string> _parameters;
    private readonly Dictionary<string, string> _symbols = [];
    private readonly Dictionary<string, string> _origins = [];
    private readonly List<(string Symbol, Dim Dim, string Origin)> _solved = [];
    private readonly DimCode _dims;

    public EntryWriter(SourceFile file, Graph graph, MemoryPlan plan)
    {
        (_file, _graph, _plan) = (file, graph, plan);
        // A verbatim name (@in) takes the plain one with it.
        _names = new NameScope(file.Entry.Parameters.Select(p => p.Name.TrimStart('@')).Concat(NameScope.Lanes).Append("arena").ToArray());
        // The types and methods that the code calls begin with a capital; a parameter that does would hide one of them.
        _parameters = file.Entry.Parameters.Select(p => char.IsUpper(p.Name[0]) ? _names.New(p.Name) : p.Name).ToList();
        _dims = new DimCode(symbol => _symbols[symbol]);
    }

    public void Write(CodeWriter writer)
    {
        var types = _graph.Outputs.Map(o => $"Tensor<{o.DType.CSharpName()}>");
        var result = types.Count == 1 ? types[0] : $"({types})";
        // Run is written first, because the lanes its kernels need decide how it is called; it stands below.
        var run = new RunMethod(_file, _graph, _plan, "Run", i => _file.Entry.Parameters[i].HostScalar);
        var runText = new CodeWriter();
        run.Write(runText);
        using (writer.Open($"public static {result} {EntryPoint.Invoke}({Parameters})"))
        {
            if (Tensors().Any()) writer.Line($"{EntryPoint.Check}({string.Join(", ", _parameters)});");
            WriteSymbols(writer, i => $"{_parameters[i]}.Shape");
            new ConstraintCode(_dims, _file.Entry.DisplayName).Write(writer, _graph.Requires);
            writer.Gap();
            var outputs = WriteOutputs(writer);
            WriteDispatch(writer, run, outputs);
            WriteCopies(writer, outputs);
            foreach (var tensor in Tensors()) writer.Line($"GC.KeepAlive({_parameters[tensor]});");
            foreach (var output in outputs) writer.Line($"GC.KeepAlive({output});");
            writer.Line(outputs.Count == 1 ? $"return {outputs[0]};" : $"return ({string.Join(", ", outputs)});");
        }
        writer.Line();
        writer.Lines(runText.ToString());
    }

    /// <summary>The checks of the declared shapes: what <c>Invoke</c> begins with, and all that a call of the method's own body needs, whose ops check the rest.</summary>
    public void WriteCheck(CodeWriter writer)
    {
        using (writer.Open($"public static bool {EntryPoint.Check}({Parameters})"))
        {
            WriteChecks(writer);
            writer.Line("return true;");
        }
    }

    private string Parameters => string.Join(", ", _graph.Parameters.Select((p, i) =>
        $"{(_file.Entry.Parameters[i].HostScalar ? p.DType.CSharpName() : $"Tensor<{p.DType.CSharpName()}>")} {_parameters[i]}"));

    private IEnumerable<int> Tensors() => Enumerable.Range(0, _graph.Parameters.Count).Where(i => !_file.Entry.Parameters[i].HostScalar);

    private string Function => Quote(_file.Entry.DisplayName);

    internal static string Quote(string text) => "\"" + string.Concat(text.Select(c => c switch
    {
        '\\' or '"' => "\\" + c,
        _ when char.IsControl(c) || c is '\u2028' or '\u2029' || char.IsSurrogate(c) => $"\\u{(int)c:X4}",
        _ => c.ToString(),
    })) + "\"";

    private void WriteChecks(CodeWriter writer)
    {
        var shapes = new Dictionary<int, string>();
        foreach (var i in Tensors())
        {
            var parameter = _graph.Parameters[i];
            shapes[i] = _names.New(_parameters[i] + "Shape");
            writer.Line($"var {shapes[i]} = Entry.ShapeOf({_parameters[i]}, {Function}, {Quote(Name(i))}, {parameter.Rank}, {Declared(parameter)});");
        }
        WriteSymbols(writer, i => shapes[i]);
        // N from an axis that is declared N+5 and has 3 elements.
        foreach (var (symbol, dim, origin) in _solved)
        {
            writer.Line($"if ({_symbols[symbol]} < 0) Entry.TooSmall({Function}, {Quote($"{origin} is declared {dim}")}, {Quote(symbol)}, {_symbols[symbol]}, 0);");
        }
        foreach (var (parameter, axis, dim) in Axes())
        {
            if (dim.AsSymbol is { } symbol && _origins[symbol] == Origin(symbol, axis, parameter)) continue;
            var reason = dim.IsConstant ? "" : ", " + Quote(dim.AsSymbol is { } s ? _origins[s] : $"{dim}, with {string.Join(" and ", dim.Symbols.Select(d => _origins[d]))}");
            writer.Line($"if ({shapes[parameter]}[{axis}] != {_dims.Of(dim)}) Entry.WrongSize({Function}, {Quote(Name(parameter))}, {axis}, "
                + $"{Declared(_graph.Parameters[parameter])}, {shapes[parameter]}, {_dims.Of(dim)}{reason});");
        }
    }

    private IEnumerable<(int Parameter, int Axis, Dim Dim)> Axes() => Tensors().SelectMany(i => _graph.Parameters[i].Shape.Select((dim, axis) => (i, axis, dim)));

    /// <summary>The values of the symbols.</summary>
    /// <param name="shape">The shape of a parameter as code.</param>
    private void WriteSymbols(CodeWriter writer, Func<int, string> shape)
    {
        foreach (var (parameter, axis, dim) in Axes())
        {
            if (dim.AsSymbol is { } symbol) Bind(writer, symbol, $"{shape(parameter)}[{axis}]", Origin(symbol, axis, parameter));
        }
        foreach (var (parameter, axis, dim) in Axes()) Solve(writer, dim, $"{shape(parameter)}[{axis}]", $"axis {axis} of {Name(parameter)}");
        if (_graph.Symbols.FirstOrDefault(s => !_symbols.ContainsKey(s)) is { } unknown)
            throw new ArgumentException($"{_file.Entry.DisplayName}: no parameter's shape tells the value of the symbol {unknown}");
    }

    private string Origin(string symbol, int axis, int parameter) => $"{symbol}, axis {axis} of {Name(parameter)}";

    private string Name(int parameter) => _file.Entry.Parameters[parameter].Path ?? _file.Entry.Parameters[parameter].Name.TrimStart('@');

    private static string Declared(Node parameter) => Quote(TensorType.ShapeText(parameter.Shape));

    private void Bind(CodeWriter writer, string symbol, string value, string origin)
    {
        if (_symbols.ContainsKey(symbol)) return;
        _symbols.Add(symbol, _names.New(symbol));
        _origins.Add(symbol, origin);
        writer.Line($"nint {_symbols[symbol]} = {value};");
    }

    /// <summary>A dim a·N + b with N still unknown gives N; that the division is exact is checked with the other sizes.</summary>
    private void Solve(CodeWriter writer, Dim dim, string size, string origin)
    {
        var unknown = dim.Symbols.Where(s => !_symbols.ContainsKey(s)).ToList();
        if (unknown.Count != 1 || dim.LinearIn(unknown[0]) is not var (factor, constant)) return;
        var rest = constant.Is(0) ? size : $"({size} - {_dims.Of(constant).At(Precedence.Multiplicative)})";
        Bind(writer, unknown[0], factor == 1 ? rest : $"{rest} / {factor}", $"{unknown[0]}, from {origin}");
        if (!constant.Is(0)) _solved.Add((unknown[0], dim, origin));
    }

    private List<string> WriteOutputs(CodeWriter writer)
    {
        var outputs = new List<string>();
        for (var k = 0; k < _graph.Outputs.Count; k++)
        {
            var output = _graph.Outputs[k];
            var name = _names.New(_graph.Outputs.Count == 1 ? "result" : "result" + k);
            var sizes = string.Concat(output.Shape.Select(d => ", " + _dims.Checked(d)));
            writer.Line($"var {name} = Entry.Result<{output.DType.CSharpName()}>({Function}{sizes});");
            outputs.Add(name);
        }
        return outputs;
    }

    private void WriteDispatch(CodeWriter writer, RunMethod run, List<string> outputs)
    {
        var arguments = new List<string>();
        for (var i = 0; i < _parameters.Count; i++)
            arguments.Add(_file.Entry.Parameters[i].HostScalar ? _parameters[i] : _parameters[i] + ".Buffer");
        arguments.AddRange(outputs.Select(o => o + ".Buffer"));
        arguments.AddRange(run.Symbols.Select(s => _symbols[s]));
        var list = $"({string.Join(", ", arguments)})";
        if (run.Lanes.IsEmpty)
        {
            writer.Line($"{run.Name}{list};");
            return;
        }
        writer.Line($"if (Vector512.IsHardwareAccelerated) {run.Name}{run.Lanes.Arguments(512)}{list};");
        writer.Line($"else if (Vector256.IsHardwareAccelerated) {run.Name}{run.Lanes.Arguments(256)}{list};");
        writer.Line($"else if (Vector128.IsHardwareAccelerated) {run.Name}{run.Lanes.Arguments(128)}{list};");
        writer.Line($"else {run.Name}{run.Lanes.Arguments(0)}{list};");
    }

    /// <summary>Outputs that no kernel writes.</summary>
    private void WriteCopies(CodeWriter writer, List<string> outputs)
    {
        foreach (var copy in _plan.Copies)
        {
            var target = outputs[copy.Output];
            var placement = _plan.Of(copy.Source);
            if (placement is Placement.Alias alias) placement = _plan.Placements[(alias.Node, alias.Result)];
            // Stored by Run, where the variable is.
            if (placement is Placement.Variable) continue;
            var line = placement switch
            {
                Placement.Parameter p when _file.Entry.Parameters[p.Index].HostScalar => $"{target}.Buffer.Ref = {_parameters[p.Index]};",
                Placement.Parameter p => $"Entry.Copy({_parameters[p.Index]}.Buffer, {target}.Buffer, {target}.Count);",
                Placement.Output o => $"Entry.Copy({outputs[o.Index]}.Buffer, {target}.Buffer, {target}.Count);",
                Placement.Constant => $"{_file.Constant(ConstantOf(copy.Source))}.CopyTo({target}.AsSpan());",
                var other => throw new NotSupportedException($"output {copy.Output} copied from {other}"),
            };
            writer.Line(line);
        }
    }

    private static Literal ConstantOf(Node node)
    {
        while (node.Kind is OpKind.Reshape or OpKind.After) node = node.Inputs[0];
        return node.Literal("value");
    }
}
