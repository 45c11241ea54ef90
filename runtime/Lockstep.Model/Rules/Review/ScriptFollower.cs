using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>Follows a script's statements: the schema, the transactions, the settings, and what the script has made.</summary>
internal sealed class ScriptFollower
{
    private readonly MigrationScript _script;
    private readonly ServerFacts _server;
    private readonly Stack<(string? Savepoint, State State)> _marks = new();
    private State _state;
    private int _transaction;
    private bool _open;
    private bool _inBlock;
    private int _message;

    private ScriptFollower(MigrationScript script, DatabaseSchema schema, ServerFacts server)
    {
        _script = script;
        _server = server;
        _state = new(schema, NewObjects.None, SessionSettings.None);
    }

    /// <summary>The statements with what is known of each.</summary>
    public static FollowedScript Follow(
        MigrationScript script,
        EquatableArray<Operation> operations,
        bool isDown,
        DatabaseSchema schema,
        ServerFacts server)
    {
        var follower = new ScriptFollower(script, schema, server);
        var statements = new List<ReviewedStatement>(operations.Count);
        foreach (var operation in operations)
        {
            var statement = follower.Next(operation);
            statement.IsDown = isDown;
            statement.Index = statements.Count;
            statements.Add(statement);
        }

        return new(statements, schema, statements.Count == 0 ? schema : statements[statements.Count - 1].After, server);
    }

    private ReviewedStatement Next(Operation operation)
    {
        var kind = TransactionStateOf(operation);
        var statement = new ReviewedStatement(operation, _state.Schema, _server)
        {
            TransactionState = kind,
            Transaction = _transaction,
            Settings = _state.Settings.Current,
            IsGuarded = LockTimeout.IsSet(_state.Settings.Current, _script.Runner),
        };
        Open(statement);
        if (ControlOf(operation) is { } control) Control(control);
        else if (kind == TransactionState.Alone) _state = _state with { Settings = _state.Settings.AfterTransaction() };
        statement.After = _state.Schema;
        return statement;
    }

    private TransactionState TransactionStateOf(Operation operation)
    {
        var message = (operation as SqlText)?.Message ?? 0;
        if (_message != 0 && message != _message && !_inBlock) _state = _state with { Settings = _state.Settings.AfterTransaction() };
        var goesOn = message != 0 && message == _message;
        _message = message;
        if (_inBlock) return TransactionState.Block;
        if (message != 0)
        {
            // What comes in one message is in one transaction.
            if (!goesOn) _transaction++;
            return TransactionState.Block;
        }

        if (_script.Runner == ScriptRunner.StatementByStatement)
        {
            _transaction++;
            return TransactionState.Alone;
        }

        if (operation.StartsStep && !_script.SingleTransaction) EndRunnersTransaction();
        if (operation.Transactional || _script.SingleTransaction)
        {
            if (!_open) _transaction++;
            _open = true;
            return _script.SingleTransaction ? TransactionState.Single : TransactionState.Runner;
        }

        EndRunnersTransaction();
        _transaction++;
        return TransactionState.Alone;
    }

    private void EndRunnersTransaction()
    {
        if (!_open) return;
        _open = false;
        _state = _state with { Settings = _state.Settings.AfterTransaction() };
    }

    /// <summary>What the functions do that the statement calls: judged like its own operations, but not followed, for nobody knows which of it they do.</summary>
    private List<ReviewedOperation> Called(ReviewedStatement statement)
    {
        var called = new List<ReviewedOperation>();
        var (schema, made) = (_state.Schema, _state.Made);
        foreach (var found in CalledOperations.Of(statement.Operation, schema))
        {
            called.Add(new(found.Operation, statement, schema, made) { Called = found });
            made = made.After(found.Operation, schema, statement.Transaction);
            schema = schema.Apply(found.Operation).Schema;
        }

        return called;
    }

    /// <summary>Takes the statement's operations one by one.</summary>
    private void Open(ReviewedStatement statement)
    {
        statement.Called = Called(statement);
        var operations = new List<ReviewedOperation>();
        if (statement.Operation is not SqlText { Meaning: { IsEmpty: false } meaning } text)
        {
            var single = statement.Operation is SqlText unread && KeptAsText.Meaning(unread) is { } read ? read : statement.Operation;
            operations.Add(new(single, statement, _state.Schema, _state.Made));
            statement.Operations = operations;
            var replay = _state.Schema.Apply(Replayed(statement.Operation));
            statement.Problems = replay.Problems;
            _state = _state.After(single, replay.Schema, statement.Transaction);
            return;
        }

        // Code in a block comes after the block itself, which rules may want to say something about.
        if (text.Kind == StatementKind.Block) operations.Add(new(text with { Meaning = default }, statement, _state.Schema, _state.Made));
        var (schema, made) = (_state.Schema, _state.Made);
        foreach (var meant in meaning)
        {
            operations.Add(new(meant, statement, schema, made));
            made = made.After(meant, schema, statement.Transaction);
            if (meaning.Count > 1) schema = schema.Apply(meant).Schema;
        }

        // The statement as a whole may do what its parts could not: DROP TABLE of two tables that refer to each other.
        var whole = _state.Schema.Apply(meaning.Count == 1 && Replayed(meaning[0]) is var only && !ReferenceEquals(only, meaning[0]) ? only : text);
        statement.Problems = whole.Problems;
        statement.Operations = operations;
        _state = _state with { Schema = whole.Schema, Made = made, Settings = meaning.Aggregate(_state.Settings, (settings, meant) => settings.After(meant)) };
    }

    /// <summary>What is followed: a detach that was cut off left no trace in any migration, but who finalizes it has seen that.</summary>
    private static Operation Replayed(Operation operation) => operation is DetachPartition { Finalize: true } detach ? detach with { Finalize = false } : operation;

    /// <summary>What a statement does with the transaction; null if nothing.</summary>
    private static TransactionControl? ControlOf(Operation operation) => operation switch
    {
        TransactionControl control => control,
        SqlText { Meaning: [TransactionControl control] } => control,
        _ => null,
    };

    private void Control(TransactionControl control)
    {
        switch (control.Verb)
        {
            case TransactionVerb.Begin when !_inBlock:
                EndRunnersTransaction();
                _inBlock = true;
                _transaction++;
                _marks.Clear();
                _marks.Push((null, _state));
                break;
            case TransactionVerb.Commit or TransactionVerb.Prepare when _inBlock:
                EndBlock(control.Chain, _state);
                break;
            case TransactionVerb.Rollback when _inBlock:
                EndBlock(control.Chain, _marks.Last().State);
                break;
            case TransactionVerb.Savepoint when _inBlock:
                _marks.Push((control.Name, _state));
                break;
            case TransactionVerb.RollbackTo when _inBlock:
                foreach (var (savepoint, state) in _marks)
                {
                    if (savepoint != control.Name || savepoint is null) continue;
                    _state = state;
                    break;
                }

                break;
            default:
                break;
        }
    }

    private void EndBlock(bool chain, State state)
    {
        _state = state with { Settings = state.Settings.AfterTransaction() };
        _inBlock = chain;
        _transaction++;
        _marks.Clear();
        if (chain) _marks.Push((null, _state));
    }

    private sealed record State(DatabaseSchema Schema, NewObjects Made, SessionSettings Settings)
    {
        public State After(Operation operation, DatabaseSchema schema, int transaction) =>
            new(schema, Made.After(operation, Schema, transaction), Settings.After(operation));
    }
}
