using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// Control flow as C#'s own: each body is a method over buffers, called from an <c>if</c>, a <c>while</c> or a <c>for</c>. Values that
/// a loop carries change places with those of the next round.
/// </summary>
internal sealed class ControlLowering(RunMethod run, CodeWriter body)
{
    private readonly RunMethod _run = run;
    private readonly CodeWriter _body = body;

    public void Lower(Node node)
    {
        // The bodies an op has tell what it does with them.
        var bodies = node.Op.Attributes.Where(a => a.Kind == AttrKind.Graph).Select(a => a.Name).ToList();
        if (bodies.Contains("then")) LowerIf(node);
        else if (bodies.Contains("cond")) LowerWhile(node);
        else LowerScan(node);
    }

    private void Line(string text) => _body.Line(text);

    private List<string> Results(Node node) => Enumerable.Range(0, node.Types.Count).Select(k => _run.VariableOf(node, k)).ToList();

    private void LowerIf(Node node)
    {
        var condition = _run.IsNumber(node.Inputs[0]) ? _run.VariableOf(node.Inputs[0]) : _run.VariableOf(node.Inputs[0]) + ".Ref";
        var captures = node.Inputs.Skip(1).Select(_run.BufferOf).ToList();
        var results = Results(node);
        Line($"if ({condition}) {_run.Nested(node.Body("then"), "Then").Call(captures, results, _run)}");
        Line($"else {_run.Nested(node.Body("else"), "Else").Call(captures, results, _run)}");
    }

    private void LowerWhile(Node node)
    {
        var inputs = node.Inputs.Select(_run.BufferOf).ToList();
        var state = new LoopState(this, node, node.Types.Count, inputs);
        var captures = inputs.Skip(state.Now.Count);
        var goesOn = _run.Scratch(TensorType.Scalar(DType.Bool), "condition");
        var condition = _run.Nested(node.Body("cond"), "Condition");
        var next = _run.Nested(node.Body("body"), "Body");
        state.Begin();
        using (_body.Open("while (true)"))
        {
            Line(condition.Call(state.Now.Concat(captures), [goesOn], _run));
            Line($"if (!{goesOn}.Ref) break;");
            Line(next.Call(state.Now.Concat(captures), state.Next, _run));
            state.Turn();
        }
        state.End();
    }

    private void LowerScan(Node node)
    {
        var (carried, scanned) = ((int)node.Int("carried"), (int)node.Int("scanned"));
        var inputs = node.Inputs.Select(_run.BufferOf).ToList();
        var state = new LoopState(this, node, carried, inputs);
        var graph = node.Body("body");
        var slices = Enumerable.Range(carried, scanned).Select(k => (Input: inputs[k], Slice: _run.Scratch(graph.Parameters[k].Type, "slice"), graph.Parameters[k].Type)).ToList();
        var stacks = Enumerable.Range(carried, node.Types.Count - carried)
            .Select(k => (Stack: _run.VariableOf(node, k), Slice: _run.Scratch(graph.Outputs[k].Type, "made"), graph.Outputs[k].Type)).ToList();
        var captures = inputs.Skip(carried + scanned).ToList();
        var next = _run.Nested(graph, "Body");
        var length = scanned > 0 ? node.Inputs[carried].Shape[0] : node.Dims("length")[0];
        var (round, count) = (_run.Local("round"), _run.Dims.Of(length).At(Precedence.Relational));
        state.Begin();
        var loop = node.Bool("reverse") ? $"for (nint {round} = {count} - 1; {round} >= 0; {round}--)" : $"for (nint {round} = 0; {round} < {count}; {round}++)";
        using (_body.Open(loop))
        {
            foreach (var (input, slice, type) in slices) Line($"Entry.CopySlice({input}, {round}, {slice}, 0, {_run.Dims.Of(type.Count)});");
            Line(next.Call(state.Now.Concat(slices.Select(s => s.Slice)).Concat(captures), state.Next.Concat(stacks.Select(s => s.Slice)), _run));
            foreach (var (stack, slice, type) in stacks) Line($"Entry.CopySlice({slice}, 0, {stack}, {round}, {_run.Dims.Of(type.Count)});");
            state.Turn();
        }
        state.End();
    }

    /// <summary>The values a loop carries: they begin in the operands and end in the node's first results.</summary>
    private sealed class LoopState
    {
        private readonly ControlLowering _owner;
        private readonly List<string> _results;
        private readonly List<string> _inputs;
        private readonly List<string> _counts;
        private readonly string _turned;

        public LoopState(ControlLowering owner, Node node, int carried, List<string> inputs)
        {
            (_owner, _inputs) = (owner, inputs);
            _results = Enumerable.Range(0, carried).Select(k => owner._run.VariableOf(node, k)).ToList();
            _counts = Enumerable.Range(0, carried).Select(k => owner._run.Dims.Of(node.Types[k].Count).Text).ToList();
            Next = Enumerable.Range(0, carried).Select(k => owner._run.Scratch(node.Types[k], "next")).ToList();
            Now = Enumerable.Range(0, carried).Select(_ => owner._run.Local("state")).ToList();
            _turned = owner._run.Local("turned");
        }

        public List<string> Now { get; }
        public List<string> Next { get; }

        public void Begin()
        {
            for (var k = 0; k < Now.Count; k++)
            {
                _owner.Line($"Entry.Copy({_inputs[k]}, {_results[k]}, {_counts[k]});");
                _owner.Line($"var {Now[k]} = {_results[k]};");
            }
            if (Now.Count > 0) _owner.Line($"var {_turned} = false;");
        }

        /// <summary>The next values become the present ones.</summary>
        public void Turn()
        {
            for (var k = 0; k < Now.Count; k++) _owner.Line($"({Now[k]}, {Next[k]}) = ({Next[k]}, {Now[k]});");
            if (Now.Count > 0) _owner.Line($"{_turned} = !{_turned};");
        }

        public void End()
        {
            if (Now.Count == 0) return;
            using (_owner._body.Open($"if ({_turned})"))
            {
                for (var k = 0; k < Now.Count; k++) _owner.Line($"Entry.Copy({Now[k]}, {_results[k]}, {_counts[k]});");
            }
        }
    }
}
