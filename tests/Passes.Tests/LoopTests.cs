using Xunit;

namespace GraphCompiler.Passes.Tests;

/// <summary>What passes do to values that travel through branches and loops, and to work that is the same in every round.</summary>
public class LoopTests
{
    private const string LessThanThree = "{ %z = constant 3 : i32[] %0 = lt %n, %z return %0 }";

    [Theory]
    // A value that no round changes is a capture, and one that stays the number it begins with is that number.
    [InlineData("%i: i32[], %x: f32[N]", $$"""
        %1:2 = while %i, %x cond(%n: i32[], %a: f32[N]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N]) { %s = argmax %a [axis=0] %0 = cast %s [dtype=i32] %o = constant 1 : i32[] %1 = maximum %0, %o %2 = add %n, %1 return %2, %a }
        return %1#0, %1#1
        """, $$"""
        %1 = while %i, %x cond(%n: i32[], %a: f32[N]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N]) { %s = argmax %a [axis=0] %0 = cast %s [dtype=i32] %o = constant 1 : i32[] %1 = maximum %0, %o %2 = add %n, %1 return %2 }
        return %1, %x
        """)]
    [InlineData("%i: i32[]", $$"""
        %two = constant 2 : i32[]
        %1:2 = while %i, %two cond(%n: i32[], %a: i32[]) {{LessThanThree}}
          body(%n: i32[], %a: i32[]) { %0 = add %n, %a %two = constant 2 : i32[] return %0, %two }
        return %1#0, %1#1
        """, $$"""
        %1 = while %i cond(%n: i32[]) {{LessThanThree}}
          body(%n: i32[]) { %two = constant 2 : i32[] %0 = add %n, %two return %0 }
        %two = constant 2 : i32[]
        return %1, %two
        """)]
    // %a and %b begin alike and go on alike, by way of each other; %c begins alike and does not.
    [InlineData("%i: i32[], %x: f32[]", $$"""
        %1:4 = while %i, %x, %x, %x cond(%n: i32[], %a: f32[], %b: f32[], %c: f32[]) {{LessThanThree}}
          body(%n: i32[], %a: f32[], %b: f32[], %c: f32[]) { %o = constant 1 : i32[] %0 = add %n, %o %1 = exp %b %2 = exp %a %3 = sin %a return %0, %1, %2, %3 }
        return %1#1, %1#2, %1#3
        """, $$"""
        %1:3 = while %i, %x, %x cond(%n: i32[], %a: f32[], %c: f32[]) {{LessThanThree}}
          body(%n: i32[], %a: f32[], %c: f32[]) { %o = constant 1 : i32[] %0 = add %n, %o %1 = exp %a %3 = sin %a return %0, %1, %3 }
        return %1#1, %1#1, %1#2
        """)]
    // Numbers are written into bodies, and what comes twice comes once.
    [InlineData("%s: f32[2], %x: f32[N,2], %k: f32[2]", """
        %c = constant 2 : f32[]
        %1 = scan %s, %x, %k, %c, %k [carried=1, scanned=1]
          body(%a: f32[2], %r: f32[2], %k: f32[2], %c: f32[], %l: f32[2]) { %0 = mul %a, %k %1 = add %r, %l %2 = add %0, %1 %3 = mul %2, %c return %3 }
        return %1
        """, """
        %1 = scan %s, %x, %k [carried=1, scanned=1]
          body(%a: f32[2], %r: f32[2], %k: f32[2]) { %0 = mul %a, %k %1 = add %r, %k %2 = add %0, %1 %c = constant 2 : f32[] %3 = mul %2, %c return %3 }
        return %1
        """)]
    // No round, and exactly one.
    [InlineData("%s: f32[2], %x: f32[0,2]", """
        %1:2 = scan %s, %x [carried=1, scanned=1] body(%a: f32[2], %r: f32[2]) { %0 = add %a, %r return %0, %a }
        return %1#0, %1#1
        """, "%z = full [value=f32[] 0, shape=[0,2]] return %s, %z")]
    [InlineData("%s: f32[2], %x: f32[1,2]", """
        %1:2 = scan %s, %x [carried=1, scanned=1] body(%a: f32[2], %r: f32[2]) { %0 = add %a, %r return %0, %a }
        return %1#0, %1#1
        """, "%0 = reshape %x [shape=[2]] %1 = add %s, %0 %2 = reshape %s [shape=[1,2]] return %1, %2")]
    [InlineData("%x: f32[]", """
        %i = constant 5 : i32[] %m = constant 3 : i32[]
        %1:2 = while %i, %x, %m cond(%n: i32[], %a: f32[], %m: i32[]) { %0 = lt %n, %m return %0 }
          body(%n: i32[], %a: f32[], %m: i32[]) { %o = constant 1 : i32[] %0 = add %n, %o %1 = exp %a return %0, %1 }
        return %1#1
        """, "return %x")]
    public void Values_that_need_not_travel_stay_outside(string parameters, string body, string expected) => Reduction.Check("simplify-control", parameters, body, expected);

    [Theory]
    // What both sides give alike, whatever else they do.
    [InlineData("%c: bool[], %x: f32[N]", """
        %1:3 = if %c, %x then(%a: f32[N]) { %0 = neg %a %1 = exp %a return %0, %1, %1 } else(%a: f32[N]) { %0 = neg %a %1 = sin %a return %0, %1, %1 }
        return %1#0, %1#1, %1#2
        """, """
        %0 = neg %x
        %1 = if %c, %x then(%a: f32[N]) { %1 = exp %a return %1 } else(%a: f32[N]) { %1 = sin %a return %1 }
        return %0, %1, %1
        """)]
    // A branch knows its condition.
    [InlineData("%c: bool[], %x: f32[N]", """
        %1 = if %c, %c, %x
          then(%d: bool[], %a: f32[N]) { %1 = if %d, %a then(%a: f32[N]) { %1 = exp %a return %1 } else(%a: f32[N]) { %1 = sin %a return %1 } return %1 }
          else(%d: bool[], %a: f32[N]) { %1 = if %d, %a then(%a: f32[N]) { %1 = cos %a return %1 } else(%a: f32[N]) { %1 = abs %a return %1 } return %1 }
        return %1
        """, "%1 = if %c, %x then(%a: f32[N]) { %1 = exp %a return %1 } else(%a: f32[N]) { %1 = abs %a return %1 } return %1")]
    // Both sides of a choice between cheap numbers are computed.
    [InlineData("%c: bool[], %x: f32[], %y: f32[]", """
        %1 = if %c, %x, %y then(%a: f32[], %b: f32[]) { %0 = add %a, %b return %0 } else(%a: f32[], %b: f32[]) { return %a } return %1
        """, "%0 = add %x, %y %1 = select %c, %0, %x return %1")]
    public void Branches_are_taken_apart(string parameters, string body, string expected) => Reduction.Check("simplify-control", parameters, body, expected);

    [Theory]
    // Dear numbers, and tensors, are worth a jump.
    [InlineData("%c: bool[], %x: f32[]", "%1 = if %c, %x then(%a: f32[]) { %0 = exp %a return %0 } else(%a: f32[]) { %0 = sin %a return %0 } return %1")]
    [InlineData("%c: bool[], %x: f32[N]", "%1 = if %c, %x then(%a: f32[N]) { %0 = neg %a return %0 } else(%a: f32[N]) { return %a } return %1")]
    // A loop that never ends does so as written.
    [InlineData("%c: bool[]", "%1 = while %c cond(%n: bool[]) { return %n } body(%n: bool[]) { return %n } return %1")]
    public void Other_control_flow_stays(string parameters, string body)
    {
        var before = Reduction.Parse(parameters, body);
        Assert.Same(before, new SimplifyControl().Run(before));
    }

    [Theory]
    [InlineData("%i: i32[], %x: f32[N], %w: f32[N,N]", $$"""
        %1:2 = while %i, %x, %w cond(%n: i32[], %a: f32[N], %w: f32[N,N]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N], %w: f32[N,N]) { %o = constant 1 : i32[] %0 = add %n, %o %1 = sin %w %2 = matmul %1, %1 %3 = matmul %a, %2 return %0, %3 }
        return %1#1
        """, $$"""
        %1 = sin %w %2 = matmul %1, %1
        %3:2 = while %i, %x, %w, %2 cond(%n: i32[], %a: f32[N], %w: f32[N,N], %matmul: f32[N,N]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N], %w: f32[N,N], %matmul: f32[N,N]) { %o = constant 1 : i32[] %0 = add %n, %o %3 = matmul %a, %matmul return %0, %3 }
        return %3#1
        """)]
    // From the inner loop past the outer one; what is free is not moved alone, but goes along.
    [InlineData("%s: f32[2], %x: f32[N,2], %k: f32[]", """
        %1 = scan %s, %x, %k [carried=1, scanned=1]
          body(%a: f32[2], %r: f32[2], %k: f32[]) {
            %1 = scan %a, %k [carried=1, scanned=0, length=[3]]
              body(%b: f32[2], %k: f32[]) { %0 = broadcast_to %k [shape=[2]] %1 = iota [shape=[2], axis=0, dtype=f32] %2 = mul %0, %1 %3 = add %b, %2 %4 = mul %3, %0 return %4 }
            %2 = add %1, %r
            return %2
          }
        return %1
        """, """
        %0 = broadcast_to %k [shape=[2]] %1 = iota [shape=[2], axis=0, dtype=f32] %2 = mul %0, %1
        %3 = scan %s, %x, %k, %2 [carried=1, scanned=1]
          body(%a: f32[2], %r: f32[2], %k: f32[], %mul: f32[2]) {
            %1 = scan %a, %k, %mul [carried=1, scanned=0, length=[3]]
              body(%b: f32[2], %k: f32[], %mul: f32[2]) { %0 = broadcast_to %k [shape=[2]] %3 = add %b, %mul %4 = mul %3, %0 return %4 }
            %2 = add %1, %r
            return %2
          }
        return %3
        """)]
    // A result that is the same in every round.
    [InlineData("%i: i32[], %x: f32[N]", $$"""
        %1:2 = while %i, %x, %x cond(%n: i32[], %a: f32[N], %x: f32[N]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N], %x: f32[N]) { %o = constant 1 : i32[] %0 = add %n, %o %1 = exp %x return %0, %1 }
        return %1#1
        """, $$"""
        %2 = exp %x
        %1:2 = while %i, %x, %x, %2 cond(%n: i32[], %a: f32[N], %x: f32[N], %exp: f32[N]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N], %x: f32[N], %exp: f32[N]) { %o = constant 1 : i32[] %0 = add %n, %o return %0, %exp }
        return %1#1
        """)]
    // What the loop begins with is that in the first round alone.
    [InlineData("%i: i32[], %x: f32[N]", $$"""
        %e = exp %x
        %1:2 = while %i, %e, %x cond(%n: i32[], %a: f32[N], %x: f32[N]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N], %x: f32[N]) { %o = constant 1 : i32[] %0 = add %n, %o %1 = exp %x %2 = add %a, %1 return %0, %2 }
        return %1#1
        """, $$"""
        %e = exp %x
        %1:2 = while %i, %e, %x, %e cond(%n: i32[], %a: f32[N], %x: f32[N], %exp: f32[N]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N], %x: f32[N], %exp: f32[N]) { %o = constant 1 : i32[] %0 = add %n, %o %2 = add %a, %exp return %0, %2 }
        return %1#1
        """)]
    public void What_is_the_same_in_every_round_is_computed_once(string parameters, string body, string expected) => Reduction.Check("hoist-invariants", parameters, body, expected);

    [Theory]
    // It may be out of range, and the loop may never get there.
    [InlineData("%i: i32[], %x: f32[N], %k: i64[]", $$"""
        %1:2 = while %i, %x, %x, %k cond(%n: i32[], %a: f32[N], %x: f32[N], %k: i64[]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N], %x: f32[N], %k: i64[]) { %o = constant 1 : i32[] %0 = add %n, %o %1 = gather %x, %k [axis=0] %2 = mul %a, %1 return %0, %2 }
        return %1#1
        """)]
    // A loop inside might not end.
    [InlineData("%i: i32[], %x: f32[]", $$"""
        %1:2 = while %i, %x, %x cond(%n: i32[], %a: f32[], %x: f32[]) {{LessThanThree}}
          body(%n: i32[], %a: f32[], %x: f32[]) {
            %o = constant 1 : i32[] %0 = add %n, %o
            %1 = while %x cond(%y: f32[]) { %c = constant 1 : f32[] %0 = lt %y, %c return %0 } body(%y: f32[]) { %0 = add %y, %y return %0 }
            %2 = mul %a, %1
            return %0, %2
          }
        return %1#1
        """)]
    // Nor may a branch in it.
    [InlineData("%i: i32[], %c: bool[], %x: f32[N], %k: i64[]", $$"""
        %1:2 = while %i, %x, %c, %x, %k cond(%n: i32[], %a: f32[N], %c: bool[], %x: f32[N], %k: i64[]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N], %c: bool[], %x: f32[N], %k: i64[]) {
            %o = constant 1 : i32[] %0 = add %n, %o
            %1 = if %c, %x, %k then(%x: f32[N], %k: i64[]) { %1 = gather %x, %k [axis=0] %2 = mul %x, %1 return %2 } else(%x: f32[N], %k: i64[]) { return %x }
            %2 = mul %a, %1
            return %0, %2
          }
        return %1#1
        """)]
    [InlineData("%i: i32[], %c: bool[], %x: f32[N], %y: f32[M]", $$"""
        %1:2 = while %i, %x, %c, %x, %y cond(%n: i32[], %a: f32[N], %c: bool[], %x: f32[N], %y: f32[M]) {{LessThanThree}}
          body(%n: i32[], %a: f32[N], %c: bool[], %x: f32[N], %y: f32[M]) {
            %o = constant 1 : i32[] %0 = add %n, %o
            %1 = if %c, %x, %y then(%x: f32[N], %y: f32[M]) { %1 = add %x, %y return %1 } else(%x: f32[N], %y: f32[M]) { return %x }
            %2 = mul %a, %1
            return %0, %2
          }
        return %1#1
        """)]
    // One branch of two is not every round.
    [InlineData("%c: bool[], %x: f32[N]", "%1 = if %c, %x then(%a: f32[N]) { %0 = exp %a return %0 } else(%a: f32[N]) { return %a } return %1")]
    public void What_may_fail_or_never_end_stays(string parameters, string body)
    {
        var before = Reduction.Parse(parameters, body);
        Assert.Same(before, new HoistInvariants().Run(before));
    }

    [Theory]
    [InlineData("%h: f32[B,4], %x: f32[N,B,3], %u: f32[3,4], %w: f32[4,4]", """
        %1 = scan %h, %x, %u, %w [carried=1, scanned=1]
          body(%h: f32[B,4], %x: f32[B,3], %u: f32[3,4], %w: f32[4,4]) { %0 = matmul %x, %u %1 = matmul %h, %w %2 = add %0, %1 return %2 }
        return %1
        """, """
        %0 = matmul %x, %u
        %1 = scan %h, %x, %0, %u, %w [carried=1, scanned=2]
          body(%h: f32[B,4], %x: f32[B,3], %matmul: f32[B,4], %u: f32[3,4], %w: f32[4,4]) { %1 = matmul %h, %w %2 = add %matmul, %1 return %2 }
        return %1
        """)]
    // Vectors are the rows of one matrix, from either side.
    [InlineData("%h: f32[4], %x: f32[N,3], %u: f32[3,4], %w: f32[4,3]", """
        %1 = scan %h, %x, %u, %w [carried=1, scanned=1, reverse=true]
          body(%h: f32[4], %x: f32[3], %u: f32[3,4], %w: f32[4,3]) { %0 = matmul %x, %u %1 = matmul %w, %x %2 = add %0, %1 %3 = sub %2, %h return %3 }
        return %1
        """, """
        %0 = matmul %x, %u %1 = matmul %x, %w [transpose_y=true]
        %2 = scan %h, %x, %0, %1, %u, %w [carried=1, scanned=3, reverse=true]
          body(%h: f32[4], %x: f32[3], %matmul: f32[4], %matmul2: f32[4], %u: f32[3,4], %w: f32[4,3]) { %2 = add %matmul, %matmul2 %3 = sub %2, %h return %3 }
        return %2
        """)]
    public void A_product_of_slices_is_a_slice_of_one_product(string parameters, string body, string expected) => Reduction.Check("hoist-products", parameters, body, expected);

    [Theory]
    // A matrix for each row; another size than the number of rounds.
    [InlineData("%x: f32[T,2,3], %w: f32[B,3,4]", "%1 = scan %x, %w [carried=0, scanned=1] body(%x: f32[2,3], %w: f32[B,3,4]) { %0 = matmul %x, %w return %0 } return %1")]
    // From the left, with a matrix.
    [InlineData("%x: f32[T,4,4], %w: f32[4,4]", "%1 = scan %x, %w [carried=0, scanned=1] body(%x: f32[4,4], %w: f32[4,4]) { %0 = matmul %w, %x return %0 } return %1")]
    public void Other_products_stay(string parameters, string body)
    {
        var before = Reduction.Parse(parameters, body);
        Assert.Same(before, new HoistProducts().Run(before));
    }

    [Fact]
    public void A_left_matrix_stays_transposed_where_the_right_one_is_turned_around() => Reduction.Check("hoist-transposes", "%x: f32[T,3,2], %w: f32[4,3]",
        "%1 = scan %x, %w [carried=0, scanned=1] body(%x: f32[3,2], %w: f32[4,3]) { %0 = matmul %x, %w [transpose_x=true, transpose_y=true] return %0 } return %1",
        """
        %0 = transpose %w [perm=[1,0]]
        %1 = scan %x, %w, %0 [carried=0, scanned=1] body(%x: f32[3,2], %w: f32[4,3], %w_transposed: f32[3,4]) { %0 = matmul %x, %w_transposed [transpose_x=true] return %0 }
        return %1
        """);

    [Fact]
    public void Stacks_of_matrices_are_not_turned_around()
    {
        var before = Reduction.Parse("%x: f32[T,B,2,3], %w: f32[B,4,3]",
            "%1 = scan %x, %w [carried=0, scanned=1] body(%x: f32[B,2,3], %w: f32[B,4,3]) { %0 = matmul %x, %w [transpose_y=true] return %0 } return %1");
        Assert.Same(before, new HoistTransposes().Run(before));
    }
}
