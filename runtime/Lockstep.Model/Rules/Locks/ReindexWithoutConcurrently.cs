using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2003.</summary>
public sealed class ReindexWithoutConcurrently : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2003",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "An index is rebuilt concurrently",
        "{0} without CONCURRENTLY: writes to {1} wait (SHARE lock), and nearly all reads too (ACCESS EXCLUSIVE lock on the index, at which every plan " +
        "looks), until it is built; {2}",
        "REINDEX takes a SHARE lock on the table and ACCESS EXCLUSIVE on the index. Planning a query looks at every index of its tables, so only " +
        "queries that are prepared already get through. REINDEX CONCURRENTLY builds a second index beside the old one and swaps them.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.Reindexed(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not Reindex { Concurrently: false } reindex) return;
        var (table, whatToDo) = reindex.Scope switch
        {
            ReindexScope.Index => OfIndex(reindex, reviewed, review),
            ReindexScope.Table => OfTable(reindex, reviewed, review),
            ReindexScope.System => ("the system catalogs", "PostgreSQL has no CONCURRENTLY for those: do it while nobody works with the database"),
            ReindexScope.Schema => ($"the tables of schema '{reindex.Name}', one by one,", "add CONCURRENTLY"),
            _ => ("all tables, one by one,", "add CONCURRENTLY"),
        };
        if (table is null) return;
        report.Add(Info, reindex.Origin, What(reindex), table, whatToDo + (reindex.Scope == ReindexScope.System ? string.Empty : Wording.Outside(reviewed.Statement)));
    }

    private static (string? Table, string WhatToDo) OfIndex(Reindex reindex, ReviewedOperation reviewed, MigrationReview review)
    {
        if (reindex.Name is not { } name) return (null, string.Empty);
        if (reviewed.Before.Find(name) is not TableIndex index) return (review.History.IsComplete ? null : "its table", "add CONCURRENTLY");
        if (!Work.Reads(reviewed.Effects, index.Table.ToQualifiedName(), reviewed, review)) return (null, string.Empty);
        var isExclusion = reviewed.Before.Relations.Find(index.Table) is Table table && table.Constraint(index.Constraint ?? string.Empty)?.Definition is ExclusionConstraint;
        return (
            $"'{index.Table}'",
            isExclusion ? "PostgreSQL has no CONCURRENTLY for the index of an exclusion constraint: do it while nobody writes to the table" : "add CONCURRENTLY");
    }

    private static (string? Table, string WhatToDo) OfTable(Reindex reindex, ReviewedOperation reviewed, MigrationReview review)
    {
        if (reindex.Name is not { } name) return (null, string.Empty);
        var isInUse = reviewed.Before.Find(name) is null
            ? !review.History.IsComplete && !review.IsSmall(reviewed.NameOf(name))
            : Work.Reads(reviewed.Effects, name, reviewed, review);
        return (isInUse ? $"'{name}'" : null, "add CONCURRENTLY");
    }

    private static string What(Reindex reindex) => "REINDEX " + reindex.Scope.ToString().ToUpperInvariant() + (reindex.Name is { } name ? " '" + name + "'" : string.Empty);
}
