using System.Globalization;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>What can be said of an operation that was noted.</summary>
/// <typeparam name="TSelf">The builder itself, so that words chain.</typeparam>
/// <typeparam name="TOperation">The operation.</typeparam>
public abstract class OperationOptions<TSelf, TOperation>
    where TSelf : OperationOptions<TSelf, TOperation>
    where TOperation : Operation
{
    private readonly int _at;

    private protected OperationOptions(OperationRecorder recorder, TOperation operation)
    {
        Recorder = recorder;
        _at = recorder.Add(operation);
    }

    private protected OperationRecorder Recorder { get; }

    /// <summary>The operation as it is so far.</summary>
    private protected TOperation Noted => Recorder.Get<TOperation>(_at);

    private protected TSelf With(Func<TOperation, TOperation> change)
    {
        Recorder.Update(_at, change);
        return (TSelf)this;
    }

    private protected AuthoringException Wrong(string message) => new(message, Noted.Origin);
}

/// <summary>A chain on which each verb notes a change of its own, so that a finding points at that verb and not at the whole chain.</summary>
internal interface IChainOfChanges;

/// <summary>How verbs turn what they are told into the parts of operations.</summary>
internal static class Said
{
    /// <summary>The name of an object: <c>users</c>, <c>audit.events</c>.</summary>
    /// <exception cref="AuthoringException">It is empty.</exception>
    public static QualifiedName Name(string name, Origin origin) =>
        string.IsNullOrWhiteSpace(name) ? throw new AuthoringException("A name is empty: say which object is meant.", origin) : QualifiedName.Parse(name);

    /// <summary>A role as SQL: quoted if it must be, PUBLIC and CURRENT_USER and their like as they are.</summary>
    public static string Role(string role) => role.ToUpperInvariant() switch
    {
        "PUBLIC" or "CURRENT_USER" or "CURRENT_ROLE" or "SESSION_USER" => role.ToUpperInvariant(),
        _ => SqlIdentifier.Quote(role),
    };

    /// <summary>Roles as SQL.</summary>
    public static EquatableArray<string> Roles(IEnumerable<string> roles) => new(roles.Select(Role));

    /// <summary>Parameters of a routine as SQL writes them behind its name; null if they are not said.</summary>
    public static string? Signature(string? parameters) => parameters is null ? null : "(" + parameters + ")";

    /// <summary>A value as SQL.</summary>
    /// <exception cref="AuthoringException">There is no SQL for a value of its type.</exception>
    public static string Value(object? value, Origin origin) => value is RawSql expression
        ? expression.Sql
        : SqlLiteral.Of(value) ?? throw new AuthoringException(
            $"A value of type {value!.GetType().Name} has no SQL of its own: give text, a number, a truth value, a moment, or Sql(\"…\").", origin);

    /// <summary>Milliseconds, as PostgreSQL's settings take them.</summary>
    /// <exception cref="AuthoringException">It is negative.</exception>
    public static string Milliseconds(TimeSpan time, Origin origin) => time < TimeSpan.Zero
        ? throw new AuthoringException("A time limit can't be negative; TimeSpan.Zero takes the limit away.", origin)
        : "'" + time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + "ms'";

    /// <summary>Columns, of which there must be one.</summary>
    /// <exception cref="AuthoringException">There is none.</exception>
    public static EquatableArray<string> Columns(string[] columns, string verb, Origin origin) =>
        columns.Length == 0 ? throw new AuthoringException(verb + " names no column: add one or more.", origin) : new(columns);
}
