using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// Reads the text form of docs/ir.md. Everything is built through <see cref="GraphBuilder"/>, so a text is checked as a
/// program is; an op's refusal becomes a diagnostic at the operand or attribute. Malformed input of any kind gives a
/// <see cref="ParseException"/>.
/// </summary>
public sealed partial class GraphParser
{
    private const int MaxBodyDepth = 32;

    private readonly SourceText _source;
    private readonly Lexer _lexer;
    private Token _token;
    private int _bodyDepth;

    private GraphParser(string text, string file)
    {
        _source = new SourceText(text, file);
        _lexer = new Lexer(_source);
        _token = _lexer.Next();
    }

    /// <summary>The one graph of a text.</summary>
    /// <exception cref="ParseException">The text is malformed or has none or several graphs.</exception>
    public static Graph Parse(string text, string file = "text")
    {
        var parser = new GraphParser(text, file);
        var graph = parser.Module().Take(2).ToList();
        return graph.Count == 1 ? graph[0] : throw parser.Error(parser._token, $"expected one graph, got {(graph.Count == 0 ? "none" : "several")}");
    }

    /// <summary>All graphs of a text, in order. Their names differ.</summary>
    /// <exception cref="ParseException">The text is malformed.</exception>
    public static Seq<Graph> ParseModule(string text, string file = "text") => new GraphParser(text, file).Module().ToSeq();

    private IEnumerable<Graph> Module()
    {
        var names = new HashSet<string>();
        while (_token.Kind != TokenKind.End)
        {
            ExpectWord("graph");
            var name = Expect(TokenKind.GraphName, "the graph's name, '@' first");
            if (!names.Add(name.Text)) throw Error(name, $"two graphs are named @{name.Text}");
            yield return ReadGraph(name.Text);
        }
    }

    // graph = signature "{" { requires | node } return "}"
    private Graph ReadGraph(string name)
    {
        var scope = new Scope();
        Expect("(");
        if (!_token.Is(")"))
        {
            do ReadParameter(scope);
            while (Take(","));
        }
        ExpectEnd(")");
        var declared = Take("->") ? ReadTypes() : null;
        Expect("{");
        while (_token is not { Kind: TokenKind.Identifier, Text: "return" })
        {
            if (_token is { Kind: TokenKind.Identifier, Text: "requires" }) ReadRequires(scope);
            else if (_token.Kind == TokenKind.Value) ReadNode(scope);
            else throw Error(_token, $"expected '%', 'requires' or 'return', got {_token.Description}");
        }
        var returned = Next();
        var outputs = new List<(Node Node, Token Token)>();
        if (_token.Kind == TokenKind.Value)
        {
            do outputs.Add(ReadUse(scope));
            while (Take(","));
        }
        CheckOutputs(declared, outputs, returned);
        Expect("}");
        return scope.Builder.Build(name, outputs.Select(o => o.Node).ToList());
    }

    private void CheckOutputs(TypeList? declared, List<(Node Node, Token Token)> outputs, Token returned)
    {
        if (declared is null) return;
        if (declared.Types.Count != outputs.Count)
            throw Error(returned, $"{Plural(outputs.Count, "value")} returned, the signature has {Plural(declared.Types.Count, "result")}");
        for (var i = 0; i < outputs.Count; i++)
        {
            if (outputs[i].Node.Type != declared.Types[i])
                throw Error(outputs[i].Token, $"{outputs[i].Token.Description} is {outputs[i].Node.Type}, the signature has {declared.Types[i]} for result {i}");
        }
    }

    // parameter = "%" name ":" type ["weight"]
    private void ReadParameter(Scope scope)
    {
        var name = Expect(TokenKind.Value, "a parameter, '%' first");
        Expect(":");
        var type = ReadType();
        if (!GraphBuilder.IsIdentifier(name.Text)) throw Error(name, $"a parameter's name does not begin with a digit: {name.Description}");
        Declare(scope, name);
        scope.Builder.Location = Place(name);
        var weight = _token is { Kind: TokenKind.Identifier, Text: "weight" };
        if (weight) Next();
        scope.Values.Add(name.Text, scope.Builder.Parameter(name.Text, type, weight));
    }

    // requires = "requires" dim "==" dim "(" text ")"
    private void ReadRequires(Scope scope)
    {
        var start = _token.Start;
        var left = ReadDim();
        _token = _lexer.Next();
        if (!_token.Is("==")) throw Error(_token, $"expected '==', got {_token.Description}");
        var right = ReadDim();
        var end = _lexer.Position;
        Next();
        Expect("(");
        var reason = Expect(TokenKind.Text, "the reason in quotes");
        Expect(")");
        if (Dim.Same(left, right) == false) throw _source.Error(start, end - start, $"{left} can never equal {right}");
        scope.Builder.Require(new DimConstraint(left, right, reason.Text));
    }

    // node = "%" name [":" count] "=" op [literal | uses] [attributes] [":" types] { body }
    private void ReadNode(Scope scope)
    {
        var result = Next();
        Declare(scope, result);
        var count = Take(":") ? ReadCount() : 1;
        Expect("=");
        var call = new NodeSyntax(result, Expect(TokenKind.Identifier, "an op"));
        if (OpTable.Find(call.Name.Text) is not { } op)
            throw Error(call.Name, $"there is no op '{call.Name.Text}'" + Spelling.DidYouMean(call.Name.Text, OpTable.All.Select(o => o.Name)));
        if (op.Kind is OpKind.Get or OpKind.Parameter)
            throw Error(call.Name, op.Kind == OpKind.Get ? "results are taken where they are used: write %0#1" : "parameters stand in the graph's head");
        TypeList? declared;
        if (op.Kind == OpKind.Constant)
        {
            var literal = LiteralSyntax.Read(_source, _lexer, _token);
            Next();
            declared = ReadConstantType();
            call.Attributes.Add((call.Name, new Attr.Data(literal.ToLiteral(declared.Types[0]))));
        }
        else
        {
            if (_token.Kind == TokenKind.Value)
            {
                do call.Operands.Add(ReadUse(scope));
                while (Take(","));
            }
            if (_token.Is("[")) ReadAttributes(op, call);
            declared = Take(":") ? ReadTypes() : null;
            while (_token.Kind == TokenKind.Identifier && _token.Text is not ("return" or "requires")) ReadBody(op, call);
        }
        var node = Build(scope, op, call);
        if (node.Types.Count != count)
            throw Error(result, $"{op.Name} has {Plural(node.Types.Count, "result")}; write %{result.Text}{(node.Types.Count == 1 ? "" : ":" + node.Types.Count)}");
        if (declared is not null && declared.Types != node.Types)
            throw _source.Error(declared.Start, declared.Length, $"the type of {op.Name} here is {(node.Types.Count == 1 ? node.Type : $"({node.Types})")}");
        scope.Values.Add(result.Text, node);
    }

    private TypeList ReadConstantType()
    {
        Expect(":");
        var list = ReadTypes();
        return list.Types.Count == 1 && list.Types[0].IsStatic
            ? list
            : throw _source.Error(list.Start, list.Length, "a constant has one type, with no symbols");
    }

    private Node Build(Scope scope, OpDef op, NodeSyntax call)
    {
        scope.Builder.Location = Place(call.Result);
        try
        {
            var attributes = call.Attributes.Select(a => (op.Kind == OpKind.Constant ? "value" : a.Name.Text, a.Value)).ToArray();
            return scope.Builder.Add(op, call.Operands.Select(o => o.Node).ToList(), attributes);
        }
        catch (OpException e)
        {
            var at = e.Operand is { } i && i < call.Operands.Count ? call.Operands[i].Token
                : call.Attributes.Select(a => a.Name).FirstOrDefault(n => n.Text == e.AttributeName) is { Length: > 0 } name ? name
                : call.Name;
            throw _source.Error(at.Start, at.Length, e.Description, e.Id);
        }
        catch (OverflowException)
        {
            throw Error(call.Name, $"{op.Name}: the result's dimensions are too large");
        }
    }

    // use = "%" name ["#" index]
    private (Node Node, Token Token) ReadUse(Scope scope)
    {
        var name = Expect(TokenKind.Value, "a value, '%' first");
        if (!scope.Values.TryGetValue(name.Text, out var node))
            throw Error(name, $"%{name.Text} is not defined above" + Spelling.DidYouMean(name.Text, scope.Values.Keys, "%"));
        if (!Take("#"))
        {
            return node.Types.Count == 1
                ? (node, name)
                : throw Error(name, $"%{name.Text} has {node.Types.Count} results; write %{name.Text}#0 for the first");
        }
        var index = Expect(TokenKind.Number, "which result, a number");
        var span = name with { End = index.End, Text = $"{name.Text}#{index.Text}" };
        return int.TryParse(index.Text, out var i) && i >= 0 && i < node.Types.Count
            ? (scope.Builder.Get(node, i), span)
            : throw Error(span, $"%{name.Text} has {Plural(node.Types.Count, "result")}, numbered from 0");
    }

    // body = attribute ["@" name] graph
    private void ReadBody(OpDef op, NodeSyntax call)
    {
        var name = Next();
        var spec = FindAttribute(op, call, name, a => a.Kind == AttrKind.Graph);
        if (++_bodyDepth > MaxBodyDepth) throw Error(name, $"bodies nested deeper than {MaxBodyDepth}");
        var title = _token.Kind == TokenKind.GraphName ? Next().Text : spec.Name;
        call.Attributes.Add((name, new Attr.Body(ReadGraph(title))));
        _bodyDepth--;
    }

    private void Declare(Scope scope, Token name)
    {
        if (scope.Values.ContainsKey(name.Text)) throw Error(name, $"%{name.Text} is defined twice");
    }

    private SourceLocation Place(Token token)
    {
        var (line, column) = _source.Locate(token.Start);
        return new SourceLocation(_source.File, line, column);
    }

    private Token Next()
    {
        var token = _token;
        _token = _lexer.Next();
        return token;
    }

    private bool Take(string punctuation)
    {
        if (!_token.Is(punctuation)) return false;
        Next();
        return true;
    }

    private void Expect(string punctuation)
    {
        if (!Take(punctuation)) throw Error(_token, $"expected '{punctuation}', got {_token.Description}");
    }

    /// <summary>The end of a list.</summary>
    private void ExpectEnd(string bracket)
    {
        if (!Take(bracket)) throw Error(_token, $"expected ',' or '{bracket}', got {_token.Description}");
    }

    private void ExpectWord(string word)
    {
        if (_token.Kind != TokenKind.Identifier || _token.Text != word) throw Error(_token, $"expected '{word}', got {_token.Description}");
        Next();
    }

    private Token Expect(TokenKind kind, string wanted) =>
        _token.Kind == kind ? Next() : throw Error(_token, $"expected {wanted}, got {_token.Description}");

    private static string Plural(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
    private ParseException Error(Token at, string problem) => _source.Error(at.Start, at.Length, problem);

    /// <summary>What a block has defined so far. A body sees nothing of what is around it.</summary>
    private sealed class Scope
    {
        public GraphBuilder Builder { get; } = new();
        public Dictionary<string, Node> Values { get; } = [];
    }

    /// <summary>A node's line while it is read.</summary>
    private sealed class NodeSyntax(Token result, Token name)
    {
        public Token Result { get; } = result;
        public Token Name { get; } = name;
        public List<(Node Node, Token Token)> Operands { get; } = [];
        public List<(Token Name, Attr Value)> Attributes { get; } = [];
    }

    private sealed record TypeList(Seq<TensorType> Types, int Start, int Length);
}
