using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Fuzz;

using Graph = GraphCompiler.IR.Graph;

/// <summary>
/// How far a correct engine's results may be from the reference's. The sample is evaluated several times with the result of every
/// inexact op moved by the error that op may have; what that does to the outputs is what errors may do. Where a result jumps
/// (a comparison, an index, a rounding that sits on its edge), the perturbed results disagree and that element is not compared.
/// </summary>
internal sealed class Conditioning
{
    private const int RandomRuns = 6;
    private const double Safety = 4;

    /// <summary>A relative error beyond which comparing says nothing.</summary>
    private const double Useless = 1e-2;

    private readonly double[][] _allowed;

    private Conditioning(Outcome expected, double[][] allowed) => (Expected, _allowed) = (expected, allowed);

    /// <summary>What the reference did.</summary>
    public Outcome Expected { get; }

    public static Conditioning Of(Sample sample)
    {
        var outcome = Outcome.Of(() => Engine.Reference.Run(sample.Graph, sample.Inputs));
        if (outcome.Ending is not null) return new(outcome, []);
        var expected = outcome.Problem is null ? outcome.Results : throw outcome.Problem;
        // Composites and formulas err as what they are made of does.
        var expanded = Formulas.Expand(new Expand(default).Run(sample.Graph), out var steps);
        var allowed = expected.Select(e => new double[e.Count]).ToArray();
        for (var run = 0; run < 3 + RandomRuns; run++)
        {
            var random = new Random(run);
            // Of different sizes, so that the errors of two ops do not cancel exactly.
            Func<double> direction = run switch { 0 => () => 0, 1 => () => 1, 2 => () => -1, _ => () => (random.Next(2) - 0.5) * (1 + random.NextDouble()) };
            var moved = Perturbed(expanded, steps, sample, direction);
            for (var k = 0; k < expected.Length; k++)
            {
                for (var i = 0; i < allowed[k].Length; i++)
                {
                    // Any error at all frees the sign of a zero.
                    var least = SignDiffers(expected[k], moved[k], i) ? double.Epsilon : 0;
                    allowed[k][i] = Math.Max(allowed[k][i], Math.Max(least, Distance(expected[k], moved[k], i)));
                }
            }
        }
        return new Conditioning(outcome, allowed);
    }

    /// <summary>null when a run does what the reference did, otherwise what differs.</summary>
    /// <exception cref="Exception">The run threw what no effect throws.</exception>
    public string? Difference(Func<Literal[]> run)
    {
        var actual = Outcome.Of(run);
        if (actual.Problem is { } problem && (actual.Ending is null || Expected.Ending is null)) ExceptionDispatchInfo.Throw(problem);
        return actual.Ending != Expected.Ending ? $"{Expected.Ending} ends the run, not {actual.Ending ?? "nothing"}"
            : actual.Labels != Expected.Labels ? $"prints '{Expected.Labels}' expected, got '{actual.Labels}'"
            : actual.Ending is null ? Difference(Expected.Results, actual.Results)
            : null;
    }

    private string? Difference(Literal[] expected, Literal[] actual)
    {
        if (actual.Length != expected.Length) return $"{expected.Length} results expected, got {actual.Length}";
        for (var k = 0; k < expected.Length; k++)
        {
            var (e, a) = (expected[k], actual[k]);
            if (e.DType != a.DType || e.Shape != a.Shape) return $"result {k}: {e.Type} expected, got {a.Type}";
            for (var i = 0; i < e.Count; i++)
            {
                var allowed = Safety * _allowed[k][i];
                if (double.IsInfinity(allowed) || (e.DType.IsFloat() && allowed > Useless * Math.Abs(e.Float(i)) && allowed > Unit(e.DType))) continue;
                var distance = Distance(e, a, i);
                if (distance > allowed || (distance == 0 && allowed == 0 && SignDiffers(e, a, i)))
                    return $"result {k}, element {i} of {e.Type}: {LiteralText.Write(At(e, i))} expected (± {allowed:g3}), got {LiteralText.Write(At(a, i))}";
            }
        }
        return null;
    }

    private static bool SignDiffers(Literal a, Literal b, int i) =>
        a.DType.IsFloat() && !double.IsNaN(a.Float(i)) && double.IsNegative(a.Float(i)) != double.IsNegative(b.Float(i));

    private static Literal At(Literal literal, int i) => literal.Reshape(Seq.Of((long)literal.Count)).At(i);

    private static double Distance(Literal a, Literal b, int i)
    {
        if (!a.DType.IsFloat()) return a.Integer(i) == b.Integer(i) ? 0 : double.PositiveInfinity;
        var (x, y) = (a.Float(i), b.Float(i));
        if (x.Equals(y) || x == y) return 0;
        var distance = Math.Abs(x - y);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    private static Literal[] Perturbed(Graph graph, HashSet<Node> steps, Sample sample, Func<double> direction) =>
        Perturbed(graph, steps, sample.Inputs, sample.Symbols, direction);

    private static Literal[] Perturbed(Graph graph, HashSet<Node> steps, IReadOnlyList<Literal> inputs, IReadOnlyDictionary<string, long> symbols, Func<double> direction)
    {
        var values = new Dictionary<Node, Literal[]>();
        for (var i = 0; i < inputs.Count; i++) values.Add(graph.Parameters[i], [inputs[i]]);
        foreach (var node in graph.Nodes)
        {
            var operands = node.Kind == OpKind.Get ? values[node.Inputs[0]] : node.Inputs.Select(n => values[n][0]).ToArray();
            values.Add(node, node.Kind == OpKind.Control
                ? PerturbedControl(node, operands, symbols, (body, x) => Perturbed(body, steps, x, symbols, direction))
                // What effects look at is exact.
                : node.Kind == OpKind.Effect ? [Literal.Of(node.DType, Seq.Of(0L), Array.Empty<long>())]
                : Moved(node, steps.Contains(node), operands, ReferenceEngine.Evaluate(node, operands, symbols), direction));
        }
        return graph.Outputs.Select(o => values[o][0]).ToArray();
    }

    /// <summary>Control flow whose bodies are perturbed.</summary>
    private static Literal[] PerturbedControl(Node node, Literal[] operands, IReadOnlyDictionary<string, long> symbols, Func<Graph, Literal[], Literal[]> run)
    {
        switch (node.Op.Control!(node))
        {
            case ControlFacts.Branch:
                return run(node.Body(operands[0].Integer(0) != 0 ? "then" : "else"), operands[1..]);
            case ControlFacts.While loop:
                while (run(node.Body("cond"), operands)[0].Integer(0) != 0) operands = [.. run(node.Body("body"), operands), .. operands[loop.Carried..]];
                return operands[..loop.Carried];
            case ControlFacts.Scan scan:
                var (length, made) = ((int)scan.Length.Evaluate(symbols), new List<Literal[]>());
                var carried = operands[..scan.Carried];
                for (var round = 0; round < length; round++)
                {
                    var index = scan.Reverse ? length - 1 - round : round;
                    var results = run(node.Body("body"), [.. carried, .. operands[scan.Carried..scan.Captures].Select(x => x.At(index)), .. operands[scan.Captures..]]);
                    carried = results[..scan.Carried];
                    made.Add(results[scan.Carried..]);
                }
                if (scan.Reverse) made.Reverse();
                return [.. carried, .. node.Types.Skip(scan.Carried).Select((t, k) => Literal.Stack(t.DType, t.Shape.Map(d => d.Evaluate(symbols)), made.Select(m => m[k]).ToArray()))];
            default:
                throw new NotSupportedException(node.Op.Name);
        }
    }

    private static Literal[] Moved(Node node, bool isStep, Literal[] operands, Literal[] results, Func<double> direction)
    {
        if (node.Types.Count != 1 || !node.DType.IsFloat()) return results;
        if (OpError.Of(node, isStep, operands, results[0]) is not { } error) return results;
        var result = results[0];
        return [Literal.Of(result.DType, result.Shape, Enumerable.Range(0, result.Count).Select(i => Moved(result.Float(i), direction(), error(i))).ToArray())];
    }

    // Nothing is known of a result whose error is larger than itself, as of 1e30 + 1 - 1e30: it may be near 0, and its reciprocal anything.
    private static double Moved(double value, double direction, double error) =>
        double.IsInfinity(error) || (error > Math.Abs(value) && error > 1e-3) ? double.NaN : double.IsFinite(value) ? value + (direction * error) : value;

    /// <summary>The distance between 1 and the next number.</summary>
    internal static double Unit(DType dtype) => dtype switch { DType.F64 => 2.2e-16, DType.F32 => 1.2e-7, DType.F16 => 9.8e-4, _ => 7.9e-3 };
}
