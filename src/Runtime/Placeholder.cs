namespace GraphCompiler.Runtime; internal static class Placeholder;
