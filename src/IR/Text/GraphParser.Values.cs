using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

// Attributes, types and dimensions.
public sealed partial class GraphParser
{
    // attributes = "[" name "=" value { "," name "=" value } "]"
    private void ReadAttributes(OpDef op, NodeSyntax call)
    {
        Expect("[");
        do
        {
            var name = Expect(TokenKind.Identifier, "an attribute's name");
            var spec = FindAttribute(op, call, name, a => a.Kind != AttrKind.Graph);
            if (!_token.Is("=")) throw Error(_token, $"expected '=' after the attribute's name, got {_token.Description}");
            call.Attributes.Add((name, ReadAttribute(spec)));
        }
        while (Take(","));
        ExpectEnd("]");
    }

    private AttrSpec FindAttribute(OpDef op, NodeSyntax call, Token name, Func<AttrSpec, bool> wanted)
    {
        if (call.Attributes.Any(a => a.Name.Text == name.Text)) throw Error(name, $"'{name.Text}' is given twice");
        var known = op.Attributes.Where(wanted).Select(a => a.Name).ToList();
        return op.Attributes.FirstOrDefault(a => a.Name == name.Text && wanted(a))
            ?? throw Error(name, $"{op.Name} has no '{name.Text}' here; known: {(known.Count == 0 ? "none" : string.Join(", ", known))}"
                + Spelling.DidYouMean(name.Text, known));
    }

    /// <summary>The value after the "=" that is the current token.</summary>
    private Attr ReadAttribute(AttrSpec spec)
    {
        Next();
        if (_token is { Kind: TokenKind.Identifier, Text: "none" } && spec.Default is Attr.Absent)
        {
            Next();
            return Attr.Absent.Value;
        }
        switch (spec.Kind)
        {
            case AttrKind.Int when _token.Kind == TokenKind.Number: return new Attr.Int(ReadInteger());
            case AttrKind.Float when ReadFloat() is { } number: return new Attr.Float(number);
            case AttrKind.Bool when _token is { Kind: TokenKind.Identifier, Text: "true" or "false" }: return new Attr.Bool(Next().Text == "true");
            case AttrKind.Text when _token.Kind == TokenKind.Text: return new Attr.Text(Next().Text);
            case AttrKind.DType when _token.Kind == TokenKind.Identifier: return new Attr.Type(ReadDType());
            case AttrKind.Ints when _token.Is("["): return new Attr.Ints(ReadIntegers());
            case AttrKind.Ints when _token.Kind == TokenKind.Number: return new Attr.Ints(Seq.Of(ReadInteger()));
            case AttrKind.Dims when _token.Is("["): return new Attr.Dims(ReadDims(negative: true, out _));
            case AttrKind.Literal when _token.Kind == TokenKind.Identifier: return ReadData();
            default:
                var wanted = spec.Kind switch
                {
                    AttrKind.Int => "an integer",
                    AttrKind.Float => "a number",
                    AttrKind.Bool => "true or false",
                    AttrKind.Text => "a quoted text",
                    AttrKind.DType => "a dtype",
                    AttrKind.Ints => "integers in brackets",
                    AttrKind.Dims => "dimensions in brackets",
                    _ => "a type and the elements",
                };
                throw Error(_token, $"'{spec.Name}' takes {wanted}, got {_token.Description}");
        }
    }

    private Attr ReadData()
    {
        var type = ReadType();
        var literal = LiteralSyntax.Read(_source, _lexer, _token);
        Next();
        return new Attr.Data(literal.ToLiteral(type));
    }

    private double? ReadFloat()
    {
        if (_token.Kind != TokenKind.Number && _token is not { Kind: TokenKind.Identifier, Text: "inf" or "nan" }) return null;
        var token = Next();
        return NumberText.TryRead(token.Text, DType.F64, out double value) ? value : throw Error(token, $"{token.Description} is not {NumberText.Allowed(DType.F64)}");
    }

    private long ReadInteger()
    {
        var token = Expect(TokenKind.Number, "an integer");
        return NumberText.TryRead(token.Text, DType.I64, out long value) ? value : throw Error(token, $"{token.Description} is not {NumberText.Allowed(DType.I64)}");
    }

    private int ReadCount()
    {
        var token = _token;
        return ReadInteger() is var count and >= 0 and < int.MaxValue ? (int)count : throw Error(token, "a number of results is 0 or more");
    }

    private Seq<long> ReadIntegers()
    {
        Expect("[");
        var values = new List<long>();
        if (!_token.Is("]"))
        {
            do values.Add(ReadInteger());
            while (Take(","));
        }
        ExpectEnd("]");
        return values.ToSeq();
    }

    // types = type | "(" [type { "," type }] ")"
    private TypeList ReadTypes()
    {
        var start = _token.Start;
        var types = new List<TensorType>();
        var end = 0;
        if (Take("("))
        {
            if (!_token.Is(")"))
            {
                do types.Add(ReadType());
                while (Take(","));
            }
            end = _token.End;
            ExpectEnd(")");
        }
        else
        {
            types.Add(ReadType(out end));
        }
        return new TypeList(types.ToSeq(), start, end - start);
    }

    private TensorType ReadType() => ReadType(out _);

    private TensorType ReadType(out int end)
    {
        var dtype = ReadDType();
        if (!_token.Is("[")) throw Error(_token, $"expected '[' and the shape after {dtype.Name()}, got {_token.Description}");
        return new TensorType(dtype, ReadDims(negative: false, out end));
    }

    private DType ReadDType()
    {
        var name = Expect(TokenKind.Identifier, "a type");
        return DTypeFacts.TryParse(name.Text, out var dtype)
            ? dtype
            : throw Error(name, $"there is no dtype '{name.Text}'; known: {DTypes.Any.Describe()}");
    }

    /// <summary>Dimensions in brackets; the bracket is the current token and nothing behind it has been read yet.</summary>
    /// <param name="negative">Allowed: positions and the size to be computed, as opposed to sizes.</param>
    private Seq<Dim> ReadDims(bool negative, out int end)
    {
        var dims = new List<Dim>();
        _lexer.SkipSpace();
        if (_lexer.Position < _source.Text.Length && _source.Text[_lexer.Position] != ']')
        {
            do
            {
                _lexer.SkipSpace();
                var start = _lexer.Position;
                dims.Add(ReadDim());
                if (!negative && dims[dims.Count - 1].Upper < 0)
                    throw _source.Error(start, _lexer.Position - start, $"a dimension is never negative, {dims[dims.Count - 1]} always is");
            }
            while (Next() is var _ && _token.Is(","));
        }
        else
        {
            Next();
        }
        end = _token.End;
        ExpectEnd("]");
        return dims.ToSeq();
    }

    /// <summary>A dimension behind the current token. Read from the text itself: to the lexer its "//" would begin a comment.</summary>
    private Dim ReadDim()
    {
        _lexer.SkipSpace();
        var position = _lexer.Position;
        try
        {
            return DimParser.Parse(_source.Text, ref position);
        }
        catch (DimFormatException e)
        {
            throw _source.Error(e.Position, 1, e.Problem);
        }
        finally
        {
            _lexer.Position = position;
        }
    }
}
