using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3018.</summary>
public sealed class GenerationDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3018",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "A column that the server fills is filled by it while application versions rely on that",
        "Column '{0}.{1}' is no longer {2}: {3}; {4}",
        "DROP IDENTITY and DROP EXPRESSION change only the catalog. But while a release rolls out, the version before it still inserts rows without the column.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case DropIdentity drop when IsRelevant(drop, reviewed, review) && reviewed.Column(drop.Table, drop.Column) is null or { Identity: not Identity.None }:
                if (TransactionOutcome.Column(reviewed, drop, review) is { Default: not null } or { NotNull: false }) return;
                report.Add(
                    Info,
                    reviewed.Origin,
                    drop.Table.ToString(),
                    drop.Column,
                    "an identity",
                    "inserts of application versions that leave it out fail (error 23502)",
                    "give it a default in the same transaction, such as nextval of a sequence that goes on where the identity stood");
                break;
            case DropExpression drop when IsRelevant(drop, reviewed, review) && reviewed.Column(drop.Table, drop.Column) is null or { GeneratedAs: not null }:
                if (TransactionOutcome.Column(reviewed, drop, review) is { Default: not null } || HasTrigger(drop, reviewed, review)) return;
                report.Add(
                    Info,
                    reviewed.Origin,
                    drop.Table.ToString(),
                    drop.Column,
                    "generated",
                    "it is null in rows that running application versions insert, and stays as it is where they change what it was computed from",
                    "let a BEFORE INSERT OR UPDATE trigger fill it until every running version does");
                break;
        }
    }

    private static bool IsRelevant(ColumnChange change, ReviewedOperation reviewed, MigrationReview review) =>
        !reviewed.IsMadeHere(change.Table, change.Column) &&
        Deprecation.Of(reviewed.NameOf(change.Table), change.Column, review) is null &&
        // What is dropped by the end nobody inserts into.
        !(reviewed.Column(change.Table, change.Column) is not null && TransactionOutcome.Column(reviewed, change, review) is not { Identity: Identity.None, GeneratedAs: null });

    private static bool HasTrigger(ColumnChange change, ReviewedOperation reviewed, MigrationReview review) =>
        TransactionOutcome.Rows(reviewed, reviewed.NameOf(change.Table), review) is Table table &&
        table.Triggers.Any(trigger => trigger.Definition is { Timing: TriggerTiming.Before, ForEachRow: true } before && before.Events.Any(on => on.StartsWith("INSERT", StringComparison.OrdinalIgnoreCase)));
}
