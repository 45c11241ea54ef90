using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2044.</summary>
public sealed class NumberedColumnAdded : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2044",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "No serial or identity column is added to a table in use",
        "Column '{0}.{1}' is {2}, so every row gets a number of its own: '{0}' and every index are written anew while reads and writes wait (ACCESS EXCLUSIVE); {3}",
        "Each row takes a value from the sequence, so each has to be written. A nullable column with a sequence as its default numbers new rows from then on, " +
        "and the old ones can be numbered in batches.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddColumn add || ColumnRewrites.CauseOf(add, reviewed, review) != ColumnRewrite.Sequence) return;
        report.Add(
            Info,
            add.Origin,
            add.Table.ToString(),
            add.Column.Name,
            add.Column.Identity != Identity.None ? "an identity column" : add.Column.Type,
            "add a nullable bigint column, create a sequence OWNED BY it, SET DEFAULT nextval(…), fill the old rows in batches, then make it NOT NULL");
    }
}
