using System;

namespace GraphCompiler;

/// <summary>A condition passed to <c>Graph.Assert</c> was false.</summary>
public sealed class GraphAssertException(string message) : Exception(message);
