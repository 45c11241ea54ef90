using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4009.</summary>
public sealed class TransactionControlUsed : Rule
{
    private const string LockstepsOwn = "Lockstep makes the transactions, so that a step and its row in the history are committed together";

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4009",
        RuleCategory.Transactions,
        RuleSeverity.Error,
        "BEGIN and COMMIT do not get in the way of the transaction that is there",
        "{0} {1}: {2}; {3}",
        "Lockstep refuses BEGIN, COMMIT and ROLLBACK in a migration. In a script that psql runs, a second BEGIN does not nest: the first COMMIT ends the whole. And " +
        "a DO block can commit only outside of a transaction.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        var isLockstep = review.Script.Runner == ScriptRunner.Lockstep;
        foreach (var part in new[] { review.Up, review.Down })
        {
            var open = false;
            foreach (var statement in part)
            {
                if (statement.IsBlock)
                {
                    foreach (var reviewed in statement.Operations)
                    {
                        if (reviewed.Operation is TransactionControl { Verb: TransactionVerb.Commit or TransactionVerb.Rollback }) InBlock(reviewed, isLockstep, report);
                    }

                    continue;
                }

                if (statement.Operations is not [{ Operation: TransactionControl control }]) continue;
                if (isLockstep) ByLockstep(statement, control, open, part, report);
                else ByPsql(statement, control, open, report);
                open = control.Verb switch
                {
                    TransactionVerb.Begin => true,
                    TransactionVerb.Commit or TransactionVerb.Rollback or TransactionVerb.Prepare => open && control.Chain,
                    _ => open,
                };
            }
        }
    }

    private void InBlock(ReviewedOperation reviewed, bool isLockstep, Report report)
    {
        // Alone in psql the block may commit.
        if (reviewed.Statement.TransactionState == TransactionState.Alone) return;
        report.Add(
            Info,
            reviewed.Origin,
            StatementText.Short(reviewed.Operation),
            "can't run in a DO block here",
            "the block itself runs in a transaction, so PostgreSQL refuses it (error 2D000)",
            isLockstep ? "take it out, and do the work in a migration of its own" : "take the block out of BEGIN and COMMIT");
    }

    private void ByLockstep(ReviewedStatement statement, TransactionControl control, bool open, IReadOnlyList<ReviewedStatement> part, Report report)
    {
        // The COMMIT goes with its BEGIN.
        if (control.Verb is TransactionVerb.Savepoint or TransactionVerb.Release or TransactionVerb.RollbackTo || (open && control.Verb != TransactionVerb.Begin)) return;
        // Where something in between can't be in a transaction, the rule about that says to take both out.
        if (control.Verb == TransactionVerb.Begin && part.Skip(statement.Index + 1).TakeWhile(later => later.TransactionState == TransactionState.Block).Any(later => !later.Operation.Transactional)) return;
        var whatToDo = control.Verb == TransactionVerb.Begin ? "take it and its COMMIT out" : "take it out";
        report.Add(Info, statement.Operation.Origin, StatementText.Short(statement.Operation), "can't be run", LockstepsOwn, whatToDo);
    }

    private void ByPsql(ReviewedStatement statement, TransactionControl control, bool open, Report report)
    {
        var problem = control.Verb switch
        {
            TransactionVerb.Begin when open =>
                ("begins nothing", "a transaction is under way, and the next COMMIT ends it, not only this part", "take it and its COMMIT out, or use a savepoint"),
            TransactionVerb.Commit or TransactionVerb.Rollback when !open =>
                ("ends nothing", "no transaction is under way, so each statement before it has been committed alone", "begin one with BEGIN, or take it out"),
            TransactionVerb.Savepoint or TransactionVerb.Release or TransactionVerb.RollbackTo when !open =>
                ("can't run here", "no transaction is under way, so PostgreSQL refuses it (error 25P01)", "begin one with BEGIN, or take it out"),
            TransactionVerb.Prepare when !open =>
                ("ends nothing", "no transaction is under way", "begin one with BEGIN, or take it out"),
            _ => ((string, string, string)?)null,
        };
        if (problem is var (what, why, whatToDo)) report.Add(Info, statement.Operation.Origin, StatementText.Short(statement.Operation), what, why, whatToDo);
    }
}
