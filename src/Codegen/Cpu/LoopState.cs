using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// The values that a loop carries from round to round. Numbers are variables that take their next values all at once. A tensor has two
/// places: a round reads one and writes the other, and then they change roles.
/// </summary>
internal sealed class LoopState
{
    private readonly GraphBlock _block;
    private readonly CodeWriter _code;
    private readonly Node _node;
    private readonly List<string> _names;
    private readonly List<int> _tensors;
    private readonly List<string> _results = [];
    private readonly bool _returns;
    private string? _turned;

    /// <param name="body">Its first parameters are the carried values.</param>
    /// <param name="returns">Whether the loop is a method of its own, whose variables nobody sees behind it.</param>
    public LoopState(GraphBlock block, CodeWriter code, Node node, int carried, Graph body, bool returns = false)
    {
        (_block, _code, _node, _returns) = (block, code, node, returns);
        _names = Enumerable.Range(0, carried).Select(k => block.Local(body.Parameters[k].Name!)).ToList();
        // What has no elements is the same in every round; what a round writes over stays where it is.
        _tensors = Enumerable.Range(0, carried)
            .Where(k => node.Types[k].Rank > 0 && !node.Types[k].Count.Is(0) && block.Plan.Bodies[(node, "body")].OverwrittenBy(k) != k).ToList();
    }

    /// <summary>The values that a round begins with.</summary>
    public IReadOnlyList<Operand> Now =>
        _names.Select((name, k) => _node.Types[k].Rank == 0 ? (Operand)new Operand.Number(Code.Name(name)) : new Operand.Memory(name)).ToList();

    /// <summary>Where a round writes the next tensors; null for numbers.</summary>
    public List<string?> Next { get; } = [];

    /// <summary>Declares the variables with the values before the first round.</summary>
    public void Begin()
    {
        for (var k = 0; k < _names.Count; k++)
        {
            var type = _node.Types[k];
            if (type.Rank == 0)
            {
                _code.Line($"{type.DType.CSharpName()} {_names[k]} = {_block.NumberOf(_node.Inputs[k])};");
                Next.Add(null);
                continue;
            }
            var result = _block.VariableOf(_node, k);
            if (!_tensors.Contains(k))
            {
                if (!type.Count.Is(0) && _block.BufferOf(_node.Inputs[k]) is var start && start != result)
                    _code.Line($"Entry.Copy({start}, {result}, {_block.Dims.Of(type.Count)});");
                _names[k] = result;
                Next.Add(result);
                continue;
            }
            var next = _block.NextOf(_node, k);
            Next.Add(_block.Local("next"));
            _code.Line($"Entry.Copy({_block.BufferOf(_node.Inputs[k])}, {result}, {_block.Dims.Of(type.Count)});");
            _code.Line($"var ({_names[k]}, {Next[k]}) = ({result}, {next});");
            _results.Add(result);
        }
        if (_tensors.Any(IsOutput)) _code.Line($"var {_turned = _block.Local("turned")} = false;");
    }

    /// <summary>The next values become the present ones.</summary>
    public void Turn(GraphBlock body, CodeWriter code)
    {
        var changed = Enumerable.Range(0, _names.Count).Where(k => _node.Types[k].Rank == 0)
            .Select(k => (Name: _names[k], Value: body.OutputNumber(k).Text)).Where(c => c.Name != c.Value).ToList();
        if (changed.Count == 1) code.Line($"{changed[0].Name} = {changed[0].Value};");
        else if (changed.Count > 1) code.Line($"({string.Join(", ", changed.Select(c => c.Name))}) = ({string.Join(", ", changed.Select(c => c.Value))});");
        foreach (var k in _tensors) code.Line($"({_names[k]}, {Next[k]}) = ({Next[k]}, {_names[k]});");
        if (_turned is not null) code.Line($"{_turned} = !{_turned};");
    }

    /// <summary>The values after the last round are the node's results.</summary>
    public void End()
    {
        for (var k = 0; k < _names.Count; k++)
        {
            if (!IsOutput(k)) _block.SetVariable(_node, k, _names[k]);
        }
        var outputs = _tensors.Where(IsOutput).ToList();
        if (outputs.Count == 0) return;
        using var _ = _code.Open($"if ({_turned})");
        foreach (var k in outputs) _code.Line($"Entry.Copy({_names[k]}, {_results[_tensors.IndexOf(k)]}, {_block.Dims.Of(_node.Types[k].Count)});");
    }

    /// <summary>Whether the result has to be in one place: the caller's buffer is where it is; an intermediate result is wherever the last round left it.</summary>
    private bool IsOutput(int k) => _returns || _block.Plan.Placements[(_node, k)] is Placement.Output;
}
