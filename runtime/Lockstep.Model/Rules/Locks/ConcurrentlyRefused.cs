using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2004.</summary>
public sealed class ConcurrentlyRefused : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2004",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "CONCURRENTLY stands where PostgreSQL has it",
        "PostgreSQL refuses {0}; {1}",
        "CONCURRENTLY is not for everything that can be done without: not for an index of a partitioned table, not for dropping several indexes at " +
        "once or with CASCADE, not for the index of an exclusion constraint, not for system catalogs.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var statement in review.Statements)
        {
            var several = statement is { IsBlock: false, Operations: [{ Operation: DropIndex { Concurrently: true } }, _, ..] };
            foreach (var reviewed in statement.Operations)
            {
                if (several) Add(statement.Operation, ("DROP INDEX CONCURRENTLY of several indexes", "write one statement for each"), report);
                else if (Refusal(reviewed) is { } refusal) Add(reviewed.Operation, refusal, report);
            }
        }
    }

    /// <summary>What is refused and what to do instead; null if nothing is.</summary>
    internal static (string What, string Instead)? Refusal(ReviewedOperation reviewed) => Refusal(reviewed.Operation, reviewed.Before, reviewed.Statement.IsGuarded);

    /// <inheritdoc cref="Refusal(ReviewedOperation)" />
    internal static (string What, string Instead)? Refusal(Operation operation, DatabaseSchema before, bool isGuarded = true)
    {
        switch (operation)
        {
            case CreateIndex { Concurrently: true } create when IsPartitioned(before.Find(create.Table)):
                return ($"CREATE INDEX CONCURRENTLY on partitioned table '{create.Table}'", Wording.IndexByPartition(create.Table.ToString()));
            case DropIndex { Concurrently: true } drop when before.Find(drop.Index) is TableIndex index && IsPartitioned(before.Relations.Find(index.Table)):
                return (
                    $"DROP INDEX CONCURRENTLY of '{drop.Index}', an index of partitioned table '{index.Table}'",
                    "drop it without CONCURRENTLY, " + (isGuarded ? string.Empty : "under a lock_timeout: ") +
                    "the ACCESS EXCLUSIVE lock on the table and all its partitions is short");
            case DropIndex { Concurrently: true, Cascade: true } drop:
                return ($"DROP INDEX CONCURRENTLY of '{drop.Index}' with CASCADE", "drop what depends on it first, then the index without CASCADE");
            case Reindex { Concurrently: true, Scope: ReindexScope.System }:
                return ("REINDEX SYSTEM CONCURRENTLY", "take CONCURRENTLY out, and do it while nobody works with the database");
            case Reindex { Concurrently: true, Scope: ReindexScope.Index, Name: { } name }
                when before.Find(name) is TableIndex { Constraint: { } constraint } index &&
                     (before.Relations.Find(index.Table) as Table)?.Constraint(constraint)?.Definition is ExclusionConstraint:
                return ($"REINDEX CONCURRENTLY of '{name}', the index of an exclusion constraint", "take CONCURRENTLY out, and do it while nobody writes to the table");
            default:
                return null;
        }
    }

    private static bool IsPartitioned(Relation? relation) => relation is Table { PartitionBy: not null };

    private void Add(Operation operation, (string What, string Instead) refusal, Report report) =>
        report.Add(Info, operation.Origin, refusal.What, refusal.Instead);
}
