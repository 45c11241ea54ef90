using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2021.</summary>
public sealed class ColumnWithForeignKey : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2021",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A column with a default gets its foreign key afterwards",
        "Column '{0}' has a default and REFERENCES '{1}', so the default is looked up for every row: reads of and writes to '{2}' (ACCESS EXCLUSIVE lock), " +
        "and writes to '{1}', wait until that is done; add the column without REFERENCES, then the foreign key NOT VALID, and validate it {3}",
        "A new column without a default is null everywhere, and null refers to nothing: there is nothing to look up. With a default, every row refers to " +
        "something, and all of them are checked under the ACCESS EXCLUSIVE lock of ADD COLUMN.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConstraintForms.ColumnFirst<ForeignKeyConstraint>(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddColumn add || ColumnConstraints.ThatReads<ForeignKeyConstraint>(add, reviewed, review) is not { } key) return;
        report.Add(Info, add.Origin, ColumnConstraints.Name(add), key.Target.Table.ToString(), add.Table.ToString(), Wording.Later(review));
    }
}
