using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4012.</summary>
public sealed class TransactionPrepared : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4012",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "A script does not leave a prepared transaction behind",
        "{0}: {1}; use COMMIT",
        "A prepared transaction keeps its locks, and keeps VACUUM from removing any row version, until somebody says COMMIT PREPARED, over restarts of the server too.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        // Lockstep refuses it, which another rule says.
        if (review.Script.Runner == ScriptRunner.Lockstep) return;
        foreach (var part in new[] { review.Up, review.Down })
        {
            foreach (var statement in part)
            {
                if (statement.Operations is not [{ Operation: TransactionControl { Verb: TransactionVerb.Prepare } prepare }]) continue;
                if (part.Any(other => other.Transaction == statement.Transaction && other.Operations.Any(IsTemporary)))
                {
                    report.Add(Info, statement.Operation.Origin, StatementText.Short(statement.Operation), "PostgreSQL refuses it in a transaction that has used a temporary table (error 0A000)");
                }
                else if (!part.Any(other => other.Index > statement.Index && Ends(other, prepare.Name)))
                {
                    report.Add(Info, statement.Operation.Origin, StatementText.Short(statement.Operation), "the transaction's locks stay, over restarts too, until somebody commits it by that name");
                }
            }
        }
    }

    private static bool IsTemporary(ReviewedOperation reviewed) => reviewed.Operation is
        CreateTable { Temporary: true } or CreateTableAs { Persistence: Persistence.Temporary } or CreateView { Temporary: true } or CreateSequence { Persistence: Persistence.Temporary };

    private static bool Ends(ReviewedStatement statement, string? name) =>
        statement.Operations is [{ Operation: TransactionControl { Verb: TransactionVerb.CommitPrepared or TransactionVerb.RollbackPrepared } end }] && end.Name == name;
}
