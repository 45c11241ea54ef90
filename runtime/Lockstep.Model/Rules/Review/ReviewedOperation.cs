using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Review;

/// <summary>One operation of a migration, with what is known where it runs.</summary>
public sealed class ReviewedOperation
{
    // Nothing is lost if two threads work it out at once.
    private OperationEffects? _effects;
    private DatabaseSchema? _after;

    internal ReviewedOperation(Operation operation, ReviewedStatement statement, DatabaseSchema before, NewObjects made)
    {
        Operation = operation;
        Statement = statement;
        Before = before;
        Made = made;
    }

    /// <summary>The operation: never SQL text that the reader knows the meaning of, nor a block.</summary>
    public Operation Operation { get; }

    /// <summary>The statement that performs it; it may perform others beside it.</summary>
    public ReviewedStatement Statement { get; }

    /// <summary>The schema before it, with what the statement's operations before it did.</summary>
    public DatabaseSchema Before { get; }

    /// <summary>The schema after it alone: the same as before it if PostgreSQL would refuse it.</summary>
    public DatabaseSchema After => _after ??= IsWhole ? Statement.After : Before.Apply(Operation).Schema;

    /// <summary>
    /// What the server does for this operation alone, which tells what in a statement is to blame. What its parts do together (a constraint dropped that
    /// another part could have relied on) only the statement's effects tell.
    /// </summary>
    public OperationEffects Effects => _effects ??= IsWhole ? Statement.Effects : OperationEffects.Of(Operation, Before, Statement.Server);

    internal NewObjects Made { get; }

    /// <summary>Where it stands in the code of a routine that the statement calls; null if it is the statement's own.</summary>
    internal CalledOperation? Called { get; init; }

    /// <summary>Whether the statement is nothing but this operation.</summary>
    private bool IsWhole => ReferenceEquals(Operation, Statement.Operation);

    /// <summary>Where to report a finding about it.</summary>
    public Origin Origin => Operation.Origin;

    /// <summary>The whole name that a relation has, or would have if the schema does not hold it.</summary>
    public ObjectName NameOf(QualifiedName relation) => Names.Whole(relation, Before);

    /// <summary>
    /// Whether nobody else can be using the table: the migration made it, and no other session has seen it yet, or nothing has been put into it
    /// since. What would block or take long elsewhere does no harm on it.
    /// </summary>
    public bool IsNew(QualifiedName table) => Made.IsNew(NameOf(table), Statement.Transaction);

    /// <inheritdoc cref="IsNew(QualifiedName)" />
    public bool IsNew(ObjectName table) => Made.IsNew(table, Statement.Transaction);

    /// <summary>Whether the migration itself made the relation, whoever has seen it since.</summary>
    public bool IsMadeHere(QualifiedName relation) => Made.Has(NameOf(relation));

    /// <summary>Whether the migration itself added the column, or the table with it.</summary>
    public bool IsMadeHere(QualifiedName table, string column) => Made.HasColumn(NameOf(table), column);

    /// <summary>The table as it is before the operation; null if the schema does not hold it.</summary>
    public Table? Table(QualifiedName table) => Before.FindTable(table);

    /// <summary>The column as it is before the operation; null if the schema does not hold it.</summary>
    public Column? Column(QualifiedName table, string column) => (Before.Find(table) as RowRelation)?.Column(column);
}
