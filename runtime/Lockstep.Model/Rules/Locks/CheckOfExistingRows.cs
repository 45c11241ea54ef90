using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2023.</summary>
public sealed class CheckOfExistingRows : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2023",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A check of an existing table is added NOT VALID",
        "{0} of '{1}' is tried on all rows while it is added: reads of and writes to '{1}' wait (ACCESS EXCLUSIVE lock) until that is done; add it NOT " +
        "VALID, and validate it {2}",
        "ADD CHECK reads the whole table under ACCESS EXCLUSIVE. With NOT VALID it reads nothing and holds for new rows at once; VALIDATE CONSTRAINT, in " +
        "another transaction, reads the old ones under SHARE UPDATE EXCLUSIVE, which lets reads and writes through.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConstraintForms.NotValid(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddConstraint { Constraint: CheckConstraint { NotValid: false, NotEnforced: false } check } add) return;
        if (!Work.Reads(reviewed.Effects, add.Table, reviewed, review)) return;
        report.Add(Info, add.Origin, Wording.Name(check), add.Table.ToString(), Wording.Later(review));
    }
}
