using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5025.</summary>
public sealed class DefaultPartitionMade : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5025",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A partitioned table has no default partition",
        "'{0}' becomes the default partition of '{1}': every new partition has it read for rows that belong there, and no partition can be detached concurrently while it is " +
        "there; make partitions in time instead, and keep rows without one out",
        "A default partition takes the rows that no other takes, and grows unseen. They have to be moved before their partition can be made.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case CreatePartition create when Partitioning.IsDefault(create.Bounds):
                Add(create.Table, create.Parent);
                break;
            case AttachPartition attach when Partitioning.IsDefault(attach.Bounds):
                Add(attach.Partition, attach.Table);
                break;
        }

        void Add(QualifiedName partition, QualifiedName table) => report.Add(Info, reviewed.Origin, partition.ToString(), table.ToString());
    }
}
