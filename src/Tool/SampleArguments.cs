using System;
using System.Collections.Generic;
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
        if (inputs.TryGetValue(path, out var input)) return type.IsInstanceOfType(input) ? input : Number(input);
        if (type.IsArray) return MakeArray(type.GetElementType()!, path);
        if (!HasMembers(path)) return type.IsValueType ? Activator.CreateInstance(type) : null;
        var made = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is { } constructor
            ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [], null)
            : RuntimeHelpers.GetUninitializedObject(type);
        for (var t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
        {
            foreach (var field in t.GetFields(Declared))
            {
                var member = Path(path, names is not null && typeof(ITuple).IsAssignableFrom(type) ? TupleName(field.Name, names) : MemberName(field.Name));
                if (inputs.ContainsKey(member) || HasMembers(member)) field.SetValue(made, Make(field.FieldType, member));
            }
        }
        return made;
    }

    private Array MakeArray(Type element, string path)
    {
        var length = 0;
        while (inputs.ContainsKey(Path(path, $"{length}")) || HasMembers(Path(path, $"{length}"))) length++;
        var array = Array.CreateInstance(element, length);
        for (var i = 0; i < length; i++) array.SetValue(Make(element, Path(path, $"{i}")), i);
        return array;
    }

    /// <summary>A number of the method is a tensor of rank 0 of the graph.</summary>
    private static object Number(object tensor) => tensor.GetType().GetMethod(nameof(Tensor<float>.Item), [])!.Invoke(tensor, [])!;

    private bool HasMembers(string path) => path.Length == 0 || inputs.Keys.Any(k => k.StartsWith(path + "_", StringComparison.Ordinal));

    private static string Path(string path, string member) => path.Length == 0 ? member : $"{path}_{member}";

    /// <summary>A property's field is called <c>&lt;Name&gt;k__BackingField</c>, a primary constructor's parameter's <c>&lt;name&gt;P</c>.</summary>
    private static string MemberName(string field) => field.StartsWith('<') ? field[1..field.IndexOf('>')] : field;

    private static string TupleName(string field, IList<string?> names) =>
        field.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(field.AsSpan(4), out var i) && i <= names.Count ? names[i - 1] ?? field : field;
}
