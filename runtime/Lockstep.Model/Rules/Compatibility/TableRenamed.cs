using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3004.</summary>
public sealed class TableRenamed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3004",
        RuleCategory.Compatibility,
        RuleSeverity.Error,
        "A table keeps its name, or leaves a view under it",
        "{0} '{1}' {2}: application versions that still say '{1}' fail as soon as that is committed; {3}",
        "While a release rolls out, the version before it still uses the old name. A view with the old name that is made in the same transaction takes its " +
        "reads and writes: PostgreSQL passes them on if the view is a plain SELECT from one table.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => SchemaForms.RenamedTable(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case RenameTable rename:
                Check(rename, $"is renamed to '{rename.NewName}'", rename.NewName, reviewed, review, report);
                break;
            case SetTableSchema set:
                Check(set, $"is moved to the schema '{set.Schema}'", set.Schema + "." + set.Table.Name, reviewed, review, report);
                break;
        }
    }

    private void Check(TableChange change, string what, string newName, ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        var name = reviewed.NameOf(change.Table);
        var known = reviewed.Before.Relations.Find(name);
        // ALTER TABLE renames indexes and sequences too.
        var isOther = known is not null ? known is not RowRelation : change.Relation is RelationKind.Index or RelationKind.Sequence;
        if (isOther || (known is null && change.IfTableExists && review.History.IsComplete) || reviewed.IsMadeHere(change.Table) || Deprecation.Of(name, null, review) is not null) return;
        var view = $"make a view '{change.Table.Name}' AS SELECT * FROM {newName} in the same transaction, and drop it in a later release";
        if (TransactionOutcome.Rows(reviewed, name, review) is { } now)
        {
            if (now == known || Replacement.Gap(known as RowRelation, now) is not { } gap) return;
            view = $"what has that name now {gap}; " + (now is View ? "complete it" : "rename it in a later release");
        }

        report.Add(Info, reviewed.Origin, Kind(known, change.Relation), change.Table.ToString(), what, view);
    }

    private static string Kind(Relation? known, RelationKind said) => (known, said) switch
    {
        (View { Materialized: true }, _) or (_, RelationKind.MaterializedView) => "Materialized view",
        (View, _) or (_, RelationKind.View) => "View",
        _ => "Table",
    };
}
