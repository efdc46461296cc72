using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace GraphCompiler.Tool;

/// <summary>A graph function of an assembly that was loaded, with both of its engines.</summary>
internal sealed class LoadedFunction
{
    private readonly Delegate _compiled;
    private readonly Delegate _eager;
    private readonly object _companion;

    private LoadedFunction(object companion, Assembly assembly)
    {
        (_companion, IsOptimized) = (companion, Optimized(assembly) && Optimized(typeof(Tensor).Assembly));
        (_compiled, _eager) = ((Delegate)Get(companion, nameof(GraphFunction<Action>.Compiled)), (Delegate)Get(companion, nameof(GraphFunction<Action>.Eager)));
    }

    /// <summary>Whether the assembly and the runtime were built for speed.</summary>
    public bool IsOptimized { get; }

    /// <param name="path">The assembly.</param>
    /// <param name="text">The IR text that the build embedded for the function; the companion has the same.</param>
    /// <exception cref="ToolException">It cannot be loaded, or was built with another version.</exception>
    public static LoadedFunction Load(string path, string name, string text)
    {
        var assembly = Load(Path.GetFullPath(path));
        var runtime = typeof(Tensor).Assembly.GetName();
        if (assembly.GetReferencedAssemblies().FirstOrDefault(a => a.Name == runtime.Name) is { } reference && reference.Version != runtime.Version)
            throw new ToolException($"{path} was built with GraphCompiler {reference.Version}, graphc is {runtime.Version}; use the graphc of that version");
        foreach (var type in assembly.GetTypes().Where(t => !t.ContainsGenericParameters))
        {
            foreach (var property in type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (property.PropertyType is not { IsGenericType: true } t || t.GetGenericTypeDefinition() != typeof(GraphFunction<>)) continue;
                var companion = property.GetValue(null)!;
                if (Get(companion, nameof(GraphFunction<Action>.Text)) as string != text || !name.EndsWith((string)Get(companion, nameof(GraphFunction<Action>.Name)), StringComparison.Ordinal)) continue;
                return new(companion, assembly);
            }
        }
        throw new ToolException($"{path} embeds the graph {name}, and has no companion of it that can be called: generic classes are not measured");
    }

    /// <summary>How long the kernels have run; empty when the assembly was built without clocks.</summary>
    public IReadOnlyList<GraphKernelTime> KernelTimes => (IReadOnlyList<GraphKernelTime>)Get(_companion, nameof(GraphFunction<Action>.KernelTimes));

    public void ResetKernelTimes() => _companion.GetType().GetMethod(nameof(GraphFunction<Action>.ResetKernelTimes))!.Invoke(_companion, null);

    public Action Compiled(SampleArguments arguments) => Call(_compiled, arguments);

    public Action Eager(SampleArguments arguments) => Call(_eager, arguments);

    private Action Call(Delegate function, SampleArguments arguments)
    {
        // By an expression, not by reflection: that would take longer than a small graph.
        var values = arguments.Of(_eager.Method);
        var types = function.GetType().GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType);
        var call = Expression.Invoke(Expression.Constant(function), values.Zip(types, (v, t) => Expression.Constant(v, t)));
        var result = Expression.Variable(call.Type);
        var tensors = Tensors(result).ToList();
        // A body may return what it got, which the next call needs. The inputs stay, so one call tells.
        var all = Expression.Lambda<Func<object[]>>(Expression.Block([result], Expression.Assign(result, call), Expression.NewArrayInit(typeof(object), tensors))).Compile()();
        if (all.Any(arguments.Has)) tensors = [];
        return Expression.Lambda<Action>(Expression.Block([result], [Expression.Assign(result, call), .. tensors.Select(t => Expression.Call(t, nameof(IDisposable.Dispose), null))])).Compile();
    }

    /// <summary>The tensors in a result, which give their buffers back as a program's do that is done with them.</summary>
    private static IEnumerable<Expression> Tensors(Expression result) =>
        result.Type.IsGenericType && result.Type.GetGenericTypeDefinition() == typeof(Tensor<>) ? [result]
        : typeof(ITuple).IsAssignableFrom(result.Type) && result.Type.IsValueType ? result.Type.GetFields().SelectMany(f => Tensors(Expression.Field(result, f)))
        : [];

    private static object Get(object companion, string property) => companion.GetType().GetProperty(property)!.GetValue(companion)!;

    private static Assembly Load(string path)
    {
        var context = new AssemblyLoadContext(path);
        var resolver = new AssemblyDependencyResolver(path);
        // GraphCompiler itself is graphc's own: its tensors go in, and its threads are set.
        context.Resolving += (c, name) => resolver.ResolveAssemblyToPath(name) is { } found ? c.LoadFromAssemblyPath(found) : null;
        try
        {
            return context.LoadFromAssemblyPath(path);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException)
        {
            throw new ToolException($"{path} cannot be loaded: {e.Message}");
        }
    }

    private static bool Optimized(Assembly assembly) => assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };
}
