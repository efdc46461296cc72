using System;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Codegen.Tests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Loops whose rows threads share, and loops that look like them.</summary>
public class SharedLoopTests
{
    [Theory]
    // A recurrent network that returns all of its states.
    [InlineData("%x: f32[T,B,8], %h: f32[B,8], %u: f32[8,8], %b: f32[8]", """
        %1:2 = scan %h, %x, %u, %b [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[B,8], %u: f32[8,8], %b: f32[8]) { %0 = matmul %h, %u %1 = add %0, %x %2 = add %1, %b %3 = tanh %2 return %3, %3 }
        return %1#0, %1#1
        """, 101)]
    // From the last round to the first, with an operand that has no rows and a value that does not change from round to round.
    [InlineData("%x: f32[T,8], %h: f32[B,8], %c: f32[B,8]", """
        %1 = scan %h, %x, %c [carried=1, scanned=1, reverse=true]
          body(%h: f32[B,8], %x: f32[8], %c: f32[B,8]) { %0 = mul %h, %c %1 = add %0, %x %2 = sin %1 return %2 }
        return %1
        """, 101)]
    // Reductions along rows; two states that change places.
    [InlineData("%x: f32[T,B,8], %h: f32[B,8]", """
        %1:2 = scan %h, %h, %x [carried=2, scanned=1]
          body(%h: f32[B,8], %g: f32[B,8], %x: f32[B,8]) { %e = exp %x %s = sum %e [axis=[1], keep_dims=true] %q = div %e, %s %0 = add %q, %g %1 = tanh %0 return %1, %h }
        return %1#0, %1#1
        """, 101)]
    // Rows of one element, and a number for each round.
    [InlineData("%x: f32[T,B], %h: f32[B], %k: f32[T]", """
        %1:2 = scan %h, %x, %k [carried=1, scanned=2]
          body(%h: f32[B], %x: f32[B], %k: f32[]) { %0 = mul %h, %k %1 = add %0, %x %2 = exp %1 %3 = tanh %2 return %3, %2 }
        return %1#0, %1#1
        """, 1003)]
    // Rows that are matrices.
    [InlineData("%x: f32[T,B,8,8], %h: f32[B,8,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8,8], %x: f32[B,8,8]) { %q = constant 0.25 : f32[] %y = mul %x, %q %0 = matmul %y, %h %1 = add %0, %x %2 = tanh %1 return %2 }
        return %1
        """, 101)]
    // Operands called like what the struct has of its own.
    [InlineData("%run: f32[T,B,8], %f: f32[B,8], %rounds: f32[B,8]", """
        %1 = scan %f, %run, %rounds [carried=1, scanned=1]
          body(%f: f32[B,8], %run: f32[B,8], %rounds: f32[B,8]) { %0 = mul %f, %rounds %1 = add %0, %run %2 = tanh %1 return %2 }
        return %1
        """, 101)]
    // Integers wrap, also those that are the same for all rows.
    [InlineData("%x: i32[T,B], %h: i32[B], %k: i32[T]", """
        %1 = scan %h, %x, %k [carried=1, scanned=2]
          body(%h: i32[B], %x: i32[B], %k: i32[]) { %c = constant 1664525 : i32[] %l = mul %k, %c %0 = mul %h, %l %1 = add %0, %x return %1 }
        return %1
        """, 5003)]
    public void Rows_are_shared(string parameters, string body, int rows)
    {
        var graph = GraphParser.Parse($"graph @f({parameters}) {{ {body} }}");
        Assert.Contains("struct Rounds", Source(graph));
        Check(graph, rounds: 300, rows);
    }

    [Theory]
    // The mean of all rows.
    [InlineData("%x: f32[T,B,8], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[B,8]) { %m = mean %h [axis=[0]] %0 = sub %x, %m return %0 }
        return %1
        """)]
    // How many rows there are.
    [InlineData("%x: f32[T,B,8], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[B,8]) { %n = dim [value=[B], dtype=f32] %m = div %h, %n %0 = sub %x, %m return %0 }
        return %1
        """)]
    // Rows in another order.
    [InlineData("%x: f32[T,B,8], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[B,8]) { %m = flip %h [axis=[0]] %0 = sub %x, %m return %0 }
        return %1
        """)]
    // The number of a row.
    [InlineData("%x: f32[T,B,8], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[B,8]) { %m = iota [axis=0, shape=[B,8], dtype=f32] %y = mul %m, %h %0 = sub %x, %y return %0 }
        return %1
        """)]
    // Products of rows with rows.
    [InlineData("%x: f32[T,B,8], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[B,8]) { %m = matmul %h, %x [transpose_x=true] %0 = matmul %x, %m %1 = tanh %0 return %1 }
        return %1
        """)]
    // A state without rows.
    [InlineData("%x: f32[T,B,8], %h: f32[B,8], %k: f32[8]", """
        %1:2 = scan %h, %k, %x [carried=2, scanned=1]
          body(%h: f32[B,8], %k: f32[8], %x: f32[B,8]) { %0 = mul %h, %k %1 = sub %x, %0 %2 = sin %k return %1, %2 }
        return %1#0, %1#1
        """)]
    // As many rounds as rows.
    [InlineData("%x: f32[B,B,8], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[B,8]) { %0 = mul %h, %x %1 = sin %0 return %1 }
        return %1
        """)]
    // A tensor for each round that has no rows.
    [InlineData("%x: f32[T,8], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[8]) { %e = exp %x %s = sum %e [axis=[0], keep_dims=true] %q = div %e, %s %0 = mul %h, %q %1 = tanh %0 return %1 }
        return %1
        """)]
    // Rows as long as there are rows.
    [InlineData("%x: f32[T,B,B], %h: f32[B,B]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,B], %x: f32[B,B]) { %0 = mul %h, %x %1 = sin %0 return %1 }
        return %1
        """)]
    // Something else as long as there are rows.
    [InlineData("%x: f32[T,8,B], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[8,B]) { %m = sum %x [axis=[1]] %0 = mul %h, %m %1 = sin %0 return %1 }
        return %1
        """)]
    // Columns that begin where the number of rows says.
    [InlineData("%x: f32[T,B,M], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[B,M]) { %p = part %x [starts=[0,M-B], counts=[B,8]] %0 = mul %h, %p %1 = sin %0 return %1 }
        return %1
        """)]
    // Every row and the next.
    [InlineData("%x: f32[T,B,8], %h: f32[B,8]", """
        %1 = scan %h, %x [carried=1, scanned=1]
          body(%h: f32[B,8], %x: f32[B,8]) { %z = constant 0 : f32[] %p = pad %h [before=[1,0], after=[0,0]] %q = slice %p [starts=[0,0], stops=[-1,8]] %0 = mul %x, %q %1 = sin %0 return %1 }
        return %1
        """)]
    public void Rows_that_meet_are_not_shared(string parameters, string body)
    {
        var graph = GraphParser.Parse($"graph @f({parameters}) {{ {body} }}");
        Assert.DoesNotContain("struct Rounds", Source(graph));
        Check(graph, rounds: 40, rows: 40);
    }

    private static string Source(Graph graph) => new CpuEngine().Compile(graph, "Graph").Source;

    private static void Check(Graph graph, int rounds, int rows)
    {
        var inputs = graph.Parameters.Select((p, i) => Input(p.Type, i, name => name == "T" ? rounds : rows)).ToArray();
        var expected = Engine.Reference.Run(graph, inputs);
        var before = Workers.Threads;
        try
        {
            foreach (var threads in new[] { 1, 3 })
            {
                Workers.Threads = threads;
                var actual = new CpuEngine().Run(graph, inputs);
                for (var k = 0; k < expected.Length; k++) Assert.Null(new Closeness(1e-4, 1e-5).Difference(expected[k], actual[k]));
            }
        }
        finally
        {
            Workers.Threads = before;
        }
    }

    private static Literal Input(TensorType type, int seed, Func<string, long> size)
    {
        var shape = type.Shape.Map(d => d.AsSymbol is { } symbol ? size(symbol) : d.AsConstant!.Value);
        var count = shape.Aggregate(1L, (a, b) => a * b);
        return type.DType.IsFloat()
            ? Literal.Of(type.DType, shape, Enumerable.Range(0, (int)count).Select(i => Math.Sin(i * 0.7 + seed) * 0.3))
            : Literal.Of(type.DType, shape, Enumerable.Range(0, (int)count).Select(i => i * 7919L % 1000 + seed));
    }
}
