namespace Lockstep.Model.Operations;

/// <summary>How a statement may be run.</summary>
public enum StatementKind
{
    /// <summary>Inside a transaction block or outside.</summary>
    Ordinary,

    /// <summary>PostgreSQL refuses it inside a transaction block (SQLSTATE 25001), such as <c>VACUUM</c>.</summary>
    OutsideTransaction,

    /// <summary><c>DO</c>: its code always runs inside a transaction.</summary>
    Block,

    /// <summary><c>BEGIN</c> or <c>START TRANSACTION</c>.</summary>
    Begin,

    /// <summary><c>COMMIT</c>, <c>END</c>, <c>ROLLBACK</c>, <c>ABORT</c> or <c>PREPARE TRANSACTION</c>.</summary>
    EndTransaction,

    /// <summary><c>COPY … FROM STDIN</c>: needs a client that sends the rows.</summary>
    CopyFromStdin,
}

/// <summary>A statement that was written as SQL and is run as written.</summary>
/// <param name="Sql">The one statement, without its semicolon.</param>
/// <param name="Kind">How it may be run.</param>
public sealed record SqlText(string Sql, StatementKind Kind = StatementKind.Ordinary) : Operation
{
    /// <summary>
    /// The operations that it performs, as far as the reader knows them; for <see cref="StatementKind.Block"/>, those in its code.
    /// </summary>
    public EquatableArray<Operation> Meaning { get; init; }

    /// <summary>The message to the server that it shares with its neighbours of the same number, and with it their transaction; 0 if it is sent on its own.</summary>
    public int Message { get; init; }

    /// <summary>Why PostgreSQL can't read it; null if it can.</summary>
    public SqlProblem? Problem { get; init; }

    /// <summary>What is wrong with the comment <c>-- backfill</c> above it, and what to do; null if nothing is.</summary>
    public string? MarkProblem { get; init; }

    /// <summary>Whether it is a block whose code commits or rolls back, which PostgreSQL lets it do only outside a transaction (SQLSTATE 2D000).</summary>
    public bool EndsTransactions => Kind == StatementKind.Block && Meaning.Any(operation => operation is TransactionControl { Verb: TransactionVerb.Commit or TransactionVerb.Rollback });

    /// <inheritdoc />
    public override bool Transactional => Kind != StatementKind.OutsideTransaction && !EndsTransactions && Meaning is not [DataStatement { Backfill: not null }];
}

/// <summary>What operations mean that hold SQL.</summary>
internal static class OperationMeaning
{
    /// <summary>The operations that it performs: those of its SQL, where that could be read, else itself.</summary>
    public static EquatableArray<Operation> Parts(this Operation operation) => operation is SqlText { Meaning: { IsEmpty: false } meaning } ? meaning : EquatableArray.Of(operation);

    /// <summary>The one operation that it performs, where its SQL could be read and is one; else itself.</summary>
    public static Operation AsOne(this Operation operation) => operation is SqlText { Meaning: [var only] } ? only : operation;
}

/// <summary>Why PostgreSQL can't read a statement.</summary>
/// <param name="Message">What is wrong, in PostgreSQL's words.</param>
/// <param name="Start">Where in the statement, in UTF-16 units from its start.</param>
/// <param name="Length">The length of the token that is wrong; 0 at the end.</param>
public sealed record SqlProblem(string Message, int Start, int Length);

/// <summary>SQL of which a part is known only when the migration runs, such as an interpolated variable. Only analysers make it.</summary>
public sealed record UnknownSql : Operation;
