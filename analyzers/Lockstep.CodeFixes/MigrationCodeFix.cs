using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>A fix that changes the text of one document. It is offered only if it knows the whole change.</summary>
public abstract class MigrationCodeFix : CodeFixProvider
{
    private readonly ImmutableArray<string> _rules;
    private readonly string _title;

    private protected MigrationCodeFix(string rule, string title, params string[] others)
    {
        _rules = [rule, .. others];
        _title = title;
    }

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds => _rules;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var changes = await ChangesAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (changes is not { Count: > 0 }) continue;
            context.RegisterCodeFix(
                CodeAction.Create(_title, cancellationToken => ApplyAsync(context.Document, changes, cancellationToken), equivalenceKey: diagnostic.Id),
                diagnostic);
        }
    }

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var all = new List<TextChange>();
        foreach (var diagnostic in diagnostics)
        {
            if (await ChangesAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changes) all.AddRange(changes);
        }

        return await ApplyAsync(document, all, context.CancellationToken).ConfigureAwait(false);
    });

    /// <summary>What to change for one finding; null or nothing if it can't be fixed.</summary>
    private protected abstract IReadOnlyList<TextChange>? Changes(MigrationSource source, Diagnostic diagnostic);

    private async Task<IReadOnlyList<TextChange>?> ChangesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var source = await MigrationSource.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false);
        return source is null ? null : Changes(source, diagnostic);
    }

    private static async Task<Document> ApplyAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var ordered = new List<TextChange>();
        // Two findings may ask for the same change.
        foreach (var change in changes.Distinct().OrderBy(change => change.Span.Start))
        {
            if (ordered.Count == 0 || change.Span.Start >= ordered[ordered.Count - 1].Span.End) ordered.Add(change);
        }

        return document.WithText(text.WithChanges(ordered));
    }
}
