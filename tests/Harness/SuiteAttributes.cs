using Xunit;

namespace GraphCompiler.Harness;

/// <summary>A test of a file in <see cref="Suites"/>; skipped, with the reason, where the file is absent.</summary>
public sealed class SuiteFactAttribute : FactAttribute
{
    public SuiteFactAttribute(string file) => Skip = Suites.MissingReason(file);
}

/// <inheritdoc cref="SuiteFactAttribute"/>
public sealed class SuiteTheoryAttribute : TheoryAttribute
{
    public SuiteTheoryAttribute(string file) => Skip = Suites.MissingReason(file);
}
