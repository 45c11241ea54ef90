using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5002.</summary>
public sealed class DuplicateIndex : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5002",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "No two indexes are the same",
        "Index '{0}' is the same as '{1}', which '{2}' has already: it serves no query that the other does not, and every write pays for it; leave it out",
        "Two indexes of the same columns, method and rows do the same work twice. It happens where a primary key or unique constraint, which has an index " +
        "of its own, gets one beside it.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => DesignForms.WithoutDuplicate(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        var told = new HashSet<ObjectName>();
        foreach (var (added, other) in IndexOverlap.Pairs(reviewed, review))
        {
            // A unique one beside a plain one makes the plain one needless, not itself.
            if (!IndexOverlap.AreSame(added, other) || !IsCovered(added, other) || !told.Add(added.Name)) continue;
            report.Add(Info, reviewed.Origin, added.Name.Name, other.Name.Name, added.Table.ToString());
        }
    }

    private static bool IsCovered(TableIndex added, TableIndex other) =>
        !added.Unique || (other.Unique && (added.NullsNotDistinct == other.NullsNotDistinct || other.NullsNotDistinct));
}
