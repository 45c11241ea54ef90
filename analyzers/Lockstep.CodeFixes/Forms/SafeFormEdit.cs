using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Fixes;
using Lockstep.Model.Rules.Review;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RuleSet = Lockstep.Model.Rules.RuleSet;

namespace Lockstep.CodeFixes.Forms;

/// <summary>The safe form of an operation as a change of the project.</summary>
/// <param name="Source">The migration.</param>
/// <param name="Title">What it does, for a menu.</param>
/// <param name="EquivalenceKey">What it has in common with those that can be applied with it.</param>
/// <param name="Changes">What changes in the migration's file.</param>
/// <param name="Later">The migrations that are to be added, in order.</param>
internal sealed record SafeFormEdit(MigrationSource Source, string Title, string EquivalenceKey, IReadOnlyList<TextChange> Changes, IReadOnlyList<NewMigration> Later)
{
    private static readonly Dictionary<string, Rule> Rules = RuleSet.All
        .Where(rule => rule.GetType().GetMethod(nameof(Rule.SafeFormOf))!.DeclaringType != typeof(Rule))
        .ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);

    /// <summary>The rules that know safe forms.</summary>
    public static IReadOnlyCollection<string> RuleIds => Rules.Keys;

    /// <summary>The change that mends a finding; null if its rule knows no form for it, or it can't be written there.</summary>
    public static async Task<SafeFormEdit?> FindAsync(Document document, Diagnostic finding, CancellationToken cancellationToken)
    {
        if (!Rules.TryGetValue(finding.Id, out var rule)) return null;
        var place = finding.Location.SourceSpan;
        if (await MigrationSource.FindAsync(document, place, cancellationToken).ConfigureAwait(false) is not { } source) return null;
        return Of(source, rule, place);
    }

    /// <summary>Whether there is a change that mends what a rule finds at a place.</summary>
    public static bool Has(MigrationSource source, string ruleId, TextSpan place) => Rules.TryGetValue(ruleId, out var rule) && Of(source, rule, place) is not null;

    /// <summary>The change that mends what a rule finds at a place.</summary>
    public static SafeFormEdit? Of(MigrationSource source, Rule rule, TextSpan place)
    {
        SafeFormEdit? edit = null;
        foreach (var statement in source.Review.Statements.Where(statement => !statement.IsBlock))
        {
            foreach (var reviewed in statement.Operations)
            {
                if (source.SpanOf(reviewed.Operation) != place && !(statement.Operations.Count == 1 && source.SpanOf(statement.Operation) == place)) continue;
                if (reviewed.Operation.Incomplete || rule.SafeFormOf(reviewed, source.Review) is not { } form) continue;
                // A place that runs twice, or verbs that do several such things, can't be told apart.
                if (edit is not null) return null;
                edit = Of(source, rule.Info.Id, reviewed, statement.IsDown ? SqlFixes.Backwards(form) : form);
                if (edit is null) return null;
            }
        }

        return edit;
    }

    /// <summary>The change that writes a form; null if it can't be written there.</summary>
    public static SafeFormEdit? Of(MigrationSource source, string ruleId, ReviewedOperation reviewed, SafeForm form)
    {
        var whole = reviewed.Statement.Operation;
        var among = reviewed.Statement.IsDown ? source.Lowered.Script.Down : source.Lowered.Script.Up;
        var at = among.ToList().FindIndex(operation => ReferenceEquals(operation, whole));
        if (at < 0 || form.Instead.Concat(form.Down).Any(operation => operation.Incomplete)) return null;
        if (SourceStatement.Find(source, [.. among], whole) is not { } statement) return null;
        // Between BEGIN and COMMIT nothing begins a step.
        var makesSteps = form.OutsideTransaction || form.Instead.Any(operation => operation.StartsStep);
        if (makesSteps && reviewed.Statement.TransactionState == TransactionState.Block) return null;

        var isLastStep = form.Instead is [.., { StartsStep: true, Transactional: true }];
        var isFollowed = isLastStep && at + 1 < among.Count && !among[at + 1].StartsStep && among[at + 1].Transactional;
        if (StatementRewrite.Of(statement, whole, reviewed.Operation, [.. form.Instead], at > 0, isFollowed) is not { } change) return null;
        if (DownRewrite.Of(source, reviewed, form) is not { } downChanges) return null;
        List<TextChange> changes = [change, .. downChanges];
        if (makesSteps && source.Lowered.Script.SingleTransaction)
        {
            if (Edits.RemoveSingleTransaction(source) is not { } removed) return null;
            changes.Add(removed);
        }

        foreach (var column in form.Deprecates)
        {
            if (Edits.Deprecates(source, column) is { } deprecates) changes.Add(deprecates);
        }

        // What comes later is after Up.
        if (reviewed.Statement.IsDown && !form.Later.IsEmpty) return null;
        // Later migrations are named and numbered after this one, which has to have a place among the others for that.
        if (!form.Later.IsEmpty && (source.Lowered.Script.Version <= 0 || source.Type.ContainingType is not null)) return null;
        return new(source, form.Title, form.EquivalenceKey ?? ruleId, changes, Migrations(source, reviewed, form));
    }

    private static List<NewMigration> Migrations(MigrationSource source, ReviewedOperation reviewed, SafeForm form)
    {
        var migrations = new List<NewMigration>();
        var schema = reviewed.Before.Apply([.. form.Instead]).Schema;
        foreach (var later in form.Later)
        {
            IReadOnlyList<Operation> down = [.. later.Down];
            if (down.Count == 0)
            {
                // Nothing has to be undone; but a Down that leads back to the schema before it is better than none.
                var script = new MigrationScript(later.Description, Origin.None, later.Up, default);
                var review = MigrationReview.Of(script, new(schema, []), source.Review.Options);
                down = InverseOfUp.Of(review)?.Operations ?? [];
            }

            migrations.Add(new(source, later, down));
            schema = schema.Apply([.. later.Up]).Schema;
        }

        return migrations;
    }
}
