using System.Runtime.CompilerServices;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verbs that give rights.</summary>
public readonly struct Grant
{
    private readonly OperationRecorder _recorder;

    internal Grant(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Gives privileges; say on what, and to whom.</summary>
    /// <param name="privileges">As SQL: <c>SELECT</c>, <c>UPDATE (name)</c>, <c>USAGE</c>, <c>ALL</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public GrantTargetBuilder Privileges(string[] privileges, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(privileges), new(file, line));

    /// <inheritdoc cref="Privileges(string[], string, int)" />
    /// <param name="privilege">As SQL: <c>SELECT</c>, or <c>SELECT, INSERT</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public GrantTargetBuilder Privileges(string privilege, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, GrantWords.Split(privilege), new(file, line));

    /// <summary>Makes roles members of roles; say of which with <c>To</c>.</summary>
    /// <param name="role">The role whose rights they get.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public GrantRoleBuilder Role(string role, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, role, new(file, line));
}

/// <summary>Rights that are given, of which it is still to be said on what.</summary>
public sealed class GrantTargetBuilder : PrivilegeTargets<GrantToBuilder>
{
    private readonly OperationRecorder _recorder;
    private readonly EquatableArray<string> _privileges;
    private readonly Origin _origin;
    private readonly Action _said;

    internal GrantTargetBuilder(OperationRecorder recorder, EquatableArray<string> privileges, Origin origin)
    {
        _recorder = recorder;
        _privileges = privileges;
        _origin = origin;
        _said = recorder.Expect("Grant.Privileges(…) does nothing: add .OnTable(name) or the like, and .To(role).", origin);
    }

    private protected override GrantToBuilder On(GrantTarget target)
    {
        _said();
        return new(_recorder, _privileges, target, _origin);
    }
}

/// <summary>Rights that are given, of which it is still to be said to whom.</summary>
public sealed class GrantToBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly EquatableArray<string> _privileges;
    private readonly GrantTarget _target;
    private readonly Origin _origin;
    private readonly Action _said;

    internal GrantToBuilder(OperationRecorder recorder, EquatableArray<string> privileges, GrantTarget target, Origin origin)
    {
        _recorder = recorder;
        _privileges = privileges;
        _target = target;
        _origin = origin;
        _said = recorder.Expect("Grant.Privileges(…).On…(…) does nothing: add .To(role).", origin);
    }

    /// <summary>To whom.</summary>
    /// <param name="roles">Roles; <c>PUBLIC</c> for all.</param>
    public GrantOptions To(params string[] roles)
    {
        var grantees = Said.Roles(Said.Columns(roles, "Grant … To", _origin));
        _said();
        return new(_recorder, new(_privileges, _target, grantees) { Origin = _origin });
    }
}

/// <summary>What can be said of rights that are given.</summary>
public sealed class GrantOptions : OperationOptions<GrantOptions, GrantPrivileges>
{
    internal GrantOptions(OperationRecorder recorder, GrantPrivileges grant)
        : base(recorder, grant)
    {
    }

    /// <summary>They may pass them on.</summary>
    public GrantOptions WithGrantOption() => With(grant => grant with { WithGrantOption = true });
}

/// <summary>A role whose members are still to be said.</summary>
public sealed class GrantRoleBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly string _role;
    private readonly Origin _origin;
    private readonly Action _said;

    internal GrantRoleBuilder(OperationRecorder recorder, string role, Origin origin)
    {
        _recorder = recorder;
        _role = role;
        _origin = origin;
        _said = recorder.Expect($"Grant.Role(\"{role}\") does nothing: add .To(role).", origin);
    }

    /// <summary>Who becomes a member.</summary>
    /// <param name="roles">Roles.</param>
    public GrantRoleOptions To(params string[] roles)
    {
        var grantees = Said.Roles(Said.Columns(roles, "Grant.Role … To", _origin));
        _said();
        return new(_recorder, new(EquatableArray.Of(SqlIdentifier.Quote(_role)), grantees) { Origin = _origin });
    }
}

/// <summary>What can be said of a membership.</summary>
public sealed class GrantRoleOptions : OperationOptions<GrantRoleOptions, GrantRoles>
{
    internal GrantRoleOptions(OperationRecorder recorder, GrantRoles grant)
        : base(recorder, grant)
    {
    }

    /// <summary>They may make others members.</summary>
    public GrantRoleOptions WithAdminOption() => With(grant => grant with { Options = grant.Options.With(new("ADMIN", "OPTION")) });
}

/// <summary>How privileges are written.</summary>
internal static class GrantWords
{
    /// <summary>Takes <c>SELECT, UPDATE (a, b)</c> apart at the commas outside parentheses.</summary>
    public static EquatableArray<string> Split(string privileges)
    {
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var at = 0; at <= privileges.Length; at++)
        {
            var c = at < privileges.Length ? privileges[at] : ',';
            if (c == '(') depth++;
            else if (c == ')') depth--;
            if (c != ',' || (depth > 0 && at < privileges.Length)) continue;
            parts.Add(privileges.Substring(start, at - start).Trim());
            start = at + 1;
        }

        return new(parts);
    }
}
