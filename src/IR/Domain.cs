namespace GraphCompiler.IR;

/// <summary>Where tests draw the operands of an op: an interval, and whether integers should be small.</summary>
public sealed record Domain(double Low, double High)
{
    public static readonly Domain Real = new(-10, 10);
    public static readonly Domain Positive = new(1e-3, 20);
    public static readonly Domain Unit = new(-1, 1);
    public static readonly Domain NonNegative = new(0, 20);
    public static readonly Domain AboveMinusOne = new(-0.999, 20);
    public static readonly Domain AtLeastOne = new(1, 20);
}
