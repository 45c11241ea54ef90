using System.Globalization;
using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>What can be said of a new role. Passwords do not belong into migrations, so there is no word for them.</summary>
public sealed class CreateRoleOptions : OperationOptions<CreateRoleOptions, CreateRole>
{
    internal CreateRoleOptions(OperationRecorder recorder, CreateRole role)
        : base(recorder, role)
    {
    }

    /// <summary>It may log in.</summary>
    public CreateRoleOptions Login() => Say("LOGIN");

    /// <summary>It has the rights of roles that it is a member of only after SET ROLE.</summary>
    public CreateRoleOptions NoInherit() => Say("NOINHERIT");

    /// <summary>It may make databases.</summary>
    public CreateRoleOptions CreateDatabases() => Say("CREATEDB");

    /// <summary>It may make roles.</summary>
    public CreateRoleOptions CreateRoles() => Say("CREATEROLE");

    /// <summary>It may replicate.</summary>
    public CreateRoleOptions Replication() => Say("REPLICATION");

    /// <summary>No policy holds for it.</summary>
    public CreateRoleOptions BypassRowLevelSecurity() => Say("BYPASSRLS");

    /// <summary>How many connections it may have at once.</summary>
    /// <param name="connections">The number.</param>
    public CreateRoleOptions ConnectionLimit(int connections) =>
        Say("CONNECTION LIMIT " + connections.ToString(CultureInfo.InvariantCulture));

    /// <summary>It is a member of these roles.</summary>
    /// <param name="roles">The roles.</param>
    public CreateRoleOptions InRoles(params string[] roles) => Say("IN ROLE " + string.Join(", ", roles.Select(Said.Role)));

    private CreateRoleOptions Say(string option) => With(role => role with { Options = (role.Options + " " + option).TrimStart() });
}

/// <summary>A role that is changed.</summary>
public sealed class AlterRoleBuilder : IChainOfChanges
{
    private readonly OperationRecorder _recorder;
    private readonly DatabaseObject _role;

    internal AlterRoleBuilder(OperationRecorder recorder, string role)
    {
        _recorder = recorder;
        _role = new(ObjectKind.Role, new(null, role));
    }

    /// <summary>A setting that its sessions begin with.</summary>
    /// <param name="setting">Such as <c>statement_timeout</c>.</param>
    /// <param name="value">Its value as SQL: <c>'5s'</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterRoleBuilder Set(string setting, string value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change("SET " + setting + " TO " + value, new(file, line));

    /// <summary>Its sessions begin with the server's value of a setting.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterRoleBuilder Reset(string setting, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change("RESET " + setting, new(file, line));

    /// <summary>Gives it other properties.</summary>
    /// <param name="options">As SQL: <c>LOGIN CONNECTION LIMIT 5</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterRoleBuilder With(string options, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(options, new(file, line));

    private AlterRoleBuilder Change(string sql, Origin origin)
    {
        _recorder.Add(new AlterObject(_role, sql) { Origin = origin });
        return this;
    }
}
