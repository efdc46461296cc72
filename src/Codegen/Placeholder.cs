namespace GraphCompiler.Codegen; internal static class Placeholder;
