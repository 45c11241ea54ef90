using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2081.</summary>
public sealed class ConcurrentDetachRefused : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2081",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A partition is detached concurrently only where PostgreSQL can do it",
        "PostgreSQL refuses to detach '{0}' from '{1}' concurrently: {2}; detach it without CONCURRENTLY, which waits for all who use '{1}', so with a lock_timeout",
        "CONCURRENTLY came with PostgreSQL 14. Rows of a partition that is gone would belong to the default partition, so while there is one, PostgreSQL detaches only under " +
        "ACCESS EXCLUSIVE.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not DetachPartition { Concurrently: true } detach) return;
        var version = review.Options.PostgresVersion;
        var why = version < DetachWithoutConcurrently.Concurrent
            ? "version " + version.ToString(CultureInfo.InvariantCulture) + " does not know it"
            : Partitioning.DefaultOf(reviewed.NameOf(detach.Table), reviewed.Before) is { } rest ? $"there is a default partition, '{rest.Name}' (error 55000)" : null;
        if (why is not null) report.Add(Info, detach.Origin, detach.Partition.ToString(), detach.Table.ToString(), why);
    }
}
