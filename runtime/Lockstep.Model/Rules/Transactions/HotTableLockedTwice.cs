using Lockstep.Model.Effects;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4016.</summary>
public sealed class HotTableLockedTwice : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4016",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "Two migrations of one release lock a table that is much used",
        "{0} takes {1} on '{2}', one of lockstep_large_tables, and so does migration '{3}' of the same release: put both into one migration, so that there is one wait, or release them apart",
        "Each strong lock on a table that is always in use has to wait for a gap, and everybody else waits behind it. One release that does it twice makes " +
        "two such pauses, one right after the other. Migrations after lockstep_start_after are taken for one release.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        if (review.Options.LargeTables.IsEmpty || review.History.LockedEarlier is not { } lockedEarlier) return;
        HashSet<ObjectName>? told = null;
        foreach (var statement in review.Up)
        {
            foreach (var held in StrongLock.All(statement))
            {
                if (!review.IsLarge(held.Relation) || lockedEarlier(held.Relation, review.Options.StartAfter) is not { } other || !(told ??= []).Add(held.Relation)) continue;
                report.Add(Info, statement.Operation.Origin, StatementText.Short(statement.Operation), held.Mode.Words(), held.Relation.ToString(), other.Name);
            }
        }
    }
}
