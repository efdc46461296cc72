using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GraphCompiler.Frontend.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Applies code fixes to a document as an editor does, and looks at what came of it.</summary>
internal sealed class FixCheck : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly Document _document;
    private readonly GraphCodeFix _fix;

    public FixCheck(GraphCodeFix fix, string text)
    {
        _fix = fix;
        var sample = Source.Compile("");
        var project = _workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Create(), "Test", "Test", LanguageNames.CSharp,
            parseOptions: Source.Parse, compilationOptions: sample.Options, metadataReferences: sample.References));
        project = project.AddDocument("Usings.cs", sample.SyntaxTrees.Last().ToString(), filePath: "Usings.cs").Project;
        _document = project.AddDocument("File0.cs", text, filePath: "File0.cs");
    }

    /// <summary>The diagnostics that the fix is for, in order of their places.</summary>
    public Task<IReadOnlyList<Diagnostic>> Fixable() => Fixable(_document, _fix);

    /// <summary>The titles of what is offered for the first diagnostic.</summary>
    public async Task<IReadOnlyList<string>> Titles() => (await Actions((await Fixable())[0])).Select(a => a.Title).ToList();

    /// <summary>Applies the action with a title; the result compiles, and has the diagnostic no more.</summary>
    public async Task<string> Apply(string title)
    {
        var before = await Fixable();
        var actions = await Actions(before[0]);
        var action = actions.FirstOrDefault(a => a.Title == title);
        Assert.True(action is not null, $"\"{title}\" is not offered; offered: {string.Join(" | ", actions.Select(a => a.Title))}");
        var after = await Changed(action!);
        Assert.Equal(before.Count - 1, (await Fixable(after, _fix)).Count);
        return await Text(after);
    }

    /// <summary>Applies the first diagnostic's action to all of the document; none is left.</summary>
    public async Task<string> ApplyToAll(string title)
    {
        var diagnostics = await Fixable();
        var action = (await Actions(diagnostics[0])).Single(a => a.Title == title);
        var context = new FixAllContext(_document, _fix, FixAllScope.Document, action.EquivalenceKey!, _fix.FixableDiagnosticIds, new Given(_document, diagnostics), default);
        var after = await Changed((await _fix.GetFixAllProvider().GetFixAsync(context))!);
        Assert.Empty(await Fixable(after, _fix));
        return await Text(after);
    }

    public void Dispose() => _workspace.Dispose();

    private async Task<IReadOnlyList<CodeAction>> Actions(Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await _fix.RegisterCodeFixesAsync(new CodeFixContext(_document, diagnostic, (action, _) => actions.Add(action), default));
        return actions;
    }

    private async Task<Document> Changed(CodeAction action) =>
        (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(_document.Id)!;

    private static async Task<IReadOnlyList<Diagnostic>> Fixable(Document document, GraphCodeFix fix)
    {
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
        return (await Analysis.Run(compilation)).Where(d => fix.FixableDiagnosticIds.Contains(d.Id)).OrderBy(d => d.Location.SourceSpan).ToList();
    }

    /// <summary>The text of a document that compiles together with what is generated for it.</summary>
    private static async Task<string> Text(Document document)
    {
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
        Assert.Empty(Generation.Run(compilation).Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return (await document.GetTextAsync()).ToString();
    }

    private sealed class Given(Document document, IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document asked, CancellationToken token) =>
            Task.FromResult(asked.Id == document.Id ? diagnostics : Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken token) => Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken token) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
