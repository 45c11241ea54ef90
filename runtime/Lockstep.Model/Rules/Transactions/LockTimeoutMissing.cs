using Lockstep.Model.Effects;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4002.</summary>
public sealed class LockTimeoutMissing : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4002",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "A script sets lock_timeout before it locks a table that is in use",
        "{0} takes {1} on '{2}' without lock_timeout: while it waits for a long query, all that comes after it on '{2}' waits too; begin with SET lock_timeout = '2s', " +
        "and try again when it runs out",
        "A lock that changes only the catalog is held for milliseconds, but it has to be had first. It queues behind the longest query on the table, and every " +
        "query that comes later queues behind it. Lockstep sets lock_timeout for each transaction and tries again; a script that psql runs has to.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => SchemaForms.LimitedWait(reviewed);

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var part in new[] { review.Up, review.Down })
        {
            // Once is enough: the first SET mends all.
            foreach (var statement in part)
            {
                if (statement.IsGuarded || StrongLock.Of(statement) is not { } held) continue;
                report.Add(Info, statement.Operation.Origin, StatementText.Short(statement.Operation), held.Mode.Words(), held.Relation.ToString());
                break;
            }
        }
    }
}
