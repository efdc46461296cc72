using Xunit;

namespace GraphCompiler.Passes.Tests;

public class ControlTests
{
    [Theory]
    // A branch whose condition is known, or equal branches.
    [InlineData("%x: f32[N]",
        "%c = constant true : bool[] %1 = if %c, %x then(%a: f32[N]) { %0 = neg %a return %0 } else(%a: f32[N]) { %0 = exp %a return %0 } return %1",
        "%1 = neg %x return %1")]
    [InlineData("%c: bool[], %x: f32[N]",
        "%1:2 = if %c, %x then(%a: f32[N]) { %0 = neg %a return %0, %a } else(%a: f32[N]) { %0 = neg %a return %0, %a } return %1#1, %1#0",
        "%1 = neg %x return %x, %1")]
    // Results and captures that nothing needs.
    [InlineData("%c: bool[], %x: f32[N], %y: f32[N]",
        "%1:2 = if %c, %x, %y then(%a: f32[N], %b: f32[N]) { %0 = neg %a return %0, %b } else(%a: f32[N], %b: f32[N]) { %0 = exp %a return %0, %a } return %1#0",
        "%1 = if %c, %x then(%a: f32[N]) { %0 = neg %a return %0 } else(%a: f32[N]) { %0 = exp %a return %0 } return %1")]
    // The effect goes, and in its place stands the branch.
    [InlineData("%c: bool[], %x: f32[N]", """
        %1:2 = if %c, %x then(%a: f32[N]) { %0 = neg %a %1 = token return %0, %1 } else(%a: f32[N]) { %0 = exp %a %1 = token return %0, %1 }
        %2 = after %1#0, %1#1
        return %2
        """,
        "%1 = if %c, %x then(%a: f32[N]) { %0 = neg %a return %0 } else(%a: f32[N]) { %0 = exp %a return %0 } return %1")]
    [InlineData("%x: f32[N], %i: i32[]",
        "%1:2 = while %i, %x cond(%n: i32[], %v: f32[N]) { %c = constant false : bool[] return %c } body(%n: i32[], %v: f32[N]) { return %n, %v } return %1#1",
        "return %x")]
    // %v depends on %u and is used; %w only on itself; %k is a capture nobody reads.
    [InlineData("%i: i32[], %u: f32[], %v: f32[], %w: f32[], %k: f32[]", """
        %1:4 = while %i, %u, %v, %w, %k
          cond(%n: i32[], %a: f32[], %b: f32[], %c: f32[], %d: f32[]) { %z = constant 3 : i32[] %0 = lt %n, %z return %0 }
          body(%n: i32[], %a: f32[], %b: f32[], %c: f32[], %d: f32[]) {
            %o = constant 1 : i32[] %0 = add %n, %o %1 = neg %a %2 = add %b, %a %3 = exp %c return %0, %1, %2, %3
          }
        return %1#2
        """, """
        %1:3 = while %i, %u, %v
          cond(%n: i32[], %a: f32[], %b: f32[]) { %z = constant 3 : i32[] %0 = lt %n, %z return %0 }
          body(%n: i32[], %a: f32[], %b: f32[]) { %o = constant 1 : i32[] %0 = add %n, %o %1 = neg %a %2 = add %b, %a return %0, %1, %2 }
        return %1#2
        """)]
    [InlineData("%s: f32[], %x: f32[N,4], %y: f32[N]", """
        %1:3 = scan %s, %x, %y [carried=1, scanned=2]
          body(%a: f32[], %r: f32[4], %q: f32[]) { %0 = add %a, %q %1 = neg %r return %0, %1, %0 }
        return %1#1
        """, """
        %1 = scan %x [carried=0, scanned=1] body(%r: f32[4]) { %1 = neg %r return %1 }
        return %1
        """)]
    [InlineData("%s: f32[], %y: f32[N]", """
        %1:2 = scan %s, %y [carried=1, scanned=1] body(%a: f32[], %q: f32[]) { %0 = add %a, %a return %0, %q }
        return %1#0
        """, """
        %1 = scan %s [carried=1, scanned=0, length=[N]] body(%a: f32[]) { %0 = add %a, %a return %0 }
        return %1
        """)]
    public void Unused_parts_go(string parameters, string body, string expected) => Reduction.Check("simplify-control", parameters, body, expected);

    [Theory]
    // Passes work inside of bodies.
    [InlineData("%c: bool[], %x: f32[N]",
        "%1 = if %c, %x then(%a: f32[N]) { %0 = neg %a %1 = neg %0 return %1 } else(%a: f32[N]) { %0 = exp %a return %0 } return %1",
        "%1 = if %c, %x then(%a: f32[N]) { return %a } else(%a: f32[N]) { %0 = exp %a return %0 } return %1")]
    public void Bodies_are_simplified(string parameters, string body, string expected) => Reduction.Check("simplify", parameters, body, expected);
}
