using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4006.</summary>
public sealed class SeveralTablesLocked : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4006",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "A transaction that waits for a lock holds no other table",
        "{0} waits for {1} without a limit while {2} stays locked (ACCESS EXCLUSIVE) until COMMIT: everything on {2} waits with it, and an application that takes " +
        "the two in the other order makes a deadlock; set lock_timeout, or give each table a transaction of its own",
        "Locks are kept until the transaction ends. While it waits for the second table behind a long query, nobody reads the first. With lock_timeout it gives up " +
        "instead; in transactions of their own the tables are locked one after the other.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var part in new[] { review.Up, review.Down })
        {
            var transaction = -1;
            ObjectName? held = null;
            var isSaid = false;
            foreach (var statement in part)
            {
                if (statement.Transaction != transaction) (transaction, held, isSaid) = (statement.Transaction, null, false);
                if (!isSaid && !statement.IsGuarded && LocksOneByOne(statement))
                {
                    report.Add(Info, statement.Operation.Origin, "The DO block", "the next table", "the one before it");
                    isSaid = true;
                    continue;
                }

                var locks = StrongLock.All(statement)
                    .Where(it => it.Mode == LockMode.AccessExclusive && statement.Before.Relations.Find(it.Relation) is null or RowRelation)
                    .Select(it => it.Relation)
                    .ToList();
                if (locks.Count == 0) continue;
                // One is enough for a transaction.
                if (held is { } first && !isSaid && !locks.Contains(first) && !statement.IsGuarded)
                {
                    report.Add(Info, statement.Operation.Origin, StatementText.Short(statement.Operation), $"'{locks[0]}'", $"'{first}'");
                    isSaid = true;
                }

                held ??= locks[0];
            }
        }
    }

    /// <summary>Whether a loop goes through tables that are known only when it runs, and locks each against everybody.</summary>
    private static bool LocksOneByOne(ReviewedStatement statement) =>
        BlockCode.Loops(statement.Operation) && statement.Operations.Any(reviewed => reviewed.Operation.Incomplete && reviewed.Effects.Locks.Any(held => held.Mode == LockMode.AccessExclusive));
}
