using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>The same work with CONCURRENTLY, where PostgreSQL has it.</summary>
internal static class ConcurrentForms
{
    private const int ReindexTablespace = 14;

    /// <summary>CREATE INDEX.</summary>
    public static SafeForm? Create(ReviewedOperation reviewed, MigrationReview review)
    {
        // With IF NOT EXISTS an invalid index that a failed build left would be taken for the index.
        if (reviewed.Operation is not CreateIndex { Incomplete: false, Concurrently: false, IfNotExists: false } create) return null;
        if (reviewed.Table(create.Table) is { PartitionBy: not null } partitioned) return PartitionedIndexForms.Of(create, partitioned, reviewed, review);
        return Refused(create with { Concurrently = true }, reviewed)
            ? null
            : new("Create it concurrently", EquatableArray.Of<Operation>(create with { Concurrently = true, Name = FormNames.Of(create, reviewed.Before), Origin = Origin.None }));
    }

    /// <summary>DROP INDEX.</summary>
    public static SafeForm? Drop(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not DropIndex { Incomplete: false, Concurrently: false, Cascade: false } drop) return null;
        if (reviewed.Before.Find(drop.Index) is TableIndex index && ConstraintIndexDropped.IsNeeded(index)) return null;
        return Refused(drop with { Concurrently = true }, reviewed)
            ? null
            : new("Drop it concurrently", EquatableArray.Of<Operation>(drop with { Concurrently = true, Origin = Origin.None }));
    }

    /// <summary>REINDEX.</summary>
    public static SafeForm? Reindexed(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not Reindex { Incomplete: false, Concurrently: false, Scope: not ReindexScope.System } reindex) return null;
        if (reindex.Scope == ReindexScope.Table && reindex.Name is { } name && reviewed.Table(name) is { PartitionBy: not null } && review.Options.PostgresVersion < ReindexTablespace) return null;
        return Refused(reindex with { Concurrently = true }, reviewed)
            ? null
            : new("Rebuild it concurrently", EquatableArray.Of<Operation>(reindex with { Concurrently = true, Origin = Origin.None }));
    }

    /// <summary>CREATE INDEX CONCURRENTLY IF NOT EXISTS, which would take an invalid index for a good one.</summary>
    public static SafeForm? AfterAFailure(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not CreateIndex { Incomplete: false, Concurrently: true, IfNotExists: true, Name: { } name } create) return null;
        return new(
            "Drop what a failed run has left before it",
            EquatableArray.Of<Operation>(new DropIndex(new(create.Table.Schema, name)) { Concurrently = true, IfExists = true }, create));
    }

    /// <summary>CREATE INDEX CONCURRENTLY without a name.</summary>
    public static SafeForm? Named(ReviewedOperation reviewed) =>
        reviewed.Operation is CreateIndex { Incomplete: false, Concurrently: true, Name: null, IfNotExists: false } create
            ? new("Name it", EquatableArray.Of<Operation>(create with { Name = FormNames.Of(create, reviewed.Before), Origin = Origin.None }))
            : null;

    /// <summary>ALTER INDEX … SET TABLESPACE.</summary>
    public static SafeForm? Moved(ReviewedOperation reviewed, MigrationReview review)
    {
        if (review.Options.PostgresVersion < ReindexTablespace || reviewed.Operation is not SetTableTablespace { Incomplete: false } set) return null;
        if (!IndexMoved.IsOnIndex(set, reviewed)) return null;
        var reindex = new Reindex(ReindexScope.Index, set.Table) { Concurrently = true, Options = EquatableArray.Of(new OptionSetting("tablespace", SqlIdentifier.Quote(set.Tablespace))) };
        return Refused(reindex, reviewed) ? null : new("Rebuild it concurrently in the other tablespace", EquatableArray.Of<Operation>(reindex));
    }

    /// <summary>DROP INDEX of a constraint's index.</summary>
    public static SafeForm? ConstraintInstead(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not DropIndex { Incomplete: false, Cascade: false } drop) return null;
        return reviewed.Before.Find(drop.Index) is TableIndex { Parent: null, Constraint: { } constraint } index
            ? new("Drop the constraint", EquatableArray.Of<Operation>(new DropConstraint(QualifiedNameOf(index, drop), constraint)))
            : null;
    }

    /// <summary>DETACH PARTITION.</summary>
    public static SafeForm? Detached(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not DetachPartition { Incomplete: false, Concurrently: false, Finalize: false } detach) return null;
        if (review.Options.PostgresVersion < DetachWithoutConcurrently.Concurrent || reviewed.Table(detach.Table) is null) return null;
        if (Partitioning.DefaultOf(reviewed.NameOf(detach.Table), reviewed.Before) is not null) return null;
        var concurrent = detach with { Concurrently = true, Origin = Origin.None };
        // PostgreSQL leaves the bounds as a check, for those who write to the partition while it goes. When all of them are through with it, nobody needs that any more.
        var left = LeftBy(concurrent, reviewed).Select(name => new DropConstraint(detach.Partition, name) { IfExists = true });
        return new("Detach it concurrently", new([concurrent, .. left]));
    }

    private static IEnumerable<string> LeftBy(DetachPartition detach, ReviewedOperation reviewed) =>
        reviewed.Table(detach.Partition) is { } before && reviewed.Before.Apply(detach).Schema.FindTable(detach.Partition) is { } after
            ? after.Constraints.Select(constraint => constraint.Name).Where(name => before.Constraint(name) is null)
            : [];

    /// <summary>REFRESH MATERIALIZED VIEW.</summary>
    public static SafeForm? Refreshed(ReviewedOperation reviewed) =>
        reviewed.Operation is RefreshView { Incomplete: false, Concurrently: false, WithNoData: false } refresh && ViewRefreshed.UniqueIndex(reviewed, refresh) is not null
            ? new("Refresh it concurrently", EquatableArray.Of<Operation>(refresh with { Concurrently = true, Origin = Origin.None }))
            : null;

    /// <summary>A timeout that would cut off what must take long: it is off for that, and on again behind it.</summary>
    public static SafeForm? Untimed(ReviewedOperation reviewed, MigrationReview review)
    {
        var settings = reviewed.Statement.Settings;
        var timeouts = new List<string>();
        if (review.Script.Runner != ScriptRunner.Lockstep && reviewed.Operation is not ValidateConstraint && IsLimited("lock_timeout")) timeouts.Add("lock_timeout");
        if (IsLimited("statement_timeout")) timeouts.Add("statement_timeout");
        if (timeouts.Count == 0 || reviewed.Statement.TransactionState is not (TransactionState.Alone or TransactionState.Runner)) return null;
        // What is set and never used again another rule would wonder at.
        var isLast = !(reviewed.Statement.IsDown ? review.Down : review.Up).Any(other => other.Index > reviewed.Statement.Index);
        return new(
            "Take " + string.Join(" and ", timeouts) + " off for it",
            new([
                .. timeouts.Select(name => (Operation)new SetSetting(name, "0")),
                reviewed.Operation,
                .. timeouts.Where(_ => !isLast).Select(name => (Operation)new SetSetting(name, settings[name])),
            ]));

        bool IsLimited(string name) => settings.TryGetValue(name, out var value) && LockTimeout.IsLimit(value);
    }

    /// <summary>Whether PostgreSQL would refuse the form.</summary>
    private static bool Refused(Operation form, ReviewedOperation reviewed) => ConcurrentlyRefused.Refusal(form, reviewed.Before) is not null;

    private static QualifiedName QualifiedNameOf(TableIndex index, DropIndex drop) =>
        drop.Index.Schema is null ? new(null, index.Table.Name) : index.Table.ToQualifiedName();
}
