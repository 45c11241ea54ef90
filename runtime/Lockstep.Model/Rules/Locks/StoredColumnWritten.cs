using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2045.</summary>
public sealed class StoredColumnWritten : OperationRule
{
    private const int VirtualColumns = 18;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2045",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "No stored generated column is computed for a table in use",
        "Column '{0}.{1}' is computed and stored in every row: '{0}' and every index are written anew while reads and writes wait (ACCESS EXCLUSIVE); {2}",
        "GENERATED … STORED keeps its value in each row, so adding it, or changing its expression (since PostgreSQL 17), writes each row. A virtual column " +
        "(since PostgreSQL 18) is computed when it is read.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            case AddColumn add when ColumnRewrites.CauseOf(add, reviewed, review) == ColumnRewrite.Generated:
                var viaTrigger = "add an ordinary column, let a trigger fill it in new rows, and fill the old ones in batches";
                report.Add(
                    Info,
                    add.Origin,
                    add.Table.ToString(),
                    add.Column.Name,
                    review.Options.PostgresVersion >= VirtualColumns ? "make it VIRTUAL, or " + viaTrigger : viaTrigger);
                break;
            case SetExpression set when reviewed.Busy(reviewed.Effects.Rewrites, review).Count > 0:
                report.Add(Info, set.Origin, set.Table.ToString(), set.Column, "add a new column with the new expression as its way to be filled (a trigger, and batches for the old rows), and let readers move to it");
                break;
        }
    }
}
