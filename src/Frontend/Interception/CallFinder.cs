using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>Finds the calls of captured graph functions: those of this project, and those of assemblies that embed graphs.</summary>
internal static class CallFinder
{
    /// <param name="functions">The functions of this project that have kernels.</param>
    public static InterceptionModel Find(Compilation compilation, ImmutableArray<FunctionModel> functions, CancellationToken token)
    {
        try
        {
            // All files of a project are parsed alike. A provider of its own would have Roslyn's tables compiled for one more type.
            if (compilation.SyntaxTrees.FirstOrDefault() is not { } any || !Interceptors.Allowed(any.Options)) return new(default, null);
            return new(FindAll(compilation, functions, token).ToSeq(), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(default, e.ToString());
        }
    }

    private static List<InterceptedFunction> FindAll(Compilation compilation, ImmutableArray<FunctionModel> functions, CancellationToken token)
    {
        var own = functions.ToDictionary(f => f.Key);
        var referenced = ReferencedFunctions.Of(compilation);
        var names = own.Values.Select(f => f.Signature.Method.TrimStart('@'))
            .Concat(FunctionNames.Referenced(compilation)).ToImmutableHashSet();
        if (names.IsEmpty) return [];

        // Side by side: on a first build this binds some expressions of every file with a call.
        var trees = compilation.SyntaxTrees.ToArray();
        var calls = new List<Call>[trees.Length];
        Parallel.For(0, trees.Length, new ParallelOptions { CancellationToken = token }, i => calls[i] = FindIn(trees[i], compilation, names, token));
        return calls.SelectMany(c => c).GroupBy(c => c.Key).OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => Describe(f.First().Method, f.Key, own, referenced) is { } function ? function with { Calls = f.Select(c => c.Place).ToSeq() } : null)
            .OfType<InterceptedFunction>().ToList();
    }

    /// <summary>A call of what may be a captured function.</summary>
    private sealed record Call(string Key, IMethodSymbol Method, InterceptedCall Place);

    private static List<Call> FindIn(SyntaxTree tree, Compilation compilation, ImmutableHashSet<string> names, CancellationToken token)
    {
        var calls = new List<Call>();
        SemanticModel? model = null;
        foreach (var call in CallIndex.Find(tree, names, token))
        {
            model ??= compilation.GetSemanticModel(tree);
            if (Called(model, call, token) is not { } method || method.GetDocumentationCommentId() is not { } key) continue;
            if (model.GetInterceptableLocation(call, token) is { } place) calls.Add(new(key, method, new(place.Version, place.Data)));
        }
        return calls;
    }

    /// <summary>The graph function that is called. Arguments that do not bind here may bind with the generated code, so one candidate will do.</summary>
    private static IMethodSymbol? Called(SemanticModel model, InvocationExpressionSyntax call, CancellationToken token)
    {
        var info = model.GetSymbolInfo(call, token);
        var method = (info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null)) as IMethodSymbol;
        method = (method?.ReducedFrom ?? method)?.OriginalDefinition;
        // "base.F()" in an interceptor would be a call of its own override, and of a virtual method nobody knows which is meant.
        var isBase = call.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax };
        return method is { IsVirtual: false, IsAbstract: false, IsOverride: false } && !isBase && Symbols.IsGraphFunction(method) ? method : null;
    }

    private static InterceptedFunction? Describe(IMethodSymbol method, string key, Dictionary<string, FunctionModel> own,
        ImmutableDictionary<IAssemblySymbol, Dictionary<string, string>> referenced)
    {
        if (own.TryGetValue(key, out var function))
        {
            var body = function.Container.Hidden > 0
                ? $"{CompanionWriter.Forwarder(function)}({GeneratedCode.StaticArguments(function.Signature)})"
                : GeneratedCode.Dispatch(function, function.Container.FullType);
            return new(function.ClassName, function.Signature, body, default);
        }
        if (!referenced.TryGetValue(method.ContainingAssembly, out var embedded) || !embedded.ContainsKey(Companion.EmbeddedName(method))) return null;
        var signature = FunctionReader.ReadSignature(method);
        var companion = $"{Symbols.InCode(method.ContainingType)}.{Companion.NameOf(method)}";
        var arguments = string.Join(", ", signature.Parameters.Select(p => p.Name).Prepend(signature.Receiver is null ? null! : ReceiverModel.Name).Where(a => a is not null));
        return new(
            FunctionReader.ClassName($"{method.ContainingAssembly.Name}.{Companion.EmbeddedName(method)}"), signature,
            $"(global::GraphCompiler.GraphMode.IsEager ? {companion}.Eager : {companion}.Compiled)({arguments})", default);
    }
}
