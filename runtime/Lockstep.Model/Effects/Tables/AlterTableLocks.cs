using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>How strongly ALTER TABLE locks the table itself, as <c>AlterTableGetLockLevel</c> tells.</summary>
internal static class AlterTableLocks
{
    /// <summary>The lock that the action needs; an ALTER TABLE takes the strongest that any of its actions needs.</summary>
    public static LockMode Of(Operation action) => action switch
    {
        AddConstraint { Constraint: ForeignKeyConstraint } or SetTriggerState => LockMode.ShareRowExclusive,
        ValidateConstraint or SetColumnStatistics or SetColumnOptions or ResetColumnOptions or SetClusterIndex or AttachPartition => LockMode.ShareUpdateExclusive,
        DetachPartition detach => detach.Concurrently || detach.Finalize ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive,
        SetTableOptions set => OfOptions(set.Options.Select(option => option.Name)),
        ResetTableOptions reset => OfOptions(reset.Options),
        _ => LockMode.AccessExclusive,
    };

    /// <summary>Options that running statements may see change at any time need no more than to keep other changes away.</summary>
    public static LockMode OfOptions(IEnumerable<string> options) =>
        options.All(IsHarmless) ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive;

    private static bool IsHarmless(string option)
    {
        var name = option.Substring(option.IndexOf('.') + 1);
        return name.StartsWith("autovacuum_", StringComparison.Ordinal) || name is "fillfactor" or "toast_tuple_target" or "parallel_workers"
            or "log_autovacuum_min_duration" or "vacuum_index_cleanup" or "vacuum_truncate" or "vacuum_max_eager_freeze_failure_rate"
            or "deduplicate_items" or "vacuum_cleanup_index_scale_factor";
    }
}
