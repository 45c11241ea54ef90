using System.Collections.Immutable;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Tests.Verifier;

/// <summary>A project of migrations in files with paths, and what fixes make of it.</summary>
internal static class FormProject
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A project of files, each with its path in it.</summary>
    public static Project Of(params (string Path, string Text)[] files)
    {
        var project = Verify.ProjectOf([]);
        foreach (var (path, text) in files)
        {
            var folders = path.Split('/')[..^1];
            project = project.AddDocument(Path.GetFileName(path), SourceText.From(text), folders, "/shop/" + path).Project;
        }

        return project;
    }

    /// <summary>The project after the safe form for a finding.</summary>
    public static async Task<(string Title, Project Project)> FixAsync(Project project, Diagnostic finding)
    {
        var actions = await ActionsAsync(project, finding);
        Assert.True(actions.Count == 1, $"{actions.Count} forms, not one, for {finding}");
        return (actions[0].Title, await ApplyAsync(project, actions[0]));
    }

    /// <summary>The safe forms that are offered for a finding.</summary>
    public static async Task<List<CodeAction>> ActionsAsync(Project project, Diagnostic finding)
    {
        var actions = new List<CodeAction>();
        var fix = new SafeFormFix();
        if (!fix.FixableDiagnosticIds.Contains(finding.Id)) return actions;
        await fix.RegisterCodeFixesAsync(new(project.GetDocument(finding.Location.SourceTree)!, finding, (action, _) => actions.Add(action), Token));
        return actions;
    }

    /// <summary>The project after all safe forms of a rule in a document, a project or a solution.</summary>
    public static async Task<Project> FixAllAsync(Project project, string rule, FixAllScope scope)
    {
        var findings = await Verify.Findings<MigrationAnalyzer>(project);
        var fix = new SafeFormFix();
        var first = project.GetDocument(findings.First(finding => finding.Id == rule).Location.SourceTree)!;
        var context = new FixAllContext(first, fix, scope, rule, [rule], new Given([.. findings.Where(finding => finding.Id == rule)]), Token);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return await ApplyAsync(project, action!);
    }

    /// <summary>The files that a fix has changed or added, with their paths.</summary>
    public static async Task<string> ChangesAsync(Project before, Project after)
    {
        var files = new List<string>();
        foreach (var document in after.Documents)
        {
            var text = (await document.GetTextAsync(Token)).ToString();
            var old = before.GetDocument(document.Id);
            if (old is not null && (await old.GetTextAsync(Token)).ToString() == text) continue;
            files.Add("=== " + document.FilePath + (old is null ? " (new)" : "") + "\n" + text);
        }

        return string.Join('\n', files).ReplaceLineEndings("\n");
    }

    /// <summary>What the analyzer says, each as its id and the line of source that it is about.</summary>
    public static async Task<List<string>> FindingsAsync(Project project) =>
        [.. (await Verify.Findings<MigrationAnalyzer>(project)).Select(finding => finding.Id + " " + Path.GetFileName(finding.Location.SourceTree!.FilePath) + " " + finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];

    private static async Task<Project> ApplyAsync(Project project, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(Token);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
    }

    private sealed class Given(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(findings.Where(finding => finding.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);
    }
}
