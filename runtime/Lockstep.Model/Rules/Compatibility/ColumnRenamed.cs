using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3003.</summary>
public sealed class ColumnRenamed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3003",
        RuleCategory.Compatibility,
        RuleSeverity.Error,
        "A column is not renamed while application versions use its name",
        "Column '{0}.{1}' is renamed to '{2}': application versions that still say '{1}' fail as soon as that is committed; {3}",
        "While a release rolls out, the version before it still reads and writes the column by its old name. Add a column with the new name, keep both " +
        "filled, move the application over, and drop the old one in a later release.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ColumnMove.Renamed(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not RenameColumn rename) return;
        if (rename.IfTableExists && review.History.IsComplete && reviewed.Before.Find(rename.Table) is null) return;
        var table = reviewed.NameOf(rename.Table);
        if (reviewed.IsMadeHere(rename.Table, rename.Column) || Deprecation.Of(table, rename.Column, review) is not null) return;
        // What has the old name when all is committed is what they meet.
        if (TransactionOutcome.Rows(reviewed, table, review) is Table now && now.Column(rename.Column) is not null) return;
        var whatToDo = reviewed.Before.Find(rename.Table) is View || rename.Relation is RelationKind.View or RelationKind.MaterializedView
            ? $"add a column '{rename.NewName}' at the end of the view with CREATE OR REPLACE VIEW, and drop '{rename.Column}' in a later release"
            : $"add '{rename.NewName}', fill both while both versions run, and drop '{rename.Column}' in a later release";
        if (HasViewInItsPlace(reviewed, table, rename.Column, review)) return;
        report.Add(Info, reviewed.Origin, rename.Table.ToString(), rename.Column, rename.NewName, whatToDo);
    }

    /// <summary>Whether the same transaction gives the table another name, and its old one to a view that shows the old column.</summary>
    private static bool HasViewInItsPlace(ReviewedOperation reviewed, ObjectName table, string column, MigrationReview review)
    {
        // The table may have its new name before the column has.
        var names = review.Up
            .Where(statement => statement.Transaction == reviewed.Statement.Transaction)
            .SelectMany(statement => statement.Operations)
            .Where(other => other.Operation is RenameTable rename && (other.NameOf(rename.Table) == table || new ObjectName(table.Schema, rename.NewName) == table))
            .Select(other => other.NameOf(((RenameTable)other.Operation).Table));
        return names.Any(name => TransactionOutcome.Rows(reviewed, name, review) is View view && Replacement.Gap(null, view, column) is null);
    }
}
