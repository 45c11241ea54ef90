using System.Collections.Immutable;
using System.Composition;
using Lockstep.CodeFixes.Forms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lockstep.CodeFixes;

/// <summary>Writes the safe form of what a rule has found, for every rule that knows one; what has to happen later becomes migrations of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SafeFormFix))]
[Shared]
public sealed class SafeFormFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [.. SafeFormEdit.RuleIds];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => SafeFormFixAll.Instance;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var finding in context.Diagnostics)
        {
            if (await SafeFormEdit.FindAsync(context.Document, finding, context.CancellationToken).ConfigureAwait(false) is not { } edit) continue;
            context.RegisterCodeFix(CodeAction.Create(edit.Title, cancellationToken => ApplyAsync(context.Document, edit, cancellationToken), edit.EquivalenceKey), finding);
        }
    }

    private static Task<Solution> ApplyAsync(Document document, SafeFormEdit edit, CancellationToken cancellationToken)
    {
        var change = new SafeFormChange(document.Project.Solution);
        change.TryAdd(document, edit);
        return change.ApplyAsync(cancellationToken);
    }
}
