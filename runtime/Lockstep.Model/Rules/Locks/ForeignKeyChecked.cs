using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2020.</summary>
public sealed class ForeignKeyChecked : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2020",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A foreign key of an existing table is added NOT VALID",
        "{0} of '{1}' is checked for all rows while it is added: writes to '{1}' and '{2}' wait (SHARE ROW EXCLUSIVE lock) until that is done; {3}",
        "ADD FOREIGN KEY takes SHARE ROW EXCLUSIVE on both tables and looks up every row. With NOT VALID it looks at no row, and VALIDATE CONSTRAINT, in " +
        "another transaction, looks them up under locks that let writes through.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConstraintForms.NotValid(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddConstraint { Constraint: ForeignKeyConstraint { NotValid: false, NotEnforced: false } key } add) return;
        if (!Work.Reads(reviewed.Effects, add.Table, reviewed, review)) return;
        report.Add(Info, add.Origin, Wording.Name(key), add.Table.ToString(), key.Target.Table.ToString(), WhatToDo(add, reviewed, review));
    }

    private static string WhatToDo(AddConstraint add, ReviewedOperation reviewed, MigrationReview review) =>
        ForeignKeyNotValidRefused.IsFor(add, reviewed, review)
            ? ForeignKeyNotValidRefused.ByPartition(add.Table.ToString())
            : $"add it NOT VALID, and validate it {Wording.Later(review)}";
}
