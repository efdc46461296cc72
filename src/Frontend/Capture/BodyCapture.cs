using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>
/// Reads method bodies as the compiler bound them and adds what they compute to a graph: it runs the method with nodes in place
/// of tensors. Calls to methods of this compilation are followed, loops with known bounds run around. What cannot be captured
/// is reported and its value is <see cref="Value.Unknown"/>, so that reading goes on and finds the next reason too.
/// </summary>
/// <remarks>Statements, expressions, calls, numbers and indexing have a file each.</remarks>
internal sealed partial class BodyCapture
{
    // Graphs beyond these come from loops that should stay loops; unrolling them would make builds slow.
    private const int MostUnrolled = 32;
    private const int MostIterations = 4096;
    private const int MostNodes = 20_000;
    private const int DeepestCalls = 64;
    private const int DeepestRecursion = 32;
    private const int MostCalls = 10_000;

    private readonly IMethodSymbol _root;
    private readonly string _function;
    private readonly Compilation _compilation;
    private readonly Findings _findings;
    private readonly LocationTable _locations = new();
    private readonly CancellationToken _token;
    private readonly Stack<Inlined> _inlined = new();
    private readonly Store _store = new();
    private Scope _scope = new(outer: null, location: null);
    private Frame _frame;
    private readonly Node _beforeEffects;
    private int _iterations;
    private int _nodes;
    private int _calls;

    /// <summary>A call that is being followed.</summary>
    private sealed record Inlined(IMethodSymbol Method, SyntaxNode Call);

    public BodyCapture(IMethodSymbol method, Compilation compilation, Findings findings, CancellationToken token)
    {
        _root = method.PartialImplementationPart ?? method;
        _function = Symbols.ShortName(method);
        (_compilation, _findings, _token) = (compilation, findings, token);
        _frame = new Frame(_store, _root, outer: null);
        Token = _beforeEffects = _scope.Add(OpTable.Token, []);
    }

    /// <summary>The function's own graph.</summary>
    public Scope Scope => _scope;

    /// <summary>Gives a parameter of the function its value.</summary>
    public void Declare(IParameterSymbol parameter, Value value) => _frame.Declare(_root.Parameters[parameter.Ordinal], value);

    /// <summary>Gives the object that the function is called on.</summary>
    public void DeclareThis(Value value) => _frame.This = value;

    /// <summary>What the function returns; null when it has no body to read.</summary>
    public Value? Run()
    {
        if (BodyOf(_root) is not { } body) return null;
        var sizes = new ShapeCheck(_scope.Builder, _token);
        if (sizes.Agrees(_root, _root.Parameters.Where(p => _frame.Find(p) is not null).Select(p => (p, _frame.Find(p)!)).ToList(), out _, out _)) _frame.Sizes = sizes;
        Execute(body);
        var result = ResultOf(_frame);
        return ConflictIn(result) is { } part ? Report(part) : result;
    }

    private static Value.Conflict? ConflictIn(Value value) => value as Value.Conflict ?? value.Parts.Select(ConflictIn).FirstOrDefault(c => c is not null);

    /// <summary>A number of the result as a node.</summary>
    public Node? ToOutput(Value value, DType dtype) => ToNode(value, dtype, BodyOf(_root)!);

    private Value ResultOf(Frame frame) => frame.Result switch
    {
        Value.Unassigned => Value.Nothing,
        Value.Conflict conflict => Report(conflict),
        var result => result,
    };

    /// <summary>Reports why the function runs eagerly.</summary>
    private Value Eagerly(DiagnosticDescriptor descriptor, IOperation at, string reason) => Eagerly(descriptor, at.Syntax, reason);

    private Value Eagerly(DiagnosticDescriptor descriptor, SyntaxNode at, string reason)
    {
        var (place, within) = Place(at);
        _findings.Add(descriptor, place, $"{_function} runs eagerly because {reason}", within);
        return Value.Unknown.Value;
    }

    private Value Mistake(DiagnosticDescriptor descriptor, SyntaxNode at, string problem)
    {
        var (place, within) = Place(at);
        _findings.Add(descriptor, place, problem, within);
        return Value.Unknown.Value;
    }

    /// <summary>In a method that was called: the call in the graph function itself, and words for where the trouble is.</summary>
    private (Location Place, string Within) Place(SyntaxNode at)
    {
        if (_inlined.Count == 0) return (at.GetLocation(), "");
        var line = at.GetLocation().GetLineSpan();
        return (_inlined.Last().Call.GetLocation(),
            $" (in {Symbols.InProse(_inlined.Peek().Method)}, {System.IO.Path.GetFileName(line.Path)} line {line.StartLinePosition.Line + 1})");
    }

    /// <summary>Adds a node for an expression; a mistake in it is reported on the operand or argument at fault.</summary>
    private Node? Add(OpUse use)
    {
        if (use.Operands.Any(o => o.Node is null)) return null;
        if (++_nodes > MostNodes)
        {
            if (_nodes == MostNodes + 1) Eagerly(Fallbacks.TooLarge, use.Whole, $"its graph has more than {MostNodes} nodes; use fewer or shorter loops that are unrolled, or several graph functions");
            return null;
        }
        foreach (var operand in use.Operands)
        {
            if (operand.Node!.Kind != OpKind.Parameter && NameOf(operand.Source) is { } name) _scope.Builder.Name(_scope.Import(operand.Node!), name);
        }
        _scope.Builder.Location = _locations.Add(use.Whole.Syntax);
        try
        {
            return _scope.Add(use.Op, Repeatable(use), use.Attributes.Select(a => (a.Name, a.Value)).ToArray());
        }
        catch (OpException e)
        {
            Mistake(Mistakes.OfOps[e.Id], use.SourceOf(e).Syntax, e.Description);
            return null;
        }
        catch (OverflowException)
        {
            Mistake(Mistakes.OfOps[OpErrors.AttributeValue], use.Whole.Syntax, $"{use.Op.Name}: the sizes of the result do not fit into 64 bits");
            return null;
        }
    }

    private Value AddTensor(OpUse use) => Add(use) is { } node ? new Value.Tensor(node) : Value.Unknown.Value;

    private Value AddScalar(OpUse use) => Add(use) is { } node ? new Value.Scalar(node) : Value.Unknown.Value;

    /// <summary>What the user calls a value, where it is a variable.</summary>
    private static string? NameOf(IOperation source) => source.Syntax switch
    {
        ArgumentSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
