using System;

namespace GraphCompiler.Tool;

/// <summary>Something the user can put right; the message says how.</summary>
internal sealed class ToolException(string message) : Exception(message);
