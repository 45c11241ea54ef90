using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3001.</summary>
public sealed class ColumnDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3001",
        RuleCategory.Compatibility,
        RuleSeverity.Error,
        "A column is dropped only after a migration that deprecated it",
        "Column '{0}.{1}' is dropped: its data is lost, and application versions that still name it fail; {2}",
        "While a release rolls out, the version before it still runs and still reads and writes the column. Deprecate first, release, " +
        "then drop. No Down brings the data back.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => SchemaForms.DroppedColumn(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not DropColumn drop) return;
        if (reviewed.IsMadeHere(drop.Table, drop.Column) || IsGone(drop, reviewed)) return;
        if (drop.IfTableExists && review.History.IsComplete && reviewed.Before.Find(drop.Table) is null) return;
        if (Deprecation.Missing(reviewed.NameOf(drop.Table), drop.Column, $"{drop.Table}.{drop.Column}", review) is not { } whatToDo) return;
        report.Add(Info, drop.Origin, drop.Table.ToString(), drop.Column, whatToDo);
    }

    private static bool IsGone(DropColumn drop, ReviewedOperation reviewed) => drop.IfExists && reviewed.Table(drop.Table) is { } table && table.Column(drop.Column) is null;
}
