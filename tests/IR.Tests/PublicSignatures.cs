using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GraphCompiler.IR.Tests;

/// <summary>The methods of the class <see cref="Ops"/> as C# declares them.</summary>
internal static class PublicSignatures
{
    public static IReadOnlyList<MethodInfo> Methods(string name) =>
        typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.Name == name).ToList();

    /// <summary>The signatures of a name, for Markdown. Of overloads that differ in what is a number and what a tensor, the one with tensors alone.</summary>
    public static string Of(string name, string separator = "<br>")
    {
        var methods = Methods(name).Where(m => m.GetParameters().All(p => !p.ParameterType.IsGenericParameter));
        // A method for each dtype of an operand is one to a reader.
        return string.Join(separator, methods.GroupBy(m => string.Join(",", m.GetParameters().Select(p => p.Name))).SelectMany(Merged));
    }

    private static IEnumerable<string> Merged(IEnumerable<MethodInfo> overloads)
    {
        var all = overloads.ToList();
        return all.Count > 3 ? [$"`{Of(all[0])}` and so for each dtype of {all[0].GetParameters()[0].Name}"] : all.Select(m => $"`{Of(m)}`");
    }

    private static string Of(MethodInfo method)
    {
        var types = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(t => t.Name))}>" : "";
        var parameters = string.Join(", ", method.GetParameters().Select(p => (p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
            + Name(p.ParameterType, p) + $" {p.Name}" + (p.HasDefaultValue ? $" = {Value(p.DefaultValue)}" : "")));
        return $"{Name(method.ReturnType, method.ReturnParameter)} {method.Name}{types}({parameters})";
    }

    private static string Name(Type type, ParameterInfo place)
    {
        if (type.IsArray) return Name(type.GetElementType()!, place) + "[]" + (new NullabilityInfoContext().Create(place).WriteState == NullabilityState.Nullable ? "?" : "");
        if (type.IsGenericType) return $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(t => Name(t, place)))}>";
        return type.IsGenericParameter ? type.Name : type.Name switch
        {
            nameof(Single) => "float",
            nameof(Double) => "double",
            nameof(Int32) => "int",
            nameof(Int64) => "long",
            nameof(Boolean) => "bool",
            nameof(SByte) => "sbyte",
            nameof(Byte) => "byte",
            var name => name,
        };
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        double d => d.ToString("0.############", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
