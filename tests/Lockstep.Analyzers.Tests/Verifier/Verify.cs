using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Tests.Verifier;

/// <summary>Runs an analyzer, or a fix, on a small project that must compile.</summary>
internal static partial class Verify
{
    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name &&
                (name.StartsWith("System.", StringComparison.Ordinal) || name is "Lockstep.dll" or "Lockstep.Model.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The analyzer must find what the markup says, and nothing else.</summary>
    public static async Task CSharp<TAnalyzer>(params string[] files)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var markups = files.Select(Markup.Parse).ToList();
        var project = ProjectOf(markups.Select(markup => markup.Source));
        AssertEqual<TAnalyzer>(markups, await Findings<TAnalyzer>(project));
    }

    /// <summary>The first fix of the first finding must give the text; after it the analyzer must be silent.</summary>
    public static Task Fix<TAnalyzer, TFix>(string before, string after)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() => Fix<TAnalyzer, TFix>(before, after, all: false);

    /// <summary>Fixing all in the solution must give the texts; after it the analyzer must be silent.</summary>
    public static Task FixAll<TAnalyzer, TFix>(string before, string after)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() => Fix<TAnalyzer, TFix>(before, after, all: true);

    /// <summary>The findings of the markup must be there, and the provider must offer nothing for them.</summary>
    public static async Task NoFix<TAnalyzer, TFix>(string markup)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        await CSharp<TAnalyzer>(markup);
        var project = ProjectOf([Markup.Parse(markup).Source]);
        var findings = await Findings<TAnalyzer>(project);
        Assert.NotEmpty(findings);
        foreach (var finding in findings) Assert.Empty(await Actions(new TFix(), project.Documents.Single(), finding));
    }

    public static Project ProjectOf(IEnumerable<string> files)
    {
        var project = new AdhocWorkspace()
            .AddProject("Shop", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp12))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithMetadataReferences(References);
        var number = 0;
        foreach (var file in files)
        {
            var name = $"Test{number++}.cs";
            project = project.AddDocument(name, SourceText.From(file), filePath: name).Project;
        }

        return project;
    }

    public static async Task<ImmutableArray<Diagnostic>> Findings<TAnalyzer>(Project project, bool mustCompile = true)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = (await project.GetCompilationAsync(token))!;
        if (mustCompile) Assert.Empty(compilation.GetDiagnostics(token).Where(found => found.Severity == DiagnosticSeverity.Error));
        var found = await compilation.WithAnalyzers([new TAnalyzer()], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(token);
        return [.. found.OrderBy(finding => finding.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start)];
    }

    /// <summary>The document of the finding after the first fix for it.</summary>
    public static async Task<string> Apply(Project project, CodeFixProvider fix, Diagnostic finding)
    {
        var document = project.GetDocument(finding.Location.SourceTree)!;
        var action = (await Actions(fix, document, finding))[0];
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private static void AssertEqual<TAnalyzer>(List<Markup> markups, ImmutableArray<Diagnostic> found)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var want = markups.SelectMany((markup, number) => markup.Expected.Select(expected =>
            Line($"Test{number}.cs", expected.Span, markup.Source, expected.Id ?? new TAnalyzer().SupportedDiagnostics.Single().Id)));
        var have = found.Select(finding => Line(
            finding.Location.GetLineSpan().Path, finding.Location.SourceSpan, finding.Location.SourceTree?.ToString() ?? "", finding.Id));
        Assert.Equal(string.Join('\n', want.Order(StringComparer.Ordinal)), string.Join('\n', have.Order(StringComparer.Ordinal)));
    }

    private static string Line(string path, TextSpan span, string source, string id) =>
        $"{path} [{span.Start}..{span.End}) {id} {source.Substring(span.Start, span.Length).ReplaceLineEndings("¶")}";

    private static async Task Fix<TAnalyzer, TFix>(string before, string after, bool all)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var markup = Markup.Parse(before);
        var project = ProjectOf([markup.Source]);
        var findings = await Findings<TAnalyzer>(project);
        AssertEqual<TAnalyzer>([markup], findings);

        var fix = new TFix();
        var document = project.Documents.Single();
        var actions = await Actions(fix, document, findings[0]);
        Assert.NotEmpty(actions);
        var action = all ? await FixAllAction(fix, document, actions[0], findings) : actions[0];
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;

        var text = await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(after, text.ToString());
        Assert.Empty(await Findings<TAnalyzer>(solution.Projects.Single()));
    }

    private static async Task<List<CodeAction>> Actions(CodeFixProvider fix, Document document, Diagnostic finding)
    {
        var actions = new List<CodeAction>();
        if (!fix.FixableDiagnosticIds.Contains(finding.Id)) return actions;
        await fix.RegisterCodeFixesAsync(new(document, finding, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static async Task<CodeAction> FixAllAction(CodeFixProvider fix, Document document, CodeAction action, ImmutableArray<Diagnostic> findings)
    {
        var fixable = findings.Where(finding => fix.FixableDiagnosticIds.Contains(finding.Id)).ToImmutableArray();
        var context = new FixAllContext(
            document, fix, FixAllScope.Document, action.EquivalenceKey, fixable.Select(finding => finding.Id).Distinct(), new Given(fixable), TestContext.Current.CancellationToken);
        return (await fix.GetFixAllProvider()!.GetFixAsync(context))!;
    }

    private sealed class Given(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);
    }
}
