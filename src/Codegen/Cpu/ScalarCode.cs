using System;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>
/// Nodes that compute single numbers, as C# expressions between the kernels' calls: no loop, no buffer, no call. The element
/// functions are those of the kernels for one lane, so the bits are the same.
/// </summary>
internal sealed class ScalarCode
{
    private readonly GraphBlock _block;
    private readonly Kernel _kernel;
    private readonly Seq<Node> _inputs;
    private readonly ScalarPrinter _printer;
    private bool _readsMemory;

    /// <param name="kernel">Without axes.</param>
    /// <param name="inputs">The values of the kernel's inputs.</param>
    public ScalarCode(GraphBlock block, Kernel kernel, Seq<Node> inputs)
    {
        (_block, _kernel, _inputs) = (block, kernel, inputs);
        _printer = new ScalarPrinter(ScalarTarget.Instance, block.Names, Leaf, _ => DType.Bool);
        var values = Expr.PostOrder(kernel.Roots);
        foreach (var load in values.OfType<Expr.Load>().Where(l => !l.IsGather && block.IsNumber(inputs[l.Buffer])))
        {
            var uses = values.Sum(v => v.Args.Count(a => a == load)) + kernel.Roots.Count(r => r == load);
            _printer.Bind(load, uses > 1 ? block.NamedNumberOf(inputs[load.Buffer]) : block.NumberOf(inputs[load.Buffer]));
        }
    }

    /// <param name="statement">Takes declarations of what is used more than once.</param>
    public void Lower(Node node, Action<string> statement)
    {
        var stores = _kernel.Stages[0].Stores;
        var code = _printer.Print(stores.Map(s => s.Value), statement);
        for (var k = 0; k < stores.Count; k++)
            _block.SetNumber(node, k, code[k], stores[k].Value.Hint ?? node.Op.Name, _readsMemory);
    }

    private Code Leaf(Expr expr)
    {
        switch (expr)
        {
            case Expr.Load load:
                _readsMemory = true;
                var index = _block.Dims.Of(load.Index.Offset).Text;
                if (load.IsGather)
                {
                    var positions = _printer.Print(load.Args.ToArray(), _ => throw new InvalidOperationException("a position is written before what is read at it"));
                    var offset = GatherCode.Offset(_kernel, load, positions.Select(p => p.Text).ToList(), _block.Dims.Of);
                    index = index == "0" ? offset : $"{index} + {offset}";
                }
                var buffer = _block.BufferOf(_inputs[load.Buffer]);
                return Code.Primary(index == "0" ? buffer + ".Ref" : $"Unsafe.Add(ref {buffer}.Ref, {index})");
            default:
                return new($"({expr.DType.CSharpName()})({_block.Dims.Of(((Expr.Position)expr).Index.Offset)})", Precedence.Unary);
        }
    }
}
