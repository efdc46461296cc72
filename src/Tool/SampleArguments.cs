using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Tool;

/// <summary>
/// Puts a graph's inputs together to what the C# method takes: records, tuples and arrays of them. A graph's parameter has the name of the
/// path to it, joined by '_' (docs/capture.md).
/// </summary>
internal sealed class SampleArguments(IReadOnlyDictionary<string, object> inputs)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>What the companion calls the object of an instance method.</summary>
    private const string Receiver = "this";

    /// <exception cref="ToolException">A parameter's type is made of something else.</exception>
    public object?[] Of(MethodInfo method) => method.GetParameters()
        .Select((p, i) => Make(p.ParameterType, i == 0 && p.Name == Receiver ? "" : p.Name!, p.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames)).ToArray();

    /// <summary>Whether a tensor is one of the inputs.</summary>
    public bool Has(object tensor) => inputs.Values.Any(i => ReferenceEquals(i, tensor));

    private object? Make(Type type, string path, IList<string?>? names = null)
    {
        if (inputs.TryGetValue(path, out var input)) return type.IsInstanceOfType(input) ? input : Number(input, type);
        if (type.IsArray) return MakeArray(type.GetElementType()!, path, names);
        if (!HasMembers(path)) return type.IsValueType ? Activator.CreateInstance(type) : null;
        var made = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is { } constructor
            ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [], null)
            : RuntimeHelpers.GetUninitializedObject(type);
        for (var t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
        {
            foreach (var field in t.GetFields(Declared))
            {
                var member = Path(path, IsTuple(type) && names is not null ? TupleName(field.Name, names) : MemberName(field.Name));
                var inner = IsTuple(type) ? TupleNames(type, field, names) : field.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames;
                if (inputs.ContainsKey(member) || HasMembers(member)) field.SetValue(made, Make(field.FieldType, member, inner));
            }
        }
        return made;
    }

    private Array MakeArray(Type element, string path, IList<string?>? names)
    {
        var length = 0;
        while (inputs.ContainsKey(Path(path, $"{length}")) || HasMembers(Path(path, $"{length}"))) length++;
        var array = Array.CreateInstance(element, length);
        for (var i = 0; i < length; i++) array.SetValue(Make(element, Path(path, $"{i}"), names), i);
        return array;
    }

    /// <summary>A number of the method is a tensor of rank 0 of the graph.</summary>
    private static object Number(object tensor, Type type)
    {
        var number = tensor.GetType().GetMethod(nameof(Tensor<float>.Item), [])!.Invoke(tensor, [])!;
        // The graph holds a short in an int.
        return type.IsInstanceOfType(number) ? number : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
    }

    private bool HasMembers(string path) => path.Length == 0 || inputs.Keys.Any(k => k.StartsWith(path + "_", StringComparison.Ordinal));

    private static string Path(string path, string member) => path.Length == 0 ? member : $"{path}_{member}";

    /// <summary>A property's field is called <c>&lt;Name&gt;k__BackingField</c>, a primary constructor's parameter's <c>&lt;name&gt;P</c>.</summary>
    private static string MemberName(string field) => field.StartsWith('<') ? field[1..field.IndexOf('>')] : field;

    private static string TupleName(string field, IList<string?> names) =>
        field.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(field.AsSpan(4), out var i) && i <= names.Count ? names[i - 1] ?? field : field;

    private static bool IsTuple(Type type) => type.IsValueType && typeof(ITuple).IsAssignableFrom(type);

    /// <summary>The compiler writes the names of a tuple's elements first, then those of the tuples in each of them.</summary>
    private static List<string?>? TupleNames(Type tuple, FieldInfo element, IList<string?>? names)
    {
        if (names is null) return null;
        var before = tuple.GetFields().TakeWhile(f => f.Name != element.Name).Sum(f => Names(f.FieldType));
        return names.Skip(tuple.GetGenericArguments().Length + before).ToList();
    }

    private static int Names(Type type) => type.IsArray ? Names(type.GetElementType()!)
        : type.GetGenericArguments().Sum(Names) + (IsTuple(type) ? type.GetGenericArguments().Length : 0);
}
