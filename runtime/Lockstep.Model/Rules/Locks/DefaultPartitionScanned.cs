using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2078.</summary>
public sealed class DefaultPartitionScanned : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2078",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A new partition does not make PostgreSQL read the default partition",
        "'{0}', the default partition of '{1}', is read whole to see that it has no rows for '{2}', while reads and writes of it wait (ACCESS EXCLUSIVE); first add a CHECK " +
        "to '{0}' that excludes the new bounds, NOT VALID, and VALIDATE it in a transaction of its own",
        "With a new partition the default partition may no longer hold rows within its bounds. A validated CHECK that excludes them spares the scan; it can be dropped " +
        "afterwards.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            case AttachPartition attach:
                Add(attach.Table, attach.Partition);
                break;
            case CreatePartition create:
                Add(create.Parent, create.Table);
                break;
        }

        void Add(QualifiedName parent, QualifiedName partition)
        {
            if (Partitioning.ScannedDefault(reviewed, reviewed.NameOf(parent), review) is { } rest)
            {
                report.Add(Info, reviewed.Origin, rest.Name.ToString(), parent.ToString(), partition.ToString());
            }
        }
    }
}
