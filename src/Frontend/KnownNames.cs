namespace GraphCompiler.Frontend;

/// <summary>The names of the public API that the frontend looks for. It never references the runtime assembly.</summary>
internal static class KnownNames
{
    public const string Namespace = "GraphCompiler";
    public const string RuntimeAssembly = "GraphCompiler.Runtime";
    public const string GraphFunctionAttribute = "GraphCompiler.GraphFunctionAttribute";
    public const string ShapeAttribute = "ShapeAttribute";
    public const string ShapeLength = "Length";
    public const string CompiledGraphAttribute = "CompiledGraphAttribute";

    /// <summary>The generic type <c>Tensor&lt;T&gt;</c> and the static class of its factories.</summary>
    public const string Tensor = "Tensor";
    public const string Ops = "Ops";

    /// <summary>What stands between the brackets of a tensor.</summary>
    public const string TensorIndex = "TensorIndex";

    /// <summary>The class of prints and asserts.</summary>
    public const string Graph = "Graph";

    /// <summary>Assembly metadata says under this and a function's name why it runs eagerly; graphc reads it.</summary>
    public const string EagerMetadata = "GraphCompiler.Eager:";

    public const string GeneratedNamespace = "GraphCompiler.Generated";

    /// <summary>What the companion of a method <c>F</c> is called: <c>FGraph</c>.</summary>
    public const string CompanionSuffix = "Graph";

    /// <summary>The parser feature that the MSBuild property of the same name sets; without it the compiler refuses interceptors.</summary>
    public const string InterceptorsFeature = "InterceptorsNamespaces";

    /// <summary><c>true</c>: generated code takes the time of each kernel.</summary>
    public const string KernelTimesProperty = "build_property.GraphCompilerKernelTimes";

    /// <summary>What eager fallbacks are, <c>warning</c> or <c>error</c>: MSBuild property, and key of an .editorconfig.</summary>
    public const string FallbackProperty = "build_property.GraphCompilerEagerFallback";
    public const string FallbackKey = "graphcompiler_eager_fallback";
}
