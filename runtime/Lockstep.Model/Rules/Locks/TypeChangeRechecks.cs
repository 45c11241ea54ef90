using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2052.</summary>
public sealed class TypeChangeRechecks : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2052",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A change of a column's type that keeps the rows does not check them again",
        "Column '{0}.{1}' changes to {2} without a row being written, but {3} is checked again for every row while reads and writes wait (ACCESS EXCLUSIVE){4}; {5}",
        "PostgreSQL makes constraints that name the column anew, and checks them as new ones. Without them the change only touches the catalog; added again NOT VALID " +
        "and validated, they hold as before.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (ColumnTypeChange.Of(reviewed, review) is not { Scans.Count: > 0 } change) return;
        var checks = reviewed.Table(change.Alter.Table)?.Constraints
            .Where(constraint => constraint.Definition is CheckConstraint { NotValid: false, NotEnforced: false } check && ExpressionText.Uses(check.Condition, change.Alter.Column))
            .Select(constraint => constraint.Name)
            .ToList() ?? [];
        report.Add(
            Info,
            reviewed.Origin,
            change.Alter.Table.ToString(),
            change.Alter.Column,
            change.Alter.Type,
            checks.Count == 0 ? "its foreign key" : (checks.Count == 1 ? "check " : "each of the checks ") + ColumnTypeChange.Quoted(checks),
            change.AndPartners,
            "drop the constraint first, and behind the change add it NOT VALID and, in a transaction of its own, VALIDATE CONSTRAINT");
    }
}
