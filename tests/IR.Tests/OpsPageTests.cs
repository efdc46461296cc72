using System;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

public class OpsPageTests
{
    [Fact]
    public void Docs_are_what_the_table_says() => Golden.Check(Checkout.PathOf("docs/ops.md"), OpsPage.Write());

    [Fact]
    public void Every_public_method_is_on_the_page()
    {
        var page = OpsPage.Write();
        var names = typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name).Distinct().ToList();
        Assert.NotEmpty(names);
        Assert.Equal([], names.Where(n => !Regex.IsMatch(page, $@" {n}(<[^>(]*>)?\(")));
    }

    /// <summary>What the table says of an op is what C# offers: each operand and attribute is a parameter, or a type argument.</summary>
    [Fact]
    public void Operands_and_attributes_are_parameters() => Assert.All(OpTable.All.Where(op => op.PublicName is not null), op =>
    {
        var methods = PublicSignatures.Methods(op.PublicName!);
        Assert.NotEmpty(methods);
        var parameters = methods.SelectMany(m => m.GetParameters()).Select(p => p.Name!).ToHashSet();
        var types = methods.Any(m => m.IsGenericMethod && m.GetGenericArguments().Any(t => m.GetParameters().All(p => !Mentions(p.ParameterType, t))));
        Assert.Equal([], op.Operands.Where(o => !parameters.Contains(o)));
        Assert.Equal([], op.Attributes.Where(a => !a.Internal && !parameters.Contains(Camel(a.Name)) && !(a.Kind == AttrKind.DType && types)).Select(a => a.Name));
    });

    private static bool Mentions(Type type, Type argument) =>
        type == argument || (type.HasElementType && Mentions(type.GetElementType()!, argument)) || (type.IsGenericType && type.GetGenericArguments().Any(t => Mentions(t, argument)));

    private static string Camel(string name) => string.Concat(name.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    [Fact]
    public void Every_op_is_on_the_page() => Assert.All(OpTable.All, op => Assert.Contains($"\n| `{op.Name}` |", OpsPage.Write(), StringComparison.Ordinal));
}
