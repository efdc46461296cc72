namespace GraphCompiler.Passes; internal static class Placeholder;
