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

/// <summary>Takes down operations while Up or Down runs.</summary>
internal sealed class OperationRecorder
{
    private readonly List<Operation> _operations = [];
    private readonly List<(string Verb, Origin Origin)> _unfinished = [];
    private bool _declared = true;

    /// <summary>Notes an operation; returns where, for <see cref="Update{T}"/>.</summary>
    public int Add(Operation operation)
    {
        _operations.Add(operation);
        return _operations.Count - 1;
    }

    /// <summary>Changes an operation that was noted.</summary>
    public void Update<T>(int at, Func<T, T> change)
        where T : Operation => _operations[at] = change((T)_operations[at]);

    /// <summary>Notes a verb that does nothing until another follows; call the result when it has.</summary>
    public Action Expect(string verb, Origin origin)
    {
        var expectation = (verb, origin);
        _unfinished.Add(expectation);
        return () => _unfinished.Remove(expectation);
    }

    /// <summary>Notes that the migration has no Down of its own.</summary>
    public void DeclareNoDown() => _declared = false;

    /// <summary>What was noted.</summary>
    /// <exception cref="AuthoringException">A verb was left half said.</exception>
    public RecordedOperations Finish()
    {
        if (_unfinished.Count > 0) throw new AuthoringException(_unfinished[0].Verb, _unfinished[0].Origin);
        return new(_operations, _declared);
    }
}
