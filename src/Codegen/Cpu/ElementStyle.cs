using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>How a kernel touches its elements: some at a time in lanes, or one by one.</summary>
internal abstract class ElementStyle
{
    public abstract Target Target { get; }

    /// <summary>Elements per step as C#.</summary>
    public abstract string Count { get; }

    /// <summary>The kernel's type parameters.</summary>
    public abstract LaneSet Lanes { get; }

    /// <summary>The dtype in whose lanes a bool from memory is held.</summary>
    public abstract DType BoolHome { get; }

    public bool IsVector => Count != "1";

    /// <summary>Elements that move with the innermost loop.</summary>
    /// <param name="step">Elements between neighbours, as C#; null when they are adjacent.</param>
    public abstract Code Load(DType dtype, string source, string index, string? step);

    /// <summary>One element for all lanes; an empty index is the first.</summary>
    public abstract Code LoadOne(DType dtype, string source, string index);

    /// <summary>A number that is already in a variable, for all lanes.</summary>
    public abstract Code Splat(DType dtype, string value);

    /// <summary>The numbers first, first + step, … of the lanes.</summary>
    public abstract Code Positions(DType dtype, string first, string step);

    public abstract string Store(DType dtype, DType home, Code value, string target, string index);

    /// <summary>A whole register, written past the caches to an aligned place.</summary>
    public abstract string Stream(DType dtype, Code value, string target, string index);

    /// <summary>A value that is the same in all lanes, written once.</summary>
    public abstract string StoreOne(DType dtype, DType home, Code value, string target, string index);

    /// <summary>The new accumulator; in a partial step only the lanes that count change.</summary>
    public abstract string Accumulate(DType home, string combined, string accumulator);

    /// <summary>All lanes of an accumulator combined, again in all lanes.</summary>
    public abstract Code Combine(Primitive combine, DType dtype, DType home, string accumulator);

    /// <summary>In whose lanes bools from memory are held, as far as a kernel has them: where most of what they select is.</summary>
    private static readonly DType[] s_homes = [DType.F32, DType.F64, DType.I64, DType.I32];

    /// <summary>The style a kernel can be written in: lanes where all of its values are laid out for it.</summary>
    public static ElementStyle For(Kernel kernel)
    {
        var exprs = Expr.PostOrder(kernel.Roots).ToList();
        var positions = new HashSet<Expr>(Expr.PostOrder(exprs.OfType<Expr.Load>().SelectMany(l => l.Args)));
        var values = exprs.Where(e => !positions.Contains(e)).ToList();
        var dtypes = values.Select(e => e.DType).Concat(kernel.Buffers.Skip(kernel.Inputs).Select(b => b.DType)).Distinct().ToList();
        var lanes = dtypes.Where(d => d != DType.Bool).Select(d => d.LaneDType()).Distinct().ToList();
        var axis = kernel.Axes.Count - 1;
        var fits = values.OfType<Expr.Load>().All(FitsLanes)
            && kernel.Stages.SelectMany(s => s.Stores).All(s => axis < 0 || s.Index.Coefficients[axis].Is(1))
            && kernel.RowStores.All(s => kernel.Shape != LoopShape.Column || s.Index.Coefficients[axis].Is(1));
        if (!fits) return new ScalarStyle();
        return new LaneStyle(s_homes.Where(lanes.Contains).DefaultIfEmpty(DType.I32).First(), LaneSet.For(lanes));

        bool FitsLanes(Expr.Load load)
        {
            if (axis < 0) return true;
            var step = load.Index.Coefficients[axis];
            if (load.DType == DType.Bool && !step.Is(0) && !step.Is(1)) return false;
            // A gathered position is read once per row, so it must not move within one.
            return Expr.PostOrder(load.Args).All(e => e switch
            {
                Expr.Load l => !l.Index.DependsOn(k => k == axis || kernel.Axes[k].Reduced),
                Expr.Position p => !p.Index.DependsOn(k => k == axis || kernel.Axes[k].Reduced),
                Expr.Reduced => false,
                _ => true,
            });
        }
    }
}

/// <summary>Registers of the widest kind the machine has, through the runtime's lane structs.</summary>
internal sealed class LaneStyle(DType home, LaneSet lanes) : ElementStyle
{
    public override Target Target => LaneTarget.Instance;
    public override string Count => lanes.AreWide ? "D.Count" : "F.Count";
    public override LaneSet Lanes => lanes;
    public override DType BoolHome => home;

    private string Register(DType dtype) => LaneTarget.Register(dtype == DType.Bool ? home : dtype);

    private string Arguments(DType dtype) => $"<{Register(dtype)}, {(dtype == DType.Bool ? home : dtype).LaneDType().CSharpName()}>";

    private static bool IsStorage(DType dtype) => !dtype.In(DTypes.Compute);

    public override Code Load(DType dtype, string source, string index, string? step) => Code.Primary(
        dtype == DType.Bool ? $"Edge.LoadMask{Arguments(dtype)}(ref {source}, {index}, count)"
        : IsStorage(dtype) ? step is null ? $"Storage.Load<F, I>(ref {source}, {index}, count)" : $"Storage.LoadStrided<F, I>(ref {source}, {index}, {step}, count)"
        : step is null ? $"Edge.Load{Arguments(dtype)}(ref {source}, {index}, count)"
        : $"{Register(dtype)}.LoadStrided(ref {source}, {index}, {step}, count)");

    public override Code LoadOne(DType dtype, string source, string index) =>
        Splat(dtype, index == "" ? source : $"Unsafe.Add(ref {source}, {index})");

    public override Code Splat(DType dtype, string value) => dtype == DType.Bool
        ? Code.Primary($"({value} ? ~default({Register(dtype)}) : default)")
        : Code.Primary($"{Register(dtype)}.Splat({(IsStorage(dtype) ? $"({dtype.LaneDType().CSharpName()})" : "")}{value})");

    public override Code Positions(DType dtype, string first, string step)
    {
        if (step == "0") return Splat(dtype, $"({dtype.CSharpName()})({first})");
        var integer = dtype.Size() == 8 ? DType.I64 : DType.I32;
        var (register, type) = (Register(integer), integer.CSharpName());
        var numbers = $"{register}.Splat(({type})({first})) + {(step == "1" ? "" : $"{register}.Splat(({type})({step})) * ")}{register}.Iota";
        return dtype == integer ? new(numbers, Precedence.Additive) : Target.Cast(new(numbers, Precedence.Additive), integer, dtype, integer);
    }

    public override string Store(DType dtype, DType valueHome, Code value, string target, string index) =>
        dtype == DType.Bool ? $"Edge.StoreMask{Arguments(valueHome)}({value}, ref {target}, {index}, count);"
        : IsStorage(dtype) ? $"Storage.Store<F, I>({value}, ref {target}, {index}, count);"
        : $"Edge.Store{Arguments(dtype)}({value}, ref {target}, {index}, count);";

    public override string Stream(DType dtype, Code value, string target, string index) =>
        $"{Register(dtype)}.StoreNonTemporal({value}, ref {target}, {index});";

    public override string StoreOne(DType dtype, DType valueHome, Code value, string target, string index) =>
        dtype == DType.Bool ? $"{Register(valueHome)}.StoreMaskPartial({value}, ref {target}, {(index == "" ? "0" : index)}, 1);"
        : IsStorage(dtype) ? $"Storage.Store<F, I>({value}, ref {target}, {(index == "" ? "0" : index)}, 1);"
        : $"{Register(dtype)}.StorePartial({value}, ref {target}, {(index == "" ? "0" : index)}, 1);";

    public override string Accumulate(DType valueHome, string combined, string accumulator) =>
        $"count == {Count} ? {combined} : {Register(valueHome)}.Select({Register(valueHome)}.FirstLanes(count), {combined}, {accumulator})";

    public override Code Combine(Primitive combine, DType dtype, DType valueHome, string accumulator)
    {
        var register = Register(valueHome);
        var method = combine switch
        {
            Primitive.Add => "Sum",
            Primitive.Mul => "Product",
            Primitive.Max => "Maximum",
            Primitive.Min => "Minimum",
            Primitive.Or => "Any",
            Primitive.And => "All",
            _ => throw new System.NotSupportedException($"lanes do not combine by {combine}"),
        };
        return dtype == DType.Bool
            ? Code.Primary($"({register}.{method}({accumulator}) ? ~default({register}) : default)")
            : Code.Primary($"{register}.Splat({register}.{method}({accumulator}))");
    }
}

/// <summary>Plain variables, one element after the other.</summary>
internal sealed class ScalarStyle : ElementStyle
{
    public override Target Target => ScalarTarget.Instance;
    public override string Count => "1";
    public override LaneSet Lanes { get; } = new();
    public override DType BoolHome => DType.Bool;

    public override Code Load(DType dtype, string source, string index, string? step) => LoadOne(dtype, source, index);

    public override Code LoadOne(DType dtype, string source, string index) =>
        Code.Primary(index == "" ? source : $"Unsafe.Add(ref {source}, {index})");

    public override Code Splat(DType dtype, string value) => Code.Name(value);

    public override Code Positions(DType dtype, string first, string step) => new($"({dtype.CSharpName()})({first})", Precedence.Unary);

    public override string Store(DType dtype, DType home, Code value, string target, string index) => StoreOne(dtype, home, value, target, index);

    public override string Stream(DType dtype, Code value, string target, string index) => StoreOne(dtype, dtype, value, target, index);

    public override string StoreOne(DType dtype, DType home, Code value, string target, string index) =>
        $"{(index == "" ? target : $"Unsafe.Add(ref {target}, {index})")} = {value};";

    public override string Accumulate(DType home, string combined, string accumulator) => combined;

    public override Code Combine(Primitive combine, DType dtype, DType home, string accumulator) => Code.Name(accumulator);
}
