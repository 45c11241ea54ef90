using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5038.</summary>
public sealed class ColumnNotPublished : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5038",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A new column is in the column list of its table's publication",
        "Column '{0}.{1}' is not in the column list with which '{0}' is published, so subscribers do not get it; add it there if they should: ALTER PUBLICATION … SET TABLE …",
        "A publication without a column list publishes new columns too; one with a list publishes what the list says.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not AddColumn add) return;
        var table = reviewed.NameOf(add.Table);
        var lists = PublishedTables.All(review.AfterUp).Select(publication => publication.Entry(table)).Where(entry => entry is { Columns.IsEmpty: false }).ToList();
        if (lists.Exists(entry => !entry!.Columns.Contains(add.Column.Name))) report.Add(Info, add.Origin, add.Table.ToString(), add.Column.Name);
    }
}
