using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2028.</summary>
public sealed class ExclusionConstraintBuilt : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2028",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "An exclusion constraint comes with its table",
        "{0} of '{1}' builds its index and compares all rows while reads of and writes to '{1}' wait (ACCESS EXCLUSIVE lock); PostgreSQL has neither NOT " +
        "VALID nor USING INDEX for it: add it while nobody works with the table, or to a new table into which the rows are copied",
        "EXCLUDE, and UNIQUE or PRIMARY KEY WITHOUT OVERLAPS, can't be added in steps: there is no NOT VALID, no USING INDEX, and no concurrent build for " +
        "them.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is AddConstraint { Constraint: ExclusionConstraint or IndexConstraint { WithoutOverlaps: true } } add &&
            Work.Reads(reviewed.Effects, add.Table, reviewed, review))
        {
            report.Add(Info, add.Origin, Wording.Name(add.Constraint), add.Table.ToString());
        }
    }
}
