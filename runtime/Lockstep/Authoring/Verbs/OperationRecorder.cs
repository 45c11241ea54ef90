using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>What Up or Down noted.</summary>
/// <param name="Operations">The operations, in order.</param>
/// <param name="Declared">False if the migration does not have the method at all (only Down can be missing).</param>
internal sealed record RecordedOperations(IReadOnlyList<Operation> Operations, bool Declared);

/// <summary>A verb of a migration was used wrongly. The message says which, where and how it is meant.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="origin">Where.</param>
public sealed class AuthoringException(string message, Origin origin) : Exception(message)
{
    /// <summary>Where the verb stands.</summary>
    public Origin Origin { get; } = origin;
}

/// <summary>
/// Takes down operations: while Up or Down runs, and in the compiler, where the analyzers call the same verbs for what they read.
/// </summary>
internal sealed class OperationRecorder
{
    private readonly List<Operation> _operations = [];
    private readonly List<Expectation> _unfinished = [];
    private bool _declared = true;
    private bool _startsStep;

    /// <summary>Told the number of each operation that is added or changed.</summary>
    public Action<int>? Changed { get; init; }

    /// <summary>What was noted so far.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>How many verbs do nothing so far.</summary>
    public int UnfinishedCount => _unfinished.Count;

    /// <summary>Notes an operation; returns where, for <see cref="Update{T}"/>.</summary>
    public int Add(Operation operation)
    {
        _operations.Add(_startsStep ? operation with { StartsStep = true } : operation);
        _startsStep = false;
        Changed?.Invoke(_operations.Count - 1);
        return _operations.Count - 1;
    }

    /// <summary>An operation that was noted.</summary>
    public T Get<T>(int at)
        where T : Operation => (T)_operations[at];

    /// <summary>Changes an operation that was noted.</summary>
    public void Update<T>(int at, Func<T, T> change)
        where T : Operation
    {
        _operations[at] = change((T)_operations[at]);
        Changed?.Invoke(at);
    }

    /// <summary>The next operation begins a step; without a next one nothing happens.</summary>
    public void NewStep() => _startsStep = true;

    /// <summary>Notes a verb that does nothing until another follows; call the result when it has.</summary>
    /// <param name="message">What to say if none follows.</param>
    /// <param name="origin">Where the verb stands.</param>
    public Action Expect(string message, Origin origin)
    {
        var expectation = new Expectation(message, origin);
        _unfinished.Add(expectation);
        return () => _unfinished.Remove(expectation);
    }

    /// <summary>The verbs that do nothing so far, but for the first ones.</summary>
    /// <param name="first">How many to pass over.</param>
    public IEnumerable<AuthoringException> UnfinishedSince(int first) =>
        _unfinished.Skip(first).Select(unfinished => new AuthoringException(unfinished.Message, unfinished.Origin));

    /// <summary>Notes that the migration has no Down of its own.</summary>
    public void DeclareNoDown() => _declared = false;

    /// <summary>What was noted.</summary>
    /// <exception cref="AuthoringException">A verb was left half said.</exception>
    public RecordedOperations Finish() =>
        UnfinishedSince(0).FirstOrDefault() is { } unfinished ? throw unfinished : new(_operations, _declared);

    private sealed class Expectation(string message, Origin origin)
    {
        public string Message { get; } = message;

        public Origin Origin { get; } = origin;
    }
}
