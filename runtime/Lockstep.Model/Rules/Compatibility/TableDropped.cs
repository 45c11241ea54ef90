using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3002.</summary>
public sealed class TableDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3002",
        RuleCategory.Compatibility,
        RuleSeverity.Error,
        "A table is dropped only after a migration that deprecated it",
        "{0} is dropped: {1}; {2}",
        "While a release rolls out, the version before it still runs and still uses the table. Deprecate it first, release, then drop it. The rows are " +
        "gone for good: no Down brings them back.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => SchemaForms.DroppedTable(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case DropTable drop:
                Check(drop.Table, drop.IfExists, isForeign: false, reviewed, review, report);
                break;
            case DropObject { Object.Kind: ObjectKind.ForeignTable } drop:
                Check(drop.Object.Name, drop.IfExists, isForeign: true, reviewed, review, report);
                break;
        }
    }

    private void Check(QualifiedName name, bool ifExists, bool isForeign, ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.IsMadeHere(name) || (ifExists && review.History.IsComplete && reviewed.Before.Find(name) is null)) return;
        // A temporary table ends with its session anyway.
        var table = reviewed.NameOf(name);
        if (table.Schema == "pg_temp" || Deprecation.Missing(table, null, name.ToString(), review) is not { } whatToDo) return;
        if (reviewed.Table(name) is { Bounds: not null } partition)
        {
            // What uses a partition uses the table that it is a part of.
            report.Add(
                Info,
                reviewed.Origin,
                $"Partition '{name}' of '{partition.Inherits[0]}'",
                "its rows are lost",
                "keep them elsewhere first, or say in a suppression that nobody wants them any more");
            return;
        }

        report.Add(
            Info,
            reviewed.Origin,
            $"{(isForeign ? "Foreign table" : "Table")} '{name}'",
            (isForeign ? string.Empty : "its data is lost, and ") + "application versions that still use it fail",
            whatToDo);
    }
}
