using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// Control flow as C#'s own <c>if</c>, <c>while</c> and <c>for</c>, each body a block of statements. Rank-0 values that a loop carries are
/// variables; tensors change places with those of the next round.
/// </summary>
internal sealed class ControlLowering(GraphBlock block, CodeWriter code)
{
    private readonly GraphBlock _block = block;
    private readonly CodeWriter _code = code;

    public void Lower(Node node)
    {
        switch (node.Op.Control!(node))
        {
            case ControlFacts.Branch:
                LowerIf(node);
                break;
            case ControlFacts.While:
                LowerWhile(node);
                break;
            case ControlFacts.Scan scan:
                LowerScan(node, scan);
                break;
        }
    }

    private void Line(string text) => _code.Line(text);

    private void LowerIf(Node node)
    {
        var condition = _block.NumberOf(node.Inputs[0]);
        var captures = node.Inputs.Skip(1).Select(_block.OperandOf).ToList();
        var buffers = Enumerable.Range(0, node.Types.Count).Select(k => node.Types[k].Rank == 0 ? null : _block.VariableOf(node, k)).ToList();
        var (then, otherwise) = (Branch("then"), Branch("else"));
        if (node.Types.Count == 1 && node.Types[0].Rank == 0 && then.Code.IsEmpty && otherwise.Code.IsEmpty)
        {
            var choice = new Code($"{condition.At(Precedence.Or)} ? {then.Numbers[0].At(Precedence.Or)} : {otherwise.Numbers[0].At(Precedence.Or)}", Precedence.Conditional);
            _block.SetNumber(node, 0, choice, "chosen", readsMemory: false);
            return;
        }
        var names = Enumerable.Range(0, node.Types.Count).Select(k => node.Types[k].Rank == 0 ? _block.Local("chosen") : null).ToList();
        for (var k = 0; k < names.Count; k++)
        {
            if (names[k] is not { } name) continue;
            Line($"{node.Types[k].DType.CSharpName()} {name};");
            _block.SetVariable(node, k, name);
        }
        using (_code.Open($"if ({condition})")) Write(then);
        if (otherwise.Code.IsEmpty && names.All(n => n is null)) return;
        using (_code.Open("else")) Write(otherwise);

        (CodeWriter Code, List<Code> Numbers) Branch(string name)
        {
            var writer = new CodeWriter { Place = _code.Place };
            _block.WriteChecks(node.Body(name), writer);
            var body = _block.Nested(node, name, captures, buffers, writer);
            body.Lower();
            body.WriteCopies();
            var numbers = Enumerable.Range(0, node.Types.Count).Select(k => node.Types[k].Rank == 0 ? body.OutputNumber(k) : default).ToList();
            return (writer, numbers);
        }

        void Write((CodeWriter Code, List<Code> Numbers) branch)
        {
            _code.Lines(branch.Code.ToString());
            for (var k = 0; k < names.Count; k++)
            {
                if (names[k] is { } name) Line($"{name} = {branch.Numbers[k]};");
            }
        }
    }

    private void LowerWhile(Node node)
    {
        var cond = node.Body("cond");
        var state = new LoopState(_block, _code, node, node.Types.Count, node.Body("body"));
        var captures = node.Inputs.Skip(node.Types.Count).Select(_block.OperandOf).ToList();
        state.Begin();
        var operands = state.Now.Concat(captures).ToList();

        var test = new CodeWriter { Place = _code.Place };
        var condition = _block.Nested(node, "cond", operands, [null], test);
        condition.Lower();
        var goesOn = condition.OutputNumber(0);
        var simple = test.IsEmpty;
        var round = new CodeWriter { Place = _code.Place };
        // Before the first round, if there is one. A condition that takes statements is not worth writing twice for that.
        _block.WriteChecks(node.Body("cond"), _code);
        if (simple) _block.WriteChecks(node.Body("body"), _code, goesOn);
        else _block.WriteChecks(node.Body("body"), round);
        var body = _block.Nested(node, "body", operands, state.Next, round);
        body.Lower();
        body.WriteCopies();
        state.Turn(body, round);
        using (_code.Open(simple ? $"while ({goesOn})" : "while (true)"))
        {
            if (!simple)
            {
                _code.Lines(test.ToString());
                Line($"if (!{goesOn.At(Precedence.Unary)}) break;");
            }
            _code.Lines(round.ToString());
        }
        state.End();
    }

    private void LowerScan(Node node, ControlFacts.Scan scan)
    {
        var (carried, scanned) = (scan.Carried, scan.Scanned);
        var graph = node.Body("body");
        var inputs = node.Inputs.Skip(carried).Take(scanned).Select(_block.BufferOf).ToList();
        var stacks = Enumerable.Range(carried, node.Types.Count - carried).Select(k => _block.VariableOf(node, k)).ToList();
        var captures = node.Inputs.Skip(carried + scanned).Select(_block.OperandOf).ToList();
        var index = _block.Local("round");
        _block.WriteChecks(graph, _code, scan.Length.Lower > 0 ? null : new($"{_block.Dims.Of(scan.Length).At(Precedence.Relational)} > 0", Precedence.Relational));
        var rows = IndependentRows.Of(node, scan);
        var shared = rows is null ? null : new SharedLoop(_block, rows);
        var code = shared is null ? _code : new CodeWriter { Place = _code.Place };
        var state = new LoopState(_block, code, node, carried, graph, returns: shared is not null);
        state.Begin();

        var round = new CodeWriter { Place = _code.Place };
        var slices = new List<Operand>();
        for (var k = 0; k < scanned; k++)
        {
            var parameter = graph.Parameters[carried + k];
            var name = _block.Local(parameter.Name!);
            round.Line($"var {name} = {Row(inputs[k], parameter.Type)};");
            slices.Add(parameter.Rank == 0 ? new Operand.Number(Code.Name(name)) : new Operand.Memory(name));
        }
        var results = new List<string?>();
        for (var k = 0; k < stacks.Count; k++)
        {
            var output = graph.Outputs[carried + k];
            if (output.Rank == 0)
            {
                results.Add(null);
                continue;
            }
            var name = _block.Local("row");
            round.Line($"var {name} = {Row(stacks[k], output.Type)};");
            results.Add(name);
        }
        var body = _block.Nested(node, "body", state.Now.Concat(slices).Concat(captures).ToList(), state.Next.Concat(results).ToList(), round);
        body.Lower();
        body.WriteCopies();
        for (var k = 0; k < stacks.Count; k++)
        {
            if (results[k] is null) round.Line($"{Row(stacks[k], graph.Outputs[carried + k].Type)} = {body.OutputNumber(carried + k)};");
        }
        state.Turn(body, round);
        var count = _block.Dims.Of(scan.Length).At(Precedence.Relational);
        var loop = scan.Reverse ? $"for (nint {index} = {count} - 1; {index} >= 0; {index}--)" : $"for (nint {index} = 0; {index} < {count}; {index}++)";
        using (code.Open(loop)) code.Lines(round.ToString());
        state.End();
        if (shared is not null) Share();

        string Row(string buffer, TensorType type)
        {
            if (type.Rank == 0) return $"Unsafe.Add(ref {buffer}.Ref, {index})";
            if (shared is not null) return shared.Slice(buffer, type, index);
            var elements = _block.Dims.Of(type.Count);
            return $"{buffer}.Slice({index} * {elements.At(Precedence.Unary)}, {elements})";
        }

        void Share()
        {
            var whole = node.Inputs.Skip(carried + scanned).Zip(captures, (input, operand) => (input.Type, operand)).ToList();
            var buffers = whole.Where(c => c.operand is Operand.Memory).Select(c => (((Operand.Memory)c.operand).Buffer, c.Type))
                .Concat(Enumerable.Range(0, carried).SelectMany(k => new[] { (_block.BufferOf(node.Inputs[k]), node.Types[k]), (_block.VariableOf(node, k), node.Types[k]) }));
            var numbers = whole.Where(c => c.operand is Operand.Number).Select(c => (((Operand.Number)c.operand).Code.Text, c.Type));
            var stacked = inputs.Zip(node.Inputs.Skip(carried), (name, input) => (name, input.Type)).Concat(stacks.Select((name, k) => (name, node.Types[carried + k])));
            shared.Write(_code, code.ToString(), buffers.ToList(), stacked, numbers, scan.Length, RunMethod.HasIntegers(graph));
        }
    }
}
