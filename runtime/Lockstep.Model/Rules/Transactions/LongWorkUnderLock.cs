using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4007.</summary>
public sealed class LongWorkUnderLock : OperationRule
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
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (Find(reviewed, review) is not var (holder, held, work)) return;
        report.Add(
            Info,
            reviewed.Origin,
            StatementText.Short(reviewed),
            work,
            StatementText.Short(holder),
            held.Relation.ToString(),
            held.Mode.Words(),
            held.Mode.BlocksReads() ? "reads and writes" : "writes");
    }

    /// <summary>Whether the rule speaks of the operation, so that one about the same rows need not.</summary>
    internal static bool SpeaksOf(ReviewedOperation reviewed, MigrationReview review) => Find(reviewed, review) is not null;

    /// <summary>What takes long, and what has locked which table before; null if all is well.</summary>
    private static (ReviewedOperation Holder, RelationLock Lock, string Work)? Find(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not (DataStatement or RefreshView or ValidateConstraint)) return null;
        (ReviewedOperation Holder, RelationLock Lock)? strongest = null;
        foreach (var earlier in (reviewed.Statement.IsDown ? review.Down : review.Up).Where(other => other.Transaction == reviewed.Statement.Transaction && other.Index <= reviewed.Statement.Index).SelectMany(other => other.Operations))
        {
            if (ReferenceEquals(earlier, reviewed)) break;
            if (Held(earlier) is { } held && (strongest is null || held.Mode > strongest.Value.Lock.Mode)) strongest = (earlier, held);
        }

        return strongest is var (holder, taken) && Work(reviewed, taken.Relation, review) is { } work ? (holder, taken, work) : null;
    }

    private static RelationLock? Held(ReviewedOperation reviewed) => reviewed.Effects.Locks
        .Where(held => held.Mode.BlocksWrites() && !reviewed.IsNew(held.Relation) && reviewed.Before.Relations.Find(held.Relation) is null or RowRelation)
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
