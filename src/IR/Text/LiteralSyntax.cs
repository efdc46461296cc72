using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>A literal as it was written, before its type is known: in a node the type comes after it.</summary>
internal sealed class LiteralSyntax
{
    private const int MaxRank = 32;

    private readonly SourceText _source;
    private readonly List<Token> _elements = [];

    /// <summary>Length of the lists at each depth; null where only empty lists were seen above it.</summary>
    private readonly List<long?> _lengths = [];

    private bool _splat;
    private Token? _base64;
    private int _start;

    private LiteralSyntax(SourceText source) => _source = source;

    /// <summary>Where the literal ends in the text.</summary>
    public int End { get; private set; }

    /// <summary>Reads the literal that begins with <paramref name="first"/>.</summary>
    public static LiteralSyntax Read(SourceText source, Lexer lexer, Token first)
    {
        var syntax = new LiteralSyntax(source) { _start = first.Start };
        if (first is { Kind: TokenKind.Identifier, Text: "splat" })
        {
            syntax._splat = true;
            syntax._elements.Add(syntax.Scalar(lexer.Next()));
        }
        else if (first is { Kind: TokenKind.Identifier, Text: "base64" })
        {
            var data = lexer.Next();
            if (data.Kind != TokenKind.Text) throw syntax.Error(data, $"expected the quoted data after 'base64', got {data.Description}");
            syntax._base64 = data;
        }
        else if (first.Is("["))
        {
            syntax.ReadLists(lexer, first);
        }
        else
        {
            syntax._elements.Add(syntax.Scalar(first));
        }
        syntax.End = lexer.Position;
        return syntax;
    }

    /// <summary>Nested lists of one shape, without recursion: the text decides how deep they go.</summary>
    private void ReadLists(Lexer lexer, Token open)
    {
        var lengths = new Stack<long>();
        var opened = new Stack<Token>();
        var elementDepth = 0;
        var token = open;
        var expectItem = true;
        while (true)
        {
            if (token.Is("]") && (!expectItem || lengths.Peek() == 0))
            {
                EndList(opened.Pop(), lengths.Count - 1, lengths.Pop());
                if (lengths.Count == 0) return;
                expectItem = false;
            }
            else if (!expectItem)
            {
                if (!token.Is(",")) throw Error(token, $"expected ',' or ']' in the list, got {token.Description}");
                expectItem = true;
            }
            else if (token.Is("["))
            {
                if (lengths.Count == MaxRank) throw Error(token, $"lists nested deeper than {MaxRank}");
                if (elementDepth > 0 && lengths.Count >= elementDepth) throw Error(token, "a list where the ones beside it have numbers");
                if (lengths.Count > 0) lengths.Push(lengths.Pop() + 1);
                lengths.Push(0);
                opened.Push(token);
            }
            else
            {
                var scalar = Scalar(token);
                if (elementDepth == 0 && _lengths.Count <= lengths.Count) elementDepth = lengths.Count;
                if (elementDepth != lengths.Count) throw Error(token, "a number where the items beside it are lists");
                _elements.Add(scalar);
                lengths.Push(lengths.Pop() + 1);
                expectItem = false;
            }
            token = lexer.Next();
        }
    }

    private void EndList(Token open, int depth, long length)
    {
        while (_lengths.Count <= depth) _lengths.Add(null);
        if (_lengths[depth] is { } known && known != length)
            throw Error(open, $"lists of different lengths beside each other: {known} and {length}");
        _lengths[depth] = length;
    }

    private Token Scalar(Token token) => token switch
    {
        { Kind: TokenKind.Number } => token,
        { Kind: TokenKind.Identifier, Text: "inf" or "nan" or "true" or "false" } => token,
        _ => throw Error(token, $"expected a number, true, false, inf, nan or a list, got {token.Description}"),
    };

    /// <exception cref="ParseException">The text does not fit the type.</exception>
    public Literal ToLiteral(TensorType type)
    {
        var shape = _splat || _base64 is not null ? Declared(type) : Shape(type);
        if (_base64 is { } data) return Decode(data, type.DType, shape);
        var count = shape.Aggregate(1L, (product, d) => product * d);
        return type.DType.IsFloat()
            ? Literal.Of(type.DType, shape, Repeat(_elements.Select(e => Float(e, type.DType)), count))
            : Literal.Of(type.DType, shape, Repeat(_elements.Select(e => Integer(e, type.DType)), count));
    }

    private IEnumerable<T> Repeat<T>(IEnumerable<T> elements, long count) => _splat ? Enumerable.Repeat(elements.Single(), (int)count) : elements;

    private Seq<long> Declared(TensorType type)
    {
        double count = 1;
        foreach (var dim in type.Shape)
        {
            if (dim.AsConstant is not { } size) throw Error($"the elements do not show how large {dim} of {type} is; write them as lists");
            count *= size;
            if (size > LiteralText.MaxElements || count > LiteralText.MaxElements)
                throw Error($"a literal of {type} would have more than {LiteralText.MaxElements} elements");
        }
        return type.Shape.Map(d => d.AsConstant!.Value);
    }

    private Seq<long> Shape(TensorType type)
    {
        // "[]" stands for every empty shape.
        if (_elements.Count == 0 && type.IsStatic && type.Shape.Any(d => d.Is(0)) && _lengths.Count == 1) return Declared(type);
        var fits = _elements.Count > 0 ? _lengths.Count == type.Rank : _lengths.Count <= type.Rank;
        var shape = new long[type.Rank];
        for (var i = 0; i < shape.Length && fits; i++)
        {
            var length = i < _lengths.Count ? _lengths[i] : type.Shape[i].AsConstant ?? SameDim(type, shape, i);
            fits = length is not null && (type.Shape[i].AsConstant ?? length) == length;
            shape[i] = length ?? 0;
        }
        if (fits) return Seq<long>.Own(shape);
        var written = _lengths.Count == 0 ? "one number" : $"elements of shape [{string.Join(",", _lengths.Select(l => l?.ToString() ?? "?"))}]";
        throw Error($"{written} given for {type}" + (_lengths.Count == 0 ? "; write 'splat' before it for equal elements" : ""));
    }

    /// <summary>The size of an earlier axis with the same dim: "[]" shows all of f32[N,N].</summary>
    private static long? SameDim(TensorType type, long[] sizes, int axis)
    {
        for (var i = 0; i < axis; i++)
        {
            if (type.Shape[i] == type.Shape[axis]) return sizes[i];
        }
        return null;
    }

    private Literal Decode(Token data, DType dtype, Seq<long> shape)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(data.Text);
        }
        catch (FormatException)
        {
            throw Error(data, "this is not base64");
        }
        var needed = shape.Aggregate((long)dtype.Size(), (product, d) => product * d);
        return needed == bytes.Length
            ? ElementBytes.Read(dtype, shape, bytes)
            : throw Error(data, $"the data has {bytes.Length} bytes, {dtype.Name()}[{string.Join(",", shape)}] needs {needed}");
    }

    private double Float(Token token, DType dtype) =>
        token.Text is not ("true" or "false") && NumberText.TryRead(token.Text, dtype, out double value) ? value : throw NotA(token, dtype);

    private long Integer(Token token, DType dtype) =>
        NumberText.TryRead(token.Text, dtype, out long value) ? value : throw NotA(token, dtype);

    private ParseException NotA(Token token, DType dtype) => Error(token, $"{token.Description} is not {NumberText.Allowed(dtype)}");
    private ParseException Error(Token at, string problem) => _source.Error(at.Start, at.Length, problem);
    private ParseException Error(string problem) => _source.Error(_start, End - _start, problem);
}
