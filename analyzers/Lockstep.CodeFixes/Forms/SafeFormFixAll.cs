using System.Collections.Immutable;
using Lockstep.Analyzers.Doors.Native;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lockstep.CodeFixes.Forms;

/// <summary>
/// Applies the safe forms of all findings of a rule. Those that would change the same statement come one after the other, each judged anew; new
/// migrations are numbered across all of them.
/// </summary>
internal sealed class SafeFormFixAll : FixAllProvider
{
    /// <summary>Enough for statements with that many findings of one rule.</summary>
    private const int MaxRounds = 20;

    /// <summary>The only one there has to be.</summary>
    public static SafeFormFixAll Instance { get; } = new();

    /// <inheritdoc />
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc />
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Write the safe forms of " + string.Join(", ", fixAllContext.DiagnosticIds),
        cancellationToken => FixAsync(fixAllContext, cancellationToken),
        fixAllContext.CodeActionEquivalenceKey));

    private static async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellationToken)
    {
        var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        var solution = context.Solution;
        foreach (var project in projects)
        {
            var findings = context.Scope == FixAllScope.Document && context.Document is { } only
                ? await context.GetDocumentDiagnosticsAsync(only).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            var documents = new HashSet<DocumentId>(context.Scope == FixAllScope.Document && context.Document is { } one ? [one.Id] : project.DocumentIds);
            solution = await FixAsync(solution, project.Id, documents, findings, context, cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    private static async Task<Solution> FixAsync(
        Solution solution, ProjectId projectId, HashSet<DocumentId> documents, ImmutableArray<Diagnostic> findings, FixAllContext context, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds && findings.Length > 0; round++)
        {
            var project = solution.GetProject(projectId)!;
            var change = new SafeFormChange(solution);
            var (taken, left) = (0, 0);
            foreach (var (document, edit) in await EditsAsync(project, documents, findings, context.CodeActionEquivalenceKey, cancellationToken).ConfigureAwait(false))
            {
                if (change.TryAdd(document, edit)) taken++;
                else left++;
            }

            if (taken > 0) solution = await change.ApplyAsync(cancellationToken).ConfigureAwait(false);
            if (taken == 0 || left == 0) break;
            findings = await JudgeAsync(solution.GetProject(projectId)!, context.DiagnosticIds, cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    /// <summary>The forms, in the order of the migrations, so that what comes later of the first one comes first.</summary>
    private static async Task<IEnumerable<(Document Document, SafeFormEdit Edit)>> EditsAsync(
        Project project, HashSet<DocumentId> documents, ImmutableArray<Diagnostic> findings, string? key, CancellationToken cancellationToken)
    {
        var edits = new List<(Document Document, SafeFormEdit Edit, int At)>();
        foreach (var finding in findings)
        {
            if (finding.Location.SourceTree is not { } tree || project.GetDocument(tree) is not { } document || !documents.Contains(document.Id)) continue;
            if (await SafeFormEdit.FindAsync(document, finding, cancellationToken).ConfigureAwait(false) is { } edit && (key is null || edit.EquivalenceKey == key))
            {
                edits.Add((document, edit, finding.Location.SourceSpan.Start));
            }
        }

        return edits.OrderBy(found => found.Edit.Source.Lowered.Script.Version).ThenBy(found => found.At).Select(found => (found.Document, found.Edit));
    }

    private static async Task<ImmutableArray<Diagnostic>> JudgeAsync(Project project, ImmutableHashSet<string> ids, CancellationToken cancellationToken)
    {
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation) return [];
        var found = await compilation.WithAnalyzers([new MigrationAnalyzer()], project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
        return [.. found.Where(finding => ids.Contains(finding.Id))];
    }
}
