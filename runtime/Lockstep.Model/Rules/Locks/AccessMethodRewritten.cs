using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2072.</summary>
public sealed class AccessMethodRewritten : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2072",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A table in use keeps its access method",
        "'{0}' gets the access method {1}: every row and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); make a new table with it, fill that " +
        "in batches, and rename the two",
        "Another access method stores rows in another way, so SET ACCESS METHOD (since PostgreSQL 15) copies all of them. The one that the table has already costs nothing.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not SetTableAccessMethod set || reviewed.Busy(reviewed.Effects.Rewrites, review).Count == 0) return;
        report.Add(Info, set.Origin, set.Table.ToString(), set.Method is { } method ? "'" + method + "'" : "that is the default");
    }
}
