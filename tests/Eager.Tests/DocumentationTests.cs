using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Eager.Tests;

/// <summary>The public operations and the op table are the same list, and every operation is documented.</summary>
public class DocumentationTests
{
    // Functions of other operations.
    private static readonly string[] s_functions = ["Split"];

    private static readonly XDocument s_docs = XDocument.Load(Path.ChangeExtension(typeof(Ops).Assembly.Location, ".xml"));

    private static IEnumerable<MethodInfo> Methods => typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.DeclaringType == typeof(Ops));

    [Fact]
    public void Every_public_op_has_a_method()
    {
        var names = Methods.Select(m => m.Name).ToHashSet();
        Assert.Empty(OpTable.All.Where(o => o.PublicName is not null && !names.Contains(o.PublicName)).Select(o => o.Name));
    }

    [Fact]
    public void Every_method_is_an_op_or_a_listed_function()
    {
        var known = OpTable.All.Select(o => o.PublicName).Concat(s_functions).ToHashSet();
        Assert.All(Methods, m => Assert.Contains(m.Name, known));
    }

    /// <summary>Operands and attributes carry the op's names, so that the compiler can tell which is which.</summary>
    [Fact]
    public void Parameters_have_the_names_of_operands_and_attributes()
    {
        foreach (var method in Methods.Where(m => !s_functions.Contains(m.Name)))
        {
            var op = OpTable.All.Single(o => o.PublicName == method.Name);
            var known = op.Operands.Concat(op.Attributes.Select(a => a.Name)).Select(Codegen.NameScope.CamelCase).ToHashSet();
            Assert.All(method.GetParameters(), p => Assert.Contains(p.Name!, known));
        }
    }

    [Fact]
    public void Every_method_has_a_summary_and_describes_its_parameters()
    {
        var members = s_docs.Descendants("member").ToLookup(m => (string)m.Attribute("name")!);
        var missing = Methods.Where(m => !Described(m, members[$"M:GraphCompiler.Ops.{m.Name}{Signature(m)}"].SingleOrDefault())).Select(m => m.ToString());
        Assert.Empty(missing);
    }

    private static bool Described(MethodInfo method, XElement? doc)
    {
        if (doc is null) return false;
        if (doc.Element("inheritdoc") is not null) return true;
        return doc.Element("summary") is { Value.Length: > 0 } && method.GetParameters().All(p => doc.Elements("param").Any(e => (string?)e.Attribute("name") == p.Name && e.Value.Length > 0));
    }

    /// <summary>As the compiler writes it into the documentation file: <c>``1(GraphCompiler.Tensor{``0},System.Int32)</c>.</summary>
    private static string Signature(MethodInfo method) => (method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")
        + $"({string.Join(",", method.GetParameters().Select(p => Name(p.ParameterType)))})";

    private static string Name(Type type) => type switch
    {
        { IsGenericMethodParameter: true } => $"``{type.GenericParameterPosition}",
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        { IsGenericType: true } => $"{type.Namespace}.{type.Name.Split('`')[0]}{{{string.Join(",", type.GetGenericArguments().Select(Name))}}}",
        _ => type.FullName!,
    };
}
