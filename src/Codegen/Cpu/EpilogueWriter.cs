using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>Writes what happens to a matrix product's elements as the struct that the runtime's product takes as a type argument.</summary>
internal sealed class EpilogueWriter
{
    private readonly KernelContext _context;
    private readonly int _product;
    private readonly ScalarPrinter _printer;

    private EpilogueWriter(KernelContext context, int product)
    {
        (_context, _product) = (context, product);
        _printer = new ScalarPrinter(LaneTarget.Instance, context.Names, Leaf, _ => context.Style.BoolHome, context.IsOnlyStored);
    }

    private Kernel Kernel => _context.Kernel;

    /// <param name="kernel">Rows and columns; nothing reduced.</param>
    /// <param name="product">The input that is the matrix product.</param>
    /// <param name="scalars">Inputs that come by value.</param>
    public static KernelSource Write(Kernel kernel, int product, IEnumerable<int> scalars, IEnumerable<string> comment)
    {
        var context = new KernelContext(kernel, scalars.Append(product));
        return new EpilogueWriter(context, product).Write(kernel.Buffers[product].DType, comment);
    }

    private KernelSource Write(DType dtype, IEnumerable<string> comment)
    {
        var method = new CodeWriter();
        WriteStore(method);
        var fields = new List<KernelField>();
        for (var i = 0; i < Kernel.Buffers.Count; i++)
        {
            var type = Kernel.Buffers[i].DType.CSharpName();
            if (i != _product) fields.Add(new(_context.FieldOf(_context.BufferNames[i]), _context.IsScalar(i) ? type : $"Buffer<{type}>", i, null));
        }
        foreach (var symbol in _context.SymbolNames.Where(s => _context.UsedSymbols.Contains(s.Key)))
            fields.Add(new(_context.FieldOf(symbol.Value), "nint", -1, Dim.Symbol(symbol.Key)));
        var (name, parameters, lanes) = dtype switch
        {
            DType.F32 => ("Float32", "F, I", "F"),
            DType.F64 => ("Float64", "D, L", "D"),
            DType.I32 => ("Int32", "I, F", "I"),
            _ => ("Int64", "L, D", "L"),
        };
        var file = new CodeWriter();
        foreach (var line in comment) file.Line("// " + line);
        using (file.Open($"private struct {Kernel.Name} : I{name}Epilogue"))
        {
            foreach (var field in fields) file.Line($"public {field.Type} {field.Name};");
            file.Gap();
            file.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            file.Line($"public readonly void Store<{parameters}>({lanes} {_context.BufferNames[_product]}, nint {_context.Variables[0]}, nint {_context.Variables[1]}, int count)");
            using (file.Indent())
            {
                foreach (var constraint in LaneSet.For([dtype]).Constraints) file.Line(constraint);
            }
            using (file.Open("")) file.Lines(method.ToString());
        }
        return new(Kernel.Name, new(), fields.ToSeq(), 1, 1, false, file.ToString());
    }

    private void WriteStore(CodeWriter writer)
    {
        for (var i = 0; i < Kernel.Buffers.Count; i++)
        {
            if (!_context.IsScalar(i)) writer.Line($"ref var {_context.RefNames[i]} = ref {_context.FieldOf(_context.BufferNames[i])}.Ref;");
        }
        foreach (var symbol in _context.SymbolNames.Where(s => UsesSymbol(s.Key))) writer.Line($"var {symbol.Value} = {_context.FieldOf(symbol.Value)};");
        var stores = Kernel.Stages.SelectMany(s => s.Stores).ToList();
        var code = _printer.Print(stores.Select(s => s.Value).ToList(), writer.Line);
        for (var i = 0; i < stores.Count; i++)
        {
            var value = stores[i].Value;
            writer.Line(_context.Style.Store(value.DType, _printer.HomeOf(value), code[i], _context.RefNames[stores[i].Buffer], Offset(stores[i].Index)));
        }
    }

    private bool UsesSymbol(string symbol)
    {
        var indices = Expr.PostOrder(Kernel.Roots).OfType<Expr.Load>().Where(l => !_context.IsScalar(l.Buffer)).Select(l => l.Index)
            .Concat(Expr.PostOrder(Kernel.Roots).OfType<Expr.Position>().Select(p => p.Index))
            .Concat(Kernel.Stages.SelectMany(s => s.Stores).Select(s => s.Index));
        return indices.Any(x => x.Coefficients.Append(x.Offset).Any(d => d.Symbols.Contains(symbol)));
    }

    private string Offset(Affine index) => _context.OffsetCode(index, null, _context.Variables);

    private Code Leaf(Expr expr)
    {
        var style = _context.Style;
        switch (expr)
        {
            case Expr.Load load when load.Buffer == _product:
                return Code.Name(_context.BufferNames[_product]);
            case Expr.Load load when _context.IsScalar(load.Buffer):
                return style.Splat(load.DType, _context.FieldOf(_context.BufferNames[load.Buffer]));
            case Expr.Load load:
                var (at, step) = (Offset(load.Index), _context.StepOf(load.Index));
                return step.Is(0)
                    ? style.LoadOne(load.DType, _context.RefNames[load.Buffer], at == "0" ? "" : at)
                    : style.Load(load.DType, _context.RefNames[load.Buffer], at, step.Is(1) ? null : _context.Dims.Of(step).Text);
            default:
                var position = ((Expr.Position)expr).Index;
                return style.Positions(expr.DType, Offset(position), _context.Dims.Of(_context.StepOf(position)).Text);
        }
    }
}
