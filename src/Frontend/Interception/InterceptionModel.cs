using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>The calls of the project that run compiled graphs. It holds places, so it changes with every edit of a file with such a call.</summary>
/// <param name="Bug">What went wrong while looking for them; null when nothing did.</param>
internal sealed record InterceptionModel(Seq<InterceptedFunction> Functions, string? Bug);

/// <param name="Name">Of the interceptor.</param>
/// <param name="Body">The expression it returns.</param>
/// <param name="Calls">The calls it stands for, as the compiler names places.</param>
internal sealed record InterceptedFunction(string Name, SignatureModel Signature, string Body, Seq<InterceptedCall> Calls);

internal sealed record InterceptedCall(int Version, string Data);
