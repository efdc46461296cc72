using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

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
    private const int DeepestCalls = 64;
    private const int DeepestRecursion = 32;
    private const int MostCalls = 10_000;

    private readonly IMethodSymbol _root;
    private readonly Compilation _compilation;
    private readonly Findings _findings;
    private readonly CancellationToken _token;
    private readonly Reports _reports;
    private readonly Store _store = new();
    private readonly GraphWriter _graph;
    private Frame _frame;
    private int _iterations;
    private int _calls;

    public BodyCapture(IMethodSymbol method, Compilation compilation, Findings findings, CancellationToken token)
    {
        _root = method.PartialImplementationPart ?? method;
        (_compilation, _findings, _token) = (compilation, findings, token);
        _reports = new(_root, findings);
        _graph = new(_reports, _store);
        _frame = new Frame(_store, _root, outer: null);
    }

    /// <summary>The graph that is being built where the reading is: the function's own in the end.</summary>
    public Scope Scope => _graph.Scope;

    /// <summary>The places in the source that asserts name, by their numbers.</summary>
    public IReadOnlyList<string> Places => _graph.Places.All;

    /// <summary>Ties all effects to one of the function's results; the same node when there are none.</summary>
    public Node AfterEffects(Node result) => _graph.Scope.Add(OpTable.After, [result, _graph.Token]);

    /// <summary>Gives a parameter of the function its value.</summary>
    public void Declare(IParameterSymbol parameter, Value value) => _frame.Declare(_root.Parameters[parameter.Ordinal], value);

    /// <summary>Gives the object that the function is called on.</summary>
    public void DeclareThis(Value value) => _frame.This = value;

    /// <summary>What the function returns; null when it has no body to read.</summary>
    public Value? Run()
    {
        if (BodyOf(_root) is not { } body) return null;
        var sizes = new ShapeCheck(Scope.Builder, _token);
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

    private Value Eagerly(DiagnosticDescriptor descriptor, IOperation at, string reason) => _reports.Eagerly(descriptor, at.Syntax, reason);

    private Value Eagerly(DiagnosticDescriptor descriptor, SyntaxNode at, string reason) => _reports.Eagerly(descriptor, at, reason);

    private Value Mistake(DiagnosticDescriptor descriptor, SyntaxNode at, string problem) => _reports.Mistake(descriptor, at, problem);

    private Node? Add(OpUse use) => _graph.Add(use);

    private Value AddTensor(OpUse use) => Add(use) is { } node ? new Value.Tensor(node) : Value.Unknown.Value;

    private Value AddScalar(OpUse use) => Add(use) is { } node ? new Value.Scalar(node) : Value.Unknown.Value;

    private Node? ToNode(Value value, DType dtype, IOperation at) => _graph.ToNode(value, dtype, at);
}
