public sealed class Scaled(float factor)
{
    [Shape(3, 4)] public Tensor<float> W { get; } = Tensor.Ones<float>(3, 4) * factor;
    public float Rate { get; set; } = factor;
    public readonly int Heads = 2;
    public bool Activate;
    public readonly Activation Act = new();

    public Tensor<float> Forward(Tensor<float> x) => Act.Apply(MatMul(x, W)) * Rate / Heads;
}

public sealed class Activation
{
    public float Slope { get; init; } = 0.5f;

    public Tensor<float> Apply(Tensor<float> x) => Maximum(x, x * Slope);
}

public abstract class Module
{
    [Shape("D")] protected Tensor<float> Gain { get; set; } = Tensor.Ones<float>(3);
    protected virtual Tensor<float> Normalize(Tensor<float> x) => x * Gain;
}

public sealed partial class Net : Module
{
    private readonly Scaled _first = new(2f);
    private readonly Layer2 _second = new(Tensor.Ones<float>(4, 5), Tensor.Ones<float>(5));
    [Shape(2, 2, Length = 2)] private readonly Tensor<float>[] _unused = [];
    private string _name = "net";

    protected override Tensor<float> Normalize(Tensor<float> x) => base.Normalize(x) + 1f;

    [GraphFunction]
    public Tensor<float> Predict([Shape("N", 3)] Tensor<float> x) => _second.Forward(_first.Forward(Normalize(x)));

    [GraphFunction]
    public (Tensor<float> Y, Layer2 Next) Train([Shape("N", 4)] Tensor<float> x, float rate)
    {
        var y = _second.Forward(x);
        return (y, _second with { B = _second.B - Mean(y, axis: 0) * rate });
    }
}

public record Layer2([Shape(4, 5)] Tensor<float> W, [Shape(5)] Tensor<float> B)
{
    public Tensor<float> Forward(Tensor<float> x) => MatMul(x, W) + B;
}

public sealed partial class Primary([Shape("D", 2)] Tensor<float> w, float rate)
{
    [GraphFunction]
    public Tensor<float> Apply([Shape("N", "D")] Tensor<float> x) => MatMul(x, w) * rate;
}

public partial struct Point
{
    [Shape] public Tensor<float> X;
    [Shape] public Tensor<float> Y;

    [GraphFunction]
    public readonly Tensor<float> Length() => Sqrt(X * X + Y * Y);

    [GraphFunction]
    public Point Moved(Point by) => new() { X = X + by.X, Y = Y + by.Y };
}

public abstract class Block
{
    protected float Scale { get; init; } = 1;
}

public sealed class TwiceBlock : Block
{
    [Shape(4, 4)] public readonly Tensor<float> W = Tensor.Ones<float>(4, 4);
    public TwiceBlock() => Scale = 2;
    public Tensor<float> Forward(Tensor<float> x) => MatMul(x, W) * Scale;
}

public sealed partial class Stacked : Block
{
    private readonly TwiceBlock _first = new();

    [GraphFunction]
    public Tensor<float> Own([Shape("N", 4)] Tensor<float> x) => MatMul(x, _first.W) * Scale;

    // Its own Scale can be read, another class's cannot.
    [GraphFunction]
    public Tensor<float> Run([Shape("N", 4)] Tensor<float> x) => _first.Forward(x);
}

// The names of primary constructor's parameters mean other things here, so no object keeps them.
public readonly struct Complex([Shape("N")] Tensor<float> re, [Shape("N")] Tensor<float> im)
{
    [Shape("N")] public Tensor<float> Re { get; } = re;
    [Shape("N")] public Tensor<float> Im { get; } = im;

    public static Complex operator *(Complex a, Complex b) => new(re: a.Re * b.Re - a.Im * b.Im, im: a.Re * b.Im + a.Im * b.Re);
    public static implicit operator Complex(Tensor<float> re) => new(re, re * 0f);
    public void Deconstruct(out Tensor<float> re, out Tensor<float> im) => (re, im) = (Re, Im);

    public Tensor<float> Magnitude
    {
        get
        {
            var (re, im) = this;
            return Sqrt(re * re + im * im);
        }
    }
}

public static partial class Powers
{
    [GraphFunction]
    public static Tensor<float> Power(Complex x, int n)
    {
        var y = x;
        for (var i = 1; i < n; i++) y = y * x;
        return y.Magnitude;
    }
}
