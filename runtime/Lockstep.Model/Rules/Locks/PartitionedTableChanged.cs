using System.Globalization;
using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2083.</summary>
public sealed class PartitionedTableChanged : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2083",
        RuleCategory.Locks,
        RuleSeverity.Info,
        "A partitioned table is not changed with all its partitions at once",
        "The change of '{0}' takes ACCESS EXCLUSIVE on its {1} partitions too, and gets it only when no transaction uses any of them; choose a quiet time",
        "A change of a partitioned table is a change of each partition. The more there are, the longer it may take until all their locks are there, and those that are " +
        "there already block.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not TableChange change || change is AttachPartition or DetachPartition || reviewed.Table(change.Table) is not { PartitionBy: not null } table || reviewed.IsNew(table.Name)) return;
        var partitions = new SchemaWalk(reviewed.Before).WithDescendants(table);
        var locked = reviewed.Effects.Locks.Count(held => held.Mode == LockMode.AccessExclusive && held.Relation != table.Name && partitions.Any(partition => partition.Name == held.Relation));
        if (locked > 1) report.Add(Info, change.Origin, change.Table.ToString(), locked.ToString(CultureInfo.InvariantCulture));
    }
}
