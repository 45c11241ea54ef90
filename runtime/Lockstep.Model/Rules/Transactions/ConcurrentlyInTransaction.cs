using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4001.</summary>
public sealed class ConcurrentlyInTransaction : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4001",
        RuleCategory.Transactions,
        RuleSeverity.Error,
        "CONCURRENTLY stands outside a transaction",
        "{0} can't run {1}: PostgreSQL refuses it in a transaction (error 25001); {2}",
        "CREATE, DROP and REINDEX INDEX CONCURRENTLY, and other statements that commit on their own, wait for all transactions that " +
        "could see the old state, so PostgreSQL refuses them inside one. Lockstep runs each as a step of its own unless told otherwise.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var statement in review.Statements)
        {
            if (statement.IsBlock)
            {
                foreach (var reviewed in statement.Operations)
                {
                    if (!reviewed.Operation.Transactional) Add(reviewed.Operation, "in a DO block", "make it a statement of its own", report);
                }
            }
            else if (!statement.Operation.Transactional)
            {
                Check(statement, review.Script.Runner, report);
            }
        }
    }

    private void Check(ReviewedStatement statement, ScriptRunner runner, Report report)
    {
        if (statement.TransactionState == TransactionState.Block)
        {
            var whatToDo = runner == ScriptRunner.Lockstep ? "take BEGIN and COMMIT out, Lockstep makes the transactions" : "move it behind the COMMIT";
            Add(statement.Operation, "between BEGIN and COMMIT", whatToDo, report);
        }
        else if (statement.TransactionState == TransactionState.Single)
        {
            Add(statement.Operation, "with SingleTransaction", "take SingleTransaction out", report);
        }
    }

    private void Add(Operation operation, string where, string whatToDo, Report report)
    {
        var what = Name(operation);
        report.Add(Info, operation.Origin, what, where, whatToDo);
    }

    private static string Name(Operation operation) => operation switch
    {
        CreateIndex => "CREATE INDEX CONCURRENTLY",
        DropIndex => "DROP INDEX CONCURRENTLY",
        SqlText { Meaning: [CreateIndex or DropIndex, ..] } text => Name(text.Meaning[0]),
        SqlText text => "'" + FirstWords(text.Sql) + "'",
        _ => "'" + FirstWords(SqlWriter.Write(operation)) + "'",
    };

    private static string FirstWords(string sql)
    {
        var words = sql.Split([' ', '\n', '\r', '\t'], 4, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(" ", words.Take(3)).ToUpperInvariant();
    }
}
