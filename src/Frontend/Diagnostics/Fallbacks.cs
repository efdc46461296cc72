using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>GF1xxx: why a function runs eagerly. Each has its entry in docs/diagnostics.md.</summary>
internal static class Fallbacks
{
    public static readonly DiagnosticDescriptor ControlFlow = Rule.RunsEagerly("GF1001", "Runs eagerly: control flow that a graph cannot have");
    public static readonly DiagnosticDescriptor Statement = Rule.RunsEagerly("GF1002", "Runs eagerly: a kind of statement that is not captured");
    public static readonly DiagnosticDescriptor Expression = Rule.RunsEagerly("GF1003", "Runs eagerly: a kind of expression that is not captured");
    public static readonly DiagnosticDescriptor Call = Rule.RunsEagerly("GF1004", "Runs eagerly: a call that is not captured");
    public static readonly DiagnosticDescriptor Recursion = Rule.RunsEagerly("GF1005", "Runs eagerly: recursion");
    public static readonly DiagnosticDescriptor NoShape = Rule.RunsEagerly("GF1006", "Runs eagerly: a tensor parameter without [Shape]");
    public static readonly DiagnosticDescriptor LeadingAxes = Rule.RunsEagerly("GF1007", "Runs eagerly: [Shape] leaves the number of axes open");
    public static readonly DiagnosticDescriptor NotConstant = Rule.RunsEagerly("GF1008", "Runs eagerly: a value that must be known at build time is not");
    public static readonly DiagnosticDescriptor TooLarge = Rule.RunsEagerly("GF1009", "Runs eagerly: too much code to unroll");
    public static readonly DiagnosticDescriptor MethodKind = Rule.RunsEagerly("GF1010", "Runs eagerly: a kind of method that is not captured");
    public static readonly DiagnosticDescriptor Write = Rule.RunsEagerly("GF1011", "Runs eagerly: writes something that outlives the call");
    public static readonly DiagnosticDescriptor Read = Rule.RunsEagerly("GF1012", "Runs eagerly: reads something that may change between calls");
    public static readonly DiagnosticDescriptor Delegate = Rule.RunsEagerly("GF1013", "Runs eagerly: called through a delegate");
    public static readonly DiagnosticDescriptor NoInterceptors = Rule.RunsEagerly("GF1014", "Runs eagerly: the project does not allow GraphCompiler's interceptors");
    public static readonly DiagnosticDescriptor Outside = Rule.RunsEagerly("GF1015", "Runs eagerly: an effect, or a value from outside, that a graph does not have");

    /// <summary>GF19xx: our own bugs. The function runs eagerly, so the program still works.</summary>
    public static readonly DiagnosticDescriptor CaptureBug = Rule.RunsEagerly("GF1901", "Runs eagerly: a bug in GraphCompiler, while reading the method");
    public static readonly DiagnosticDescriptor CompilerBug = Rule.RunsEagerly("GF1902", "Runs eagerly: a bug in GraphCompiler, while generating code");

    public static readonly IReadOnlyList<DiagnosticDescriptor> All =
    [
        ControlFlow, Statement, Expression, Call, Recursion, NoShape, LeadingAxes, NotConstant, TooLarge, MethodKind, Write, Read,
        Delegate, NoInterceptors, Outside, CaptureBug, CompilerBug,
    ];
}
