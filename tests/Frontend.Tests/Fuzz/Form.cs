using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>
/// A way to write an expression. Every engine has to give its value bit for bit: no sums whose order is open (those that are taken have
/// whole numbers as terms), no functions that are rounded.
/// </summary>
/// <param name="Sort">Of the value.</param>
/// <param name="Weight">How often it is taken, beside the others of its sort.</param>
/// <param name="Templates">One is taken.</param>
/// <param name="Parts">Of the templates.</param>
/// <param name="Shares">Whether a part may be seen by others afterwards: an argument of a method may, an operand of an op is used up.</param>
/// <param name="Throws">Whether it throws for some values.</param>
internal sealed record Form(Sort Sort, int Weight, string[] Templates, Sort[] Parts, bool Shares = false, bool Throws = false)
{
    private const Sort I = Sort.Int, L = Sort.Long, F = Sort.Float, D = Sort.Double, B = Sort.Bool, By = Sort.Byte, Sh = Sort.Short, U = Sort.UInt;
    private const Sort TI = Sort.TensorInt, TL = Sort.TensorLong, TF = Sort.TensorFloat, TD = Sort.TensorDouble, TB = Sort.TensorBool;
    private const Sort Vec = Sort.Vector, Row = Sort.Row, Tab = Sort.Table;

    /// <summary>All forms, by the sort of their value.</summary>
    public static ILookup<Sort, Form> All { get; } = new[] { Whole(), Fractions(), Truths(), Scalars(), Tensors() }.SelectMany(f => f).ToLookup(f => f.Sort);

    private static string[] Each(string template, string operators) => operators.Split(' ').Select(o => template.Replace("@", o)).ToArray();

    private static IEnumerable<Form> Whole() =>
    [
        new(I, 12, Each("($0 @ $1)", "+ - * & | ^"), [I, I]),
        new(I, 2, ["($0 / 2)", "($0 % 3)", "($0 / 10)", "($0 % -7)"], [I]),
        new(I, 2, ["($0 / (($1 & 7) + 1))", "($0 % (($1 & 7) + 1))"], [I, I]),
        new(I, 2, ["(-$0)", "(~$0)", "Math.Sign($0)", "Math.Clamp($0, -9, 30)"], [I]),
        new(I, 2, ["Math.Min($0, $1)", "Math.Max($0, $1)"], [I, I]),
        new(I, 2, ["($0 - $1 * 3)"], [I, I]),
        new(I, 2, Each("($0 @ $1)", "<< >> >>>"), [I, I]),
        new(I, 2, ["((int)$0)"], [F]),
        new(I, 2, ["((int)$0)"], [D]),
        new(I, 2, ["((int)$0)"], [L]),
        new(I, 2, ["((int)$0)", "((int)(sbyte)$0)"], [U]),
        new(I, 2, ["((int)$0)", "($0 * 3)", "((sbyte)$0 + 1)"], [By]),
        new(I, 2, ["((int)$0)", "(-$0)", "((ushort)$0 >> 3)"], [Sh]),
        new(I, 2, ["((int)(short)$0)", "((int)(sbyte)$0)", "((int)(ushort)$0)", "((int)(byte)$0)", "((int)(char)$0)"], [I]),
        new(I, 3, ["($0 / ($1 + fuel * 0))", "($0 % ($1 + fuel * 0))", "(int.MinValue / ($1 + fuel * 0))"], [I, I], Throws: true),
        new(I, 2, ["Math.Abs($0)", "Math.Abs(int.MinValue + ($0 + fuel * 0 & 3))"], [I], Throws: true),

        new(L, 6, Each("($0 @ $1)", "+ - * & | ^"), [L, L]),
        new(L, 1, ["($0 / 3L)", "($0 % 10L)", "(-$0)", "(~$0)", "($0 >> 33)", "($0 << 7)", "($0 >>> 1)"], [L]),
        new(L, 1, ["Math.Min($0, $1)", "Math.Max($0, $1)", "($0 / (($1 & 15L) + 1L))"], [L, L]),
        new(L, 2, ["((long)$0)", "($0 * 3000000000L)"], [I]),
        new(L, 1, ["((long)$0)"], [U]),
        new(L, 1, ["((long)$0)"], [D]),
        new(L, 1, ["((long)$0)"], [F]),
        new(L, 1, ["($0 / ($1 + fuel * 0))", "($0 % ($1 + fuel * 0))", "(long.MinValue / ($1 + fuel * 0))"], [L, L], Throws: true),

        new(By, 2, Each("((byte)($0 @ $1))", "+ - * & | ^ /2+ %7+"), [By, By]),
        new(By, 1, ["((byte)$0)"], [I]),
        new(By, 1, ["((byte)$0)"], [F]),
        new(By, 1, ["((byte)~$0)", "((byte)($0 << 1))", "((byte)($0 >> 1))"], [By]),
        new(Sh, 2, Each("((short)($0 @ $1))", "+ - * & | ^ /3+ %9+"), [Sh, Sh]),
        new(Sh, 1, ["((short)$0)", "((short)(ushort)$0)"], [I]),
        new(Sh, 1, ["((short)$0)"], [D]),
        new(Sh, 1, ["((short)-$0)", "((short)~$0)", "((short)($0 << 3))", "((short)($0 >> 2))"], [Sh]),
        new(U, 3, Each("($0 @ $1)", "+ - * & | ^"), [U, U]),
        new(U, 1, ["($0 / 3u)", "($0 % 10u)", "(~$0)", "($0 >> 5)", "($0 << 3)"], [U]),
        new(U, 1, ["((uint)$0)"], [I]),
        new(U, 1, ["((uint)$0)"], [F]),
        new(U, 1, ["((uint)$0)"], [L]),
        new(U, 1, ["Math.Min($0, $1)", "($0 / ($1 | 1u))"], [U, U]),
    ];

    private static IEnumerable<Form> Fractions() =>
    [
        new(F, 4, Each("($0 @ $1)", "+ - *"), [F, F]),
        new(F, 1, ["($0 / 2f)", "($0 / 3f)", "(-$0)", "MathF.Abs($0)", "MathF.Floor($0)", "MathF.Truncate($0)"], [F]),
        new(F, 1, ["MathF.Min($0, $1)", "MathF.Max($0, $1)", "($0 / $1)"], [F, F]),
        new(F, 1, ["((float)$0)"], [I]),
        new(F, 1, ["((float)$0)"], [L]),
        new(F, 1, ["((float)$0)"], [D]),
        new(F, 1, ["((float)$0)"], [U]),
        new(D, 4, Each("($0 @ $1)", "+ - * /"), [D, D]),
        new(D, 1, ["(-$0)", "Math.Abs($0)", "Math.Floor($0)", "Math.Ceiling($0)", "Math.Truncate($0)"], [D]),
        new(D, 1, ["Math.Min($0, $1)", "Math.Max($0, $1)"], [D, D]),
        new(D, 1, ["((double)$0)", "($0 / 7.0)"], [I]),
        new(D, 1, ["((double)$0)", "($0 * 0.1)"], [F]),
        new(D, 1, ["((double)$0)"], [L]),
    ];

    private static IEnumerable<Form> Truths() =>
    [
        new(B, 6, Each("($0 @ $1)", "< <= > >= == !="), [I, I]),
        new(B, 1, Each("($0 @ $1)", "< <= > >= =="), [F, F]),
        new(B, 1, Each("($0 @ $1)", "< <= > >= !="), [D, D]),
        new(B, 1, Each("($0 @ $1)", "< <= > >= =="), [L, L]),
        new(B, 1, Each("($0 @ $1)", "< > <="), [U, U]),
        new(B, 4, Each("($0 @ $1)", "< > =="), [By, Sh]),
        new(B, 3, Each("($0 @ $1)", "&& || & | ^ == !="), [B, B]),
        new(B, 1, ["(!$0)"], [B]),
        new(B, 1, ["($0 is > 2 and < 9)", "($0 is 0 or 1)", "($0 is not 3)", "($0 is < 0 or (> 5 and not 8))"], [I]),
        new(B, 1, ["($0 is float.NaN)", "($0 is > 1f or 0f)", "float.IsNaN($0)"], [F]),
        new(B, 1, ["(($0, $1) == ($1, 2))", "(($0, $2) != (1, true))"], [I, I, B]),
        new(TB, 2, Each("($0 @ $1)", "< <= > >="), [TI, TI]),
        new(TB, 2, Each("($0 @ $1)", "< <= > >="), [TI, I]),
        new(TB, 2, Each("($0 @ $1)", "< <= > >="), [TF, TF]),
        new(TB, 1, Each("($0 @ $1)", "< >"), [TF, F]),
        new(TB, 1, ["($0 < $1)", "($0 >= $1)", "Equal($0, $1)"], [TL, TL]),
        new(TB, 1, ["($0 < $1)", "($0 >= $1)"], [TD, TD]),
        new(TB, 2, ["Equal($0, $1)", "NotEqual($0, $1)"], [TI, TI]),
        new(TB, 3, Each("($0 @ $1)", "&& || & | ^"), [TB, TB]),
        new(TB, 1, Each("($0 @ $1)", "&& ||"), [TB, B]),
        new(TB, 1, ["(!$0)"], [TB]),
        new(TB, 2, ["All($0 < $1)", "Any($0 >= $1)", "Any($0 > $1)", "All($0 <= $1)"], [Vec, Vec]),
        new(TB, 1, ["Any($0 > $1)", "All($0 < $1)"], [Row, TF]),
        new(TB, 1, ["Any($0 > $1)", "All($0 < $1)"], [Tab, TF]),
    ];

    private static IEnumerable<Form> Scalars() =>
    [
        new(TI, 2, Each("($0 @ $1)", "+ - *"), [TI, TI]),
        new(TI, 2, Each("($0 @ $1)", "+ - *"), [TI, I]),
        new(TI, 2, Each("($0 @ $1)", "+ - *"), [I, TI]),
        new(TI, 2, ["($0 / 2)", "($0 % 3)", "($0 / 10)", "(-$0)"], [TI]),
        new(TI, 1, ["Minimum($0, $1)", "Maximum($0, $1)"], [TI, TI]),
        new(TI, 1, ["((TI)$0)"], [I]),
        new(TI, 1, ["ToInt($0)"], [TF]),
        new(TI, 1, ["Narrow($0)"], [TL]),
        new(TL, 4, Each("($0 @ $1)", "+ - *"), [TL, TL]),
        new(TL, 2, Each("($0 @ $1)", "+ - *"), [TL, L]),
        new(TL, 1, ["Minimum($0, $1)", "Maximum($0, $1)"], [TL, TL]),
        new(TL, 1, ["($0 / 3L)", "($0 % 7L)", "(-$0)"], [TL]),
        new(TL, 1, ["((TL)$0)"], [L]),
        new(TL, 2, ["ToLong($0)"], [TI]),
        new(TF, 3, Each("($0 @ $1)", "+ - *"), [TF, TF]),
        new(TF, 2, Each("($0 @ $1)", "+ - *"), [TF, F]),
        new(TF, 2, Each("($0 @ $1)", "+ - *"), [F, TF]),
        new(TF, 2, ["($0 / 2f)", "($0 / 3f)", "(-$0)", "Abs($0)", "Floor($0)"], [TF]),
        new(TF, 1, ["Minimum($0, $1)", "Maximum($0, $1)"], [TF, TF]),
        new(TF, 1, ["ToFloat($0)"], [TI]),
        new(TF, 1, ["((TF)$0)"], [F]),
        new(TF, 1, ["Narrow($0)"], [TD]),
        new(TF, 2, ["Max($0)", "Min($0)", "$0[0]", "$0[^1]"], [Vec]),
        new(TF, 2, ["SumOf($0)"], [Vec], Shares: true),
        new(TF, 2, ["$0[$1 & 1]", "$0[$1 % 3]"], [Vec, I]),
        new(TF, 1, ["SumOf($0)", "SumOf($0[..])"], [Row], Shares: true),
        new(TF, 1, ["SumOf($0)", "SumOf($0[.., 1])"], [Tab], Shares: true),
        new(TF, 2, ["$0[$1]"], [Vec, I], Throws: true),
        new(TF, 2, ["$0[$1]"], [Row, I], Throws: true),
        new(TF, 1, ["$0[$1, 1]"], [Tab, I], Throws: true),
        new(TD, 4, Each("($0 @ $1)", "+ - *"), [TD, TD]),
        new(TD, 2, Each("($0 @ $1)", "+ - * /"), [TD, D]),
        new(TD, 1, ["Minimum($0, $1)", "Maximum($0, $1)"], [TD, TD]),
        new(TD, 1, ["(-$0)", "Abs($0)", "Floor($0)", "($0 / 3.0)"], [TD]),
        new(TD, 1, ["((TD)$0)"], [D]),
        new(TD, 2, ["ToDouble($0)"], [TF]),
    ];

    private static IEnumerable<Form> Tensors() =>
    [
        new(Vec, 3, Each("($0 @ $1)", "+ - *"), [Vec, Vec]),
        new(Vec, 2, Each("($0 @ $1)", "+ - *"), [Vec, TF]),
        new(Vec, 1, Each("($0 @ $1)", "+ - *"), [Vec, F]),
        new(Vec, 1, ["($0 * $1)"], [TF, Vec]),
        new(Vec, 1, ["(-$0)", "Abs($0)", "Floor($0)", "Flip($0, 0)"], [Vec]),
        new(Vec, 1, ["Minimum($0, $1)", "Maximum($0, $1)"], [Vec, Vec]),
        new(Vec, 1, ["Where($0 < $1, $2, $3)", "Where($0 >= $1, $2, $3)"], [Vec, Vec, Vec, Vec]),
        new(Vec, 1, ["Stack([$0, $1, $2], axis: 0)"], [TF, TF, TF]),
        new(Vec, 1, ["ColumnSums($0)"], [Tab], Shares: true),
        new(Vec, 1, ["$0[$1]"], [Tab, I], Throws: true),
        new(Row, 3, Each("($0 @ $1)", "+ - *"), [Row, Row]),
        new(Row, 2, Each("($0 @ $1)", "+ - *"), [Row, TF]),
        new(Row, 1, Each("($0 @ $1)", "+ - *"), [Row, F]),
        new(Row, 1, ["(-$0)", "Abs($0)", "Floor($0)", "Flip($0, 0)"], [Row]),
        new(Row, 1, ["Minimum($0, $1)", "Maximum($0, $1)"], [Row, Row]),
        new(Row, 1, ["Where($0 < $1, $2, $3)", "Where($0 >= $1, $2, $3)"], [Row, Row, Row, Row]),
        new(Row, 1, ["Max($0, axis: 1)", "$0[.., 0]", "$0[.., 2]"], [Tab]),
        new(Row, 1, ["RowSums($0)"], [Tab], Shares: true),
        new(Row, 1, ["Product($0, $1)"], [Tab, Vec], Shares: true),
        new(Tab, 3, Each("($0 @ $1)", "+ - *"), [Tab, Tab]),
        new(Tab, 2, Each("($0 @ $1)", "+ - *"), [Tab, Vec]),
        new(Tab, 2, Each("($0 @ $1)", "+ - *"), [Tab, TF]),
        new(Tab, 1, ["(-$0)", "Abs($0)", "Flip($0, 0)"], [Tab]),
        new(Tab, 1, ["Minimum($0, $1)", "Where($0 > $2, $0, $1)"], [Tab, Tab, TF]),
        new(Tab, 1, ["Maximum($0, $1)"], [Tab, TF]),
        new(Tab, 1, ["Outer($0, $1)"], [Row, Vec], Shares: true),
    ];
}
