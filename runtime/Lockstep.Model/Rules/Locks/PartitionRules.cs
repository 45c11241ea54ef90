namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about partitions that come and go.</summary>
internal static class PartitionRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new AttachedPartitionScanned(),
        new DefaultPartitionScanned(),
        new PartitionCreated(),
        new DetachWithoutConcurrently(),
        new ConcurrentDetachRefused(),
        new PartitionDropped(),
        new PartitionedTableChanged(),
        new PartnerOfTableLocked(),
        new AttachedPartitionIndexed(),
    ];
}
