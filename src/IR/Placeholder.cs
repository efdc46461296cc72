namespace GraphCompiler.IR; internal static class Placeholder;
