using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4007.</summary>
public sealed class LongWorkUnderLock : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4007",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "What takes long does not run while a table is locked",
        "{0} {1} in the transaction in which {2} has locked '{3}' ({4}): {5} on '{3}' wait until it ends; move it to a migration of its own",
        "A change of the schema that takes milliseconds keeps its lock until the transaction ends. An UPDATE of many rows behind it makes that minutes. Change the " +
        "schema in one migration, and the rows in the next, in batches.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var part in new[] { review.Up, review.Down })
        {
            var transaction = -1;
            (ReviewedStatement Statement, RelationLock Lock)? holder = null;
            foreach (var statement in part)
            {
                if (statement.Transaction != transaction) (transaction, holder) = (statement.Transaction, null);
                if (holder is var (locking, held) && statement.Operations.Select(reviewed => Work(reviewed, held.Relation, review)).FirstOrDefault(work => work is not null) is { } work)
                {
                    report.Add(
                        Info,
                        statement.Operation.Origin,
                        StatementText.Short(statement.Operation),
                        work,
                        StatementText.Short(locking.Operation),
                        held.Relation.ToString(),
                        held.Mode.Words(),
                        held.Mode.BlocksReads() ? "reads and writes" : "writes");
                }

                if (Held(statement) is { } now && (holder is null || now.Mode > holder.Value.Lock.Mode)) holder = (statement, now);
            }
        }
    }

    private static RelationLock? Held(ReviewedStatement statement) => StrongLock.All(statement)
        .Where(held => statement.Before.Relations.Find(held.Relation) is null or RowRelation)
        .OrderByDescending(held => held.Mode)
        .FirstOrDefault();

    /// <summary>What takes long; null if it does not, as far as anybody can tell.</summary>
    private static string? Work(ReviewedOperation reviewed, ObjectName locked, MigrationReview review)
    {
        switch (reviewed.Operation)
        {
            case UpdateRows or DeleteRows or MergeRows:
                return RowChange.In(reviewed).Any(change => change.Reach != RowReach.Few && reviewed.IsBusy(reviewed.NameOf(change.Table), review)) ? "changes rows" : null;
            // That a query fills a new relation, or a view is refreshed under a lock, rules of their own say.
            case InsertRows or RefreshView { WithNoData: false, Concurrently: true }:
                return Reads(reviewed, review);
            case CopyRows { From: true, Table: { } table } when !reviewed.IsNew(table):
                return "copies rows in";
            // That a constraint is added and validated on one table in one transaction another rule says.
            case ValidateConstraint validate when reviewed.NameOf(validate.Table) != locked:
                return Reads(reviewed, review);
            default:
                return null;
        }
    }

    private static string? Reads(ReviewedOperation reviewed, MigrationReview review) =>
        reviewed.Busy(reviewed.Effects.Scans, review) is { Count: > 0 } read ? $"reads all of '{read[0]}'" : null;
}
