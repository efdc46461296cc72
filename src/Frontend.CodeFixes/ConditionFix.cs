using System.Collections.Generic;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>GF0013: a condition with many truth values asks whether all, or any, are true.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConditionFix)), Shared]
public sealed class ConditionFix() : GraphCodeFix(Mistakes.Condition)
{
    private protected override IEnumerable<FixChoice> Choices(FixSite site)
    {
        if (site.Expression is not { } condition || Symbols.TensorDType(site.TypeOf(condition)) != IR.DType.Bool) yield break;
        foreach (var op in new[] { "All", "Any" })
        {
            var name = site.Name(KnownNames.Ops, op);
            yield return FixChoice.Replace($"Ask whether {op.ToLowerInvariant()} of it is true", op, condition, $"{name}({condition})");
        }
    }
}
