namespace GraphCompiler.Frontend; internal static class Placeholder;
