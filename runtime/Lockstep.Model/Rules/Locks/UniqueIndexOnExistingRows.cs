using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2012.</summary>
public sealed class UniqueIndexOnExistingRows : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2012",
        RuleCategory.Locks,
        RuleSeverity.Info,
        "Rows that are there already are unique before they must be",
        "{0} on '{1}' fails if two of its rows are equal in it{2}; look for them, and remove them, before the migration runs",
        "Whether the rows are unique is seen only when it runs, on the real data: a test database rarely has the duplicates. A concurrent build that fails " +
        "leaves an invalid index behind.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            case CreateIndex { Unique: true } create when Work.Reads(reviewed.Effects, create.Table, reviewed, review):
                report.Add(Info, create.Origin, Wording.Name(create), create.Table.ToString(), create.Concurrently ? ", and then leaves an invalid index" : string.Empty);
                break;
            case AddConstraint { Constraint: UniqueConstraint { UsingIndex: null } or PrimaryKeyConstraint { UsingIndex: null } } add when Work.Reads(reviewed.Effects, add.Table, reviewed, review):
                report.Add(Info, add.Origin, Wording.Name(add.Constraint), add.Table.ToString(), string.Empty);
                break;
        }
    }
}
