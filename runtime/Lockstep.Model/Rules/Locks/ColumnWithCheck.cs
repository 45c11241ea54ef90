using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2024.</summary>
public sealed class ColumnWithCheck : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2024",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A new column of an existing table gets its check afterwards",
        "Column '{0}' is added with a check, which PostgreSQL tries on all rows although they all hold the same: reads of and writes to '{1}' wait (ACCESS " +
        "EXCLUSIVE lock) until that is done; add the column without it, then the check NOT VALID, and validate it {2}",
        "ADD COLUMN alone reads no row. With a CHECK beside the column PostgreSQL reads the whole table under ACCESS EXCLUSIVE, even if the column has no " +
        "default and is null everywhere.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConstraintForms.ColumnFirst<CheckConstraint>(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddColumn add || ColumnConstraints.ThatReads<CheckConstraint>(add, reviewed, review) is null) return;
        report.Add(Info, add.Origin, ColumnConstraints.Name(add), add.Table.ToString(), Wording.Later(review));
    }
}
