using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>
/// All that the build needs to know of a graph function, as text: no symbols, no syntax and no positions, so that it is equal
/// after every edit that does not change the function.
/// </summary>
/// <param name="Name">Under which the IR is embedded: <c>Shop.Digits.Predict</c>. Unique in the project.</param>
/// <param name="DisplayName">What messages call it: <c>Digits.Predict</c>.</param>
/// <param name="ClassName">Of its generated class in <c>GraphCompiler.Generated</c>, and name of its file. Unique once <see cref="UniqueNames"/> has seen all.</param>
/// <param name="Companion">Name of its companion; null when none can be added to its class.</param>
/// <param name="Key">Its documentation id, by which calls find it.</param>
/// <param name="Capture">The graph, or why there is none.</param>
internal sealed record FunctionModel(
    string Name, string DisplayName, string ClassName, string? Companion, string Key,
    ContainerModel Container, SignatureModel Signature, CaptureModel Capture)
{
    /// <summary>Whether the project wants the time of each kernel.</summary>
    public bool TimesKernels { get; init; }
}

/// <summary>A function, and the places in its source that its graph refers to by number or by line. These change with every edit above it.</summary>
/// <param name="Places"><c>Model.cs line 12</c></param>
/// <param name="Lines">For each of its graphs, and each line of the graph's text, where the node in it comes from.</param>
internal sealed record FunctionReading(FunctionModel Model, Seq<string> Places, Seq<Seq<SourceLocation?>> Lines);

/// <summary>Where the function stands.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Types">The types around it, outermost first: how a partial declaration of each begins, <c>partial class Digits</c>.</param>
/// <param name="FullType">The innermost type as code names it: <c>global::Shop.Digits</c>.</param>
/// <param name="Hidden">How many of the inner types have to forward calls because code outside cannot name them or the function; 0 when it can be called.</param>
internal sealed record ContainerModel(string Namespace, Seq<TypeModel> Types, string FullType, int Hidden);

/// <param name="Declaration"><c>partial class Digits</c></param>
/// <param name="FullName"><c>global::Shop.Digits</c></param>
internal sealed record TypeModel(string Declaration, string FullName);

/// <param name="Receiver">The object of an instance method; null for static methods.</param>
/// <param name="TypeParameters">Those of the types around it, as a method of all of them declares: <c>&lt;T, U&gt;</c>; empty without any.</param>
/// <param name="Constraints">Their constraints, from <c> where</c> on.</param>
/// <param name="Extension">True when the first parameter has <c>this</c>.</param>
internal sealed record SignatureModel(string Accessibility, string Method, string ReturnType, ReceiverModel? Receiver, bool Extension, Seq<ParameterModel> Parameters,
    string TypeParameters = "", string Constraints = "");

/// <param name="ByReference">True for structs, whose methods may change them.</param>
internal sealed record ReceiverModel(string Type, bool ByReference)
{
    /// <summary>What generated code calls it.</summary>
    public const string Name = "@this";

    /// <summary>Its declaration in a list of parameters, <c>this</c> and a comma not included.</summary>
    public string Declaration => $"{(ByReference ? "ref " : "")}{Type} {Name}";
}

/// <param name="Name">As C# writes it: <c>@class</c>.</param>
internal sealed record ParameterModel(string Name, string Type, bool HostScalar);

/// <param name="Text">The IR; null when the function was not captured.</param>
/// <param name="Entry">null when the method's parameters and result are those of the graph.</param>
/// <param name="Reason">Why it was not captured; null when it was.</param>
/// <param name="Id">Of the diagnostic that says so.</param>
/// <param name="Variants">The IR for each number of leading axes, where a shape leaves that open; the text is all of them.</param>
internal sealed record CaptureModel(string? Text, EntryModel? Entry, string? Reason, string? Id = null, Seq<VariantModel> Variants = default);

/// <param name="Text">null when the function makes no sense for that many axes.</param>
/// <param name="Problem">Why it does not.</param>
internal sealed record VariantModel(string? Text, string? Problem);
