using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>How a statement stands to transactions.</summary>
public enum TransactionState
{
    /// <summary>Alone, in no transaction block: it may be one that can't be in one.</summary>
    Alone,

    /// <summary>In a transaction that the runner makes.</summary>
    Runner,

    /// <summary>In a transaction that the runner makes because the author wants all of the migration in one.</summary>
    Single,

    /// <summary>Between BEGIN and COMMIT.</summary>
    Block,
}

/// <summary>One statement of a migration, with what is known where it runs.</summary>
public sealed class ReviewedStatement
{
    // Nothing is lost if two threads work it out at once.
    private OperationEffects? _effects;
    private ServerFacts _server;

    internal ReviewedStatement(Operation operation, DatabaseSchema before, ServerFacts server)
    {
        Operation = operation;
        Before = before;
        After = before;
        _server = server;
    }

    /// <summary>The statement as it was written: an operation, or SQL text whose meaning is in <see cref="Operations"/>.</summary>
    public Operation Operation { get; }

    /// <summary>
    /// What it performs, in order: one operation in general, several for an ALTER TABLE with several commands; of a <c>DO</c> block those that its
    /// code performs; of text that the reader does not know the text itself.
    /// </summary>
    public IReadOnlyList<ReviewedOperation> Operations { get; internal set; } = [];

    /// <summary>What functions and procedures perform that it calls, in order, as far as the schema has their code; all with the statement's own place.</summary>
    public IReadOnlyList<ReviewedOperation> Called { get; internal set; } = [];

    /// <summary>Whether it is part of Down.</summary>
    public bool IsDown { get; internal set; }

    /// <summary>Its place among the statements of Up, or of Down, from 0.</summary>
    public int Index { get; internal set; }

    /// <summary>The schema before it.</summary>
    public DatabaseSchema Before { get; }

    /// <summary>The schema after it.</summary>
    public DatabaseSchema After { get; internal set; }

    /// <summary>A number that statements of one transaction share.</summary>
    public int Transaction { get; internal set; }

    /// <summary>Which kind of transaction that is.</summary>
    public TransactionState TransactionState { get; internal set; }

    /// <summary>Whether it is a <c>DO</c> block, whose code always runs in one transaction.</summary>
    public bool IsBlock => Operation is SqlText { Kind: StatementKind.Block };

    /// <summary>The session's settings that the script has set before it, by their names in lower case, with their values as SQL.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; internal set; } = new Dictionary<string, string>(0);

    /// <summary>
    /// Whether it gives up when it can't have its lock in time, so that what queues behind it does not wait for longer than that: Lockstep runs it, or
    /// the script has set <c>lock_timeout</c>.
    /// </summary>
    public bool IsGuarded { get; internal set; }

    /// <summary>The server, with the time zone that the script has set.</summary>
    public ServerFacts Server =>
        Settings.TryGetValue("timezone", out var zone) && zone != "DEFAULT" ? _server with { TimeZone = zone.Trim('\'') } : _server;

    /// <summary>Says that the database may hold relations that the schema lacks.</summary>
    internal void MayMeetOthers()
    {
        if (_server.MayHoldOthers) return;
        _server = _server with { MayHoldOthers = true };
        _effects = null;
    }

    /// <summary>What PostgreSQL would refuse of it, and what could not be followed.</summary>
    public IReadOnlyList<SchemaProblem> Problems { get; internal set; } = [];

    /// <summary>What the server does for it.</summary>
    public OperationEffects Effects => _effects ??= OperationEffects.Of(Operation, Before, Server, After);
}
