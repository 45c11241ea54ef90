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
        "{0} of '{1}' is checked for all rows while it {2} until that is done; {3}",
        "ADD FOREIGN KEY takes SHARE ROW EXCLUSIVE on both tables and looks up every row. With NOT VALID it looks at no row, and VALIDATE CONSTRAINT, in " +
        "another transaction, looks them up under locks that let writes through.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConstraintForms.NotValid(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            case AddConstraint { Constraint: ForeignKeyConstraint { NotValid: false, NotEnforced: false } key } add when Work.Reads(reviewed.Effects, add.Table, reviewed, review):
                report.Add(
                    Info,
                    add.Origin,
                    Wording.Name(key),
                    add.Table.ToString(),
                    $"is added: writes to '{add.Table}' and '{key.Target.Table}' wait (SHARE ROW EXCLUSIVE lock)",
                    WhatToDo(add, reviewed, review));
                break;
            // Only foreign keys can be altered so, and no NOT VALID comes with it.
            case AlterConstraint { Enforced: true } alter when IsRead(alter, reviewed, review):
                var target = (reviewed.Table(alter.Table)?.Constraint(alter.Name)?.Definition as ForeignKeyConstraint)?.Target.Table.ToString();
                report.Add(
                    Info,
                    alter.Origin,
                    $"Foreign key '{alter.Name}'",
                    alter.Table.ToString(),
                    $"becomes ENFORCED: reads of and writes to '{alter.Table}' (ACCESS EXCLUSIVE lock), and writes to {(target is null ? "the referenced table" : $"'{target}'")}, wait",
                    $"add the same key NOT VALID under another name, validate it {Wording.Later(review)}, and drop '{alter.Name}'");
                break;
        }
    }

    private static bool IsRead(AlterConstraint alter, ReviewedOperation reviewed, MigrationReview review) =>
        reviewed.Table(alter.Table)?.Constraint(alter.Name) is null
            ? !reviewed.IsNew(alter.Table) && !review.IsSmall(reviewed.NameOf(alter.Table))
            : Work.Reads(reviewed.Effects, alter.Table, reviewed, review);

    private static string WhatToDo(AddConstraint add, ReviewedOperation reviewed, MigrationReview review) =>
        ForeignKeyNotValidRefused.IsFor(add, reviewed, review)
            ? ForeignKeyNotValidRefused.ByPartition(add.Table.ToString())
            : $"add it NOT VALID, and validate it {Wording.Later(review)}";
}
