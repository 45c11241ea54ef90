using System.Runtime.CompilerServices;
using Lockstep.Model;
using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>Privileges that objects made later have from the start. Those that are there already keep theirs.</summary>
public sealed class DefaultPrivilegesBuilder : IChainOfChanges
{
    private readonly OperationRecorder _recorder;
    private EquatableArray<string> _roles;
    private EquatableArray<string> _schemas;

    internal DefaultPrivilegesBuilder(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Of objects that these roles make. Without it, the role that migrates.</summary>
    /// <param name="roles">The roles.</param>
    public DefaultPrivilegesBuilder ForRoles(params string[] roles)
    {
        _roles = Said.Roles(roles);
        return this;
    }

    /// <summary>Of objects in these schemas. Without it, in all.</summary>
    /// <param name="schemas">The schemas.</param>
    public DefaultPrivilegesBuilder InSchemas(params string[] schemas)
    {
        _schemas = new(schemas);
        return this;
    }

    /// <summary>Gives privileges.</summary>
    /// <param name="privileges">As SQL: <c>SELECT, INSERT</c>, <c>ALL</c>.</param>
    /// <param name="on">What objects: <c>TABLES</c>, <c>SEQUENCES</c>, <c>FUNCTIONS</c>, <c>TYPES</c>, <c>SCHEMAS</c>.</param>
    /// <param name="to">To whom: a role, or <c>PUBLIC</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DefaultPrivilegesBuilder Grant(
        string privileges, string on, string to, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Note(
        new GrantPrivileges(GrantWords.Split(privileges), new(Kind(on, new(file, line)), default), Said.Roles([to])), new(file, line));

    /// <summary>Takes privileges away that were given so, or that PostgreSQL gives of itself (EXECUTE of functions to PUBLIC).</summary>
    /// <param name="privileges">As SQL: <c>SELECT, INSERT</c>, <c>ALL</c>.</param>
    /// <param name="on">What objects: <c>TABLES</c>, <c>SEQUENCES</c>, <c>FUNCTIONS</c>, <c>TYPES</c>, <c>SCHEMAS</c>.</param>
    /// <param name="from">From whom: a role, or <c>PUBLIC</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DefaultPrivilegesBuilder Revoke(
        string privileges, string on, string from, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Note(
        new RevokePrivileges(GrantWords.Split(privileges), new(Kind(on, new(file, line)), default), Said.Roles([from])), new(file, line));

    private static string Kind(string on, Origin origin) => on.ToUpperInvariant() switch
    {
        "TABLES" or "SEQUENCES" or "FUNCTIONS" or "ROUTINES" or "TYPES" or "SCHEMAS" => on.ToUpperInvariant(),
        _ when Hole.Is(on) => on,
        _ => throw new AuthoringException($"'{on}' is no kind of objects that has default privileges: say TABLES, SEQUENCES, FUNCTIONS, TYPES or SCHEMAS.", origin),
    };

    private DefaultPrivilegesBuilder Note(Operation change, Origin origin)
    {
        _recorder.Add(new AlterDefaultPrivileges(change) { Roles = _roles, Schemas = _schemas, Origin = origin });
        return this;
    }
}
