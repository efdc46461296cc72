public static partial class Branches
{
    [GraphFunction]
    public static Tensor<float> OneWay([Shape] Tensor<float> n)
    {
        if (n > 0) n = -n;
        return n;
    }

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) TwoVariables([Shape] Tensor<float> n)
    {
        Tensor<float> a = 0f, b = 0f;
        if (n > 0) a = -n;
        else b = 2f * n;
        return (a, b);
    }

    [GraphFunction]
    public static Tensor<int> InOrder([Shape] Tensor<int> a, [Shape] Tensor<int> b)
    {
        Tensor<int> s = 0;
        if (a > 0) s = s * 10 + 1;
        if (b > 0) s = s * 10 + 2;
        if (a > b) s = s * 10 + 3;
        return s;
    }

    [GraphFunction]
    public static Tensor<float> Nested([Shape] Tensor<float> x, [Shape] Tensor<float> y)
    {
        Tensor<float> z = 0f;
        if (x > 0)
        {
            if (y > 0) z = x + y;
        }
        return z;
    }

    [GraphFunction]
    public static Tensor<float> Ternary([Shape] Tensor<bool> c, [Shape("N")] Tensor<float> x) => Exp(c ? x : Sum(x) > 0 ? -x : x * x);

    [GraphFunction]
    public static Tensor<bool> Logic([Shape] Tensor<bool> x, [Shape] Tensor<bool> y, [Shape] Tensor<bool> z) => x || y || z && !y && z;

    [GraphFunction]
    public static Tensor<float> EarlyReturn([Shape("N")] Tensor<float> x)
    {
        if (Sum(x) > 0) return x;
        var y = x * x;
        if (Max(y) > 10f)
        {
            y = Sqrt(y);
            if (Min(y) > 3f) return y + 1f;
        }
        return y * 2f;
    }

    [GraphFunction]
    public static Tensor<float> HostCondition([Shape("N")] Tensor<float> x, bool training, int level, float rate)
    {
        var limit = training && level > 2 ? 1 : level;
        if (x.Shape[0] > 4) x = x * rate;
        return x * limit;
    }

    [GraphFunction]
    public static Tensor<float> Switch([Shape("N")] Tensor<float> x, int kind)
    {
        switch (kind)
        {
            case 0: return x;
            case 1 or 2:
                x = x * kind;
                break;
            case > 100 when Sum(x) > 0:
                x = -x;
                break;
            default:
                x = x + 1f;
                break;
        }
        return Exp(x);
    }

    [GraphFunction]
    public static Tensor<float> SwitchExpression([Shape("N")] Tensor<float> x, int kind, bool flip) => (kind, flip) switch
    {
        (0, _) => x,
        ( > 0 and < 3, true) => -x,
        (var n, false) when n is not 7 => x * n,
        _ => Relu(x),
    };
}
