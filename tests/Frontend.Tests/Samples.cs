using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Arguments for a captured function: each tensor and number in them that stands for a parameter of its graph gets a value.</summary>
internal sealed class Samples(IR.Graph graph, int size)
{
    private readonly Random _random = new(size);
    private readonly Dictionary<string, Node> _inputs = graph.Parameters.ToDictionary(p => p.Name!);
    private readonly Dictionary<string, long> _sizes = Sizes(graph, size);

    /// <summary>False when no sizes near the wanted one meet what the graph and its bodies require.</summary>
    public bool Exist => Requires(graph).All(r => r.Left.Evaluate(_sizes) == r.Right.Evaluate(_sizes));

    public override string ToString() => string.Join(", ", _sizes.Select(s => $"{s.Key} = {s.Value}"));

    public object[] Arguments(MethodInfo method) => method.GetParameters().Select(p => Next(p.ParameterType, p.Name is "this" ? "" : Identifiers.InIr(p.Name!))!).ToArray();

    /// <summary>The tensors and numbers in a result, in the order of the graph's outputs.</summary>
    public static IEnumerable<object> Leaves(object value) => value switch
    {
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Leaves(tuple[i]!)),
        Array array => array.Cast<object>().SelectMany(Leaves),
        _ when IsLeaf(value.GetType()) => [value],
        _ => Fields(value.GetType()).SelectMany(f => Leaves(f.GetValue(value)!)),
    };

    private static bool IsLeaf(Type type) => type.IsPrimitive || type.Name == "Tensor`1" || type == typeof(Half);

    /// <summary>Sizes that differ, but where the graph requires two to be the same.</summary>
    private static Dictionary<string, long> Sizes(IR.Graph graph, int size)
    {
        var sizes = graph.Symbols.Select((s, i) => (s, (long)size + i)).ToDictionary(s => s.s, s => s.Item2);
        for (var round = 0; round < sizes.Count; round++)
        {
            foreach (var (left, right) in Requires(graph).SelectMany(r => new[] { (r.Left, r.Right), (r.Right, r.Left) }))
            {
                if (left.AsSymbol is { } symbol && (right.IsConstant || string.CompareOrdinal(right.AsSymbol, symbol) < 0)) sizes[symbol] = right.Evaluate(sizes);
            }
        }
        return sizes;
    }

    private static IEnumerable<DimConstraint> Requires(IR.Graph graph) =>
        graph.Requires.Concat(graph.Nodes.SelectMany(n => n.Attributes).OfType<Attr.Body>().SelectMany(b => Requires(b.Value)));

    /// <param name="name">Of the parameter, or as the graph's parameters in it begin; empty for <c>this</c>.</param>
    private object? Next(Type type, string name)
    {
        if (IsLeaf(type)) return _inputs.TryGetValue(name, out var input) ? Leaf(input.Type, type) : type == typeof(float) ? 2f : type.IsValueType ? Activator.CreateInstance(type) : null;
        if (type.IsArray)
        {
            var items = new List<object?>();
            while (Any($"{name}_{items.Count}")) items.Add(Next(type.GetElementType()!, $"{name}_{items.Count}"));
            var array = Array.CreateInstance(type.GetElementType()!, items.Count);
            items.ToArray().CopyTo(array, 0);
            return array;
        }
        if (type.IsAssignableTo(typeof(ITuple)))
        {
            // Reflection does not know the elements' names.
            var elements = _inputs.Keys.Where(k => k.StartsWith(name + "_")).Select(k => k[(name.Length + 1)..].Split('_')[0]).Distinct().ToList();
            return Activator.CreateInstance(type, type.GetGenericArguments().Select((t, i) => Next(t, Join(name, elements[i]))).ToArray());
        }
        var made = Construct(type, name);
        foreach (var field in Fields(type).Where(f => Any(Join(name, Member(f))))) field.SetValue(made, Next(field.FieldType, Join(name, Member(field))));
        return made;
    }

    /// <summary>Members that are no inputs are what the constructor makes them.</summary>
    private object Construct(Type type, string name)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault(c => c.GetParameters().Length > 0);
        return constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke(constructor.GetParameters().Select(p => Next(p.ParameterType, Join(name, p.Name!))).ToArray());
    }

    private bool Any(string name) => _inputs.Keys.Any(k => k == name || k.StartsWith(name + "_"));

    private static string Join(string name, string member) => name.Length == 0 ? member : $"{name}_{member}";

    private static string Member(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    private static IEnumerable<FieldInfo> Fields(Type type) => type.BaseType is { } above && above != typeof(object)
        ? Fields(above).Concat(Own(type))
        : Own(type);

    private static IEnumerable<FieldInfo> Own(Type type) => type
        .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).OrderBy(f => f.MetadataToken);

    private object Leaf(TensorType type, Type wanted)
    {
        double Number() => _random.NextDouble() + 0.25;
        var shape = type.Shape.Select(d => (int)d.Evaluate(_sizes)).ToArray();
        var count = shape.Aggregate(1, (a, b) => a * b);
        if (wanted.IsEnum) return Enum.ToObject(wanted, _random.Next(4));
        return type.DType switch
        {
            DType.F32 when wanted == typeof(float) => (float)Number(),
            DType.F64 when wanted == typeof(double) => Number(),
            DType.I32 when wanted == typeof(int) => _random.Next(1, 5),
            DType.I32 when wanted == typeof(short) => (short)_random.Next(short.MinValue, short.MaxValue + 1),
            DType.I32 when wanted == typeof(ushort) => (ushort)_random.Next(ushort.MaxValue + 1),
            DType.I32 when wanted == typeof(char) => (char)_random.Next(char.MaxValue + 1),
            DType.I64 when wanted == typeof(uint) => (uint)_random.NextInt64(uint.MaxValue + 1L),
            DType.I64 when wanted == typeof(long) => (long)_random.Next(1, 6),
            DType.U8 when wanted == typeof(byte) => (byte)_random.Next(256),
            DType.Bool when wanted == typeof(bool) => _random.Next(2) == 0,
            DType.F32 => Tensor.Create(Enumerable.Range(0, count).Select(_ => (float)Number()).ToArray(), shape),
            DType.F64 => Tensor.Create(Enumerable.Range(0, count).Select(_ => Number()).ToArray(), shape),
            DType.Bool => Tensor.Create(Enumerable.Range(0, count).Select(_ => _random.Next(2) == 0).ToArray(), shape),
            DType.I64 => Tensor.Create(Enumerable.Range(0, count).Select(_ => (long)_random.Next(0, 9)).ToArray(), shape),
            DType.I32 => Tensor.Create(Enumerable.Range(0, count).Select(_ => _random.Next(0, 9)).ToArray(), shape),
            _ => throw new NotSupportedException($"no samples of {type}"),
        };
    }
}
