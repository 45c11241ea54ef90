using Lockstep.Model.Operations;
using Lockstep.Model.Operations.Lowering;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Procedural;

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
                    if (!reviewed.Operation.Transactional || !reviewed.Effects.Transactional) Add(reviewed.Operation, "in a DO block", "make it a statement of its own", report);
                }
            }
            else if (!statement.Operation.Transactional)
            {
                Check(statement, review.Script.Runner, report);
            }
            else if (!statement.Effects.Transactional && statement.TransactionState != TransactionState.Alone)
            {
                // What it is about decides, and neither its words nor Lockstep can tell.
                var operation = statement.Operations[0].Operation;
                var whatToDo = statement.TransactionState == TransactionState.Block && review.Script.Runner == ScriptRunner.StatementByStatement ? "move it behind the COMMIT"
                    : operation is Reindex && review.Options.PostgresVersion >= 14 ? "say CONCURRENTLY, or do it partition by partition" : "do it partition by partition";
                Add(operation, "in a transaction on a partitioned table", whatToDo, report);
            }
            else
            {
                foreach (var reviewed in statement.Operations) InRoutine(reviewed, report);
            }
        }
    }

    /// <summary>A function is made without complaint, and fails when it is called.</summary>
    private void InRoutine(ReviewedOperation reviewed, Report report)
    {
        if (reviewed.Operation is not CreateRoutine { Incomplete: false, Language: null or "sql" or "plpgsql" } create) return;
        var sql = SqlWriter.Write(create);
        if (SqlParser.Parse(sql).Statements.FirstOrDefault() is not { } statement) return;
        foreach (var inner in EmbeddedSql.Find(statement, sql))
        {
            var operation = new AstLowering(inner.Source).Lower(inner.Statement).FirstOrDefault(it => !it.Transactional);
            if (operation is null) continue;
            var kind = create.Procedure ? "procedure" : "function";
            report.Add(Info, create.Origin, Name(operation), $"in a {kind}", $"take it out of '{create.Routine}', which would fail when it is called");
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
