using Lockstep.Model.Operations;

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
    public override void Check(MigrationScript script, Report report)
    {
        Check(script.Up, script.SingleTransaction, report);
        Check(script.Down, script.SingleTransaction, report);
    }

    private void Check(EquatableArray<Operation> operations, bool singleTransaction, Report report)
    {
        var inTransaction = false;
        foreach (var operation in operations)
        {
            if (operation is SqlText { Kind: StatementKind.Begin }) inTransaction = true;
            else if (operation is SqlText { Kind: StatementKind.EndTransaction }) inTransaction = false;
            else if (operation is SqlText { Kind: StatementKind.Block } block) CheckBlock(block, report);
            else if (operation.Transactional) continue;
            else if (inTransaction) Add(operation, "between BEGIN and COMMIT", "take BEGIN and COMMIT out, Lockstep makes the transactions", report);
            else if (singleTransaction) Add(operation, "with SingleTransaction", "take SingleTransaction out", report);
        }
    }

    private void CheckBlock(SqlText block, Report report)
    {
        foreach (var operation in block.Meaning)
        {
            if (!operation.Transactional) Add(operation, "in a DO block", "make it a statement of its own", report);
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
