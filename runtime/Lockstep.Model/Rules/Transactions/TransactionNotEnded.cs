using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4011.</summary>
public sealed class TransactionNotEnded : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4011",
        RuleCategory.Transactions,
        RuleSeverity.Error,
        "A transaction that a script begins it also ends",
        "{0} has no COMMIT: when the script ends, all that it did is rolled back; add COMMIT at the end",
        "psql closes the connection at the end of the script, and the server rolls back what was not committed. The script seems to have worked.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        // Lockstep refuses BEGIN, which another rule says.
        if (review.Script.Runner == ScriptRunner.Lockstep) return;
        foreach (var part in new[] { review.Up, review.Down })
        {
            ReviewedStatement? begin = null;
            foreach (var statement in part)
            {
                if (statement.IsBlock || statement.Operations is not [{ Operation: TransactionControl control }]) continue;
                begin = control.Verb switch
                {
                    TransactionVerb.Begin => begin ?? statement,
                    TransactionVerb.Commit or TransactionVerb.Rollback or TransactionVerb.Prepare => control.Chain && begin is not null ? statement : null,
                    _ => begin,
                };
            }

            if (begin is not null) report.Add(Info, begin.Operation.Origin, StatementText.Short(begin.Operation));
        }
    }
}
