namespace GraphCompiler.IR;

/// <summary>One element at full width; the dtype says which of the two counts.</summary>
internal readonly record struct ScalarValue(double Float, long Integer)
{
    public static ScalarValue Of(double value) => new(value, 0);
    public static ScalarValue Of(long value) => new(0, value);
    public static ScalarValue Of(bool value) => new(0, value ? 1 : 0);

    public bool IsTrue => Integer != 0;

    /// <summary>The rules of <see cref="Primitive.Cast"/>.</summary>
    public ScalarValue Cast(DType from, DType to) => (from.IsFloat(), to.IsFloat()) switch
    {
        (true, true) => Of(Rounding.Round(Float, to)),
        (true, false) => Of(Rounding.ToInteger(Float, to)),
        // Not by way of double: i64 to f32 would round twice.
        (false, true) => Of(to == DType.F32 ? (float)Integer : Rounding.Round(Integer, to)),
        _ => Of(Rounding.Wrap(Integer, to)),
    };
}
