namespace GraphCompiler.Frontend;

/// <summary>What came of reading a graph function. No symbols and no compilation are in it, so that it can be kept while others come and go.</summary>
/// <param name="Function">For the generator.</param>
/// <param name="Findings">For the analyzers. They hold on to the files that they stand in.</param>
internal sealed record Reading(FunctionReading Function, Findings Findings);
