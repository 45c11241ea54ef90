using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2030.</summary>
public sealed class ValidatedUnderLock : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2030",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A constraint is validated in a transaction of its own",
        "'{0}' of '{1}' is validated in the transaction that holds {2} on '{1}' already: {3} '{1}' wait until every row is read; validate it {4}",
        "VALIDATE CONSTRAINT takes SHARE UPDATE EXCLUSIVE, which lets reads and writes through. But locks last until the end of the transaction, so after " +
        "ADD CONSTRAINT … NOT VALID in the same one the table stays locked as that locked it, and nothing is gained.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConstraintForms.Validated(reviewed);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not ValidateConstraint validate || !Work.Reads(validate, reviewed, review)) return;
        var table = reviewed.NameOf(validate.Table);
        var held = Strongest(Work.HeldBefore(reviewed.Statement, table, review), InTheStatement(reviewed, table));
        if (held is not { } mode || !mode.BlocksWrites()) return;
        report.Add(Info, validate.Origin, validate.Name, validate.Table.ToString(), mode.Words(), Wording.Waiting(mode), Wording.Later(review));
    }

    private static LockMode? InTheStatement(ReviewedOperation reviewed, ObjectName table) => reviewed.Statement.Operations.Count == 1
        ? null
        : reviewed.Statement.Effects.Locks.FirstOrDefault(held => held.Relation == table)?.Mode;

    private static LockMode? Strongest(LockMode? one, LockMode? other) => one is null || other > one ? other : one;
}
