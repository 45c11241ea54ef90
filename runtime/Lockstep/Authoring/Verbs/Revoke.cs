using System.Runtime.CompilerServices;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verbs that take rights away.</summary>
public readonly struct Revoke
{
    private readonly OperationRecorder _recorder;

    internal Revoke(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Takes privileges away; say on what, and from whom.</summary>
    /// <param name="privileges">As SQL: <c>SELECT</c>, <c>UPDATE (name)</c>, <c>USAGE</c>, <c>ALL</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RevokeTargetBuilder Privileges(string[] privileges, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(privileges), new(file, line));

    /// <inheritdoc cref="Privileges(string[], string, int)" />
    /// <param name="privilege">As SQL: <c>SELECT</c>, or <c>SELECT, INSERT</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RevokeTargetBuilder Privileges(string privilege, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, GrantWords.Split(privilege), new(file, line));

    /// <summary>Ends memberships; say whose with <c>From</c>.</summary>
    /// <param name="role">The role whose rights they lose.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RevokeRoleBuilder Role(string role, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, role, new(file, line));
}

/// <summary>Rights that are taken away, of which it is still to be said on what.</summary>
public sealed class RevokeTargetBuilder : PrivilegeTargets<RevokeFromBuilder>
{
    private readonly OperationRecorder _recorder;
    private readonly EquatableArray<string> _privileges;
    private readonly Origin _origin;
    private readonly Action _said;

    internal RevokeTargetBuilder(OperationRecorder recorder, EquatableArray<string> privileges, Origin origin)
    {
        _recorder = recorder;
        _privileges = privileges;
        _origin = origin;
        _said = recorder.Expect("Revoke.Privileges(…) does nothing: add .OnTable(name) or the like, and .From(role).", origin);
    }

    private protected override RevokeFromBuilder On(GrantTarget target)
    {
        _said();
        return new(_recorder, _privileges, target, _origin);
    }
}

/// <summary>Rights that are taken away, of which it is still to be said from whom.</summary>
public sealed class RevokeFromBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly EquatableArray<string> _privileges;
    private readonly GrantTarget _target;
    private readonly Origin _origin;
    private readonly Action _said;

    internal RevokeFromBuilder(OperationRecorder recorder, EquatableArray<string> privileges, GrantTarget target, Origin origin)
    {
        _recorder = recorder;
        _privileges = privileges;
        _target = target;
        _origin = origin;
        _said = recorder.Expect("Revoke.Privileges(…).On…(…) does nothing: add .From(role).", origin);
    }

    /// <summary>From whom.</summary>
    /// <param name="roles">Roles; <c>PUBLIC</c> for what all have.</param>
    public RevokeOptions From(params string[] roles)
    {
        var grantees = Said.Roles(Said.Columns(roles, "Revoke … From", _origin));
        _said();
        return new(_recorder, new(_privileges, _target, grantees) { Origin = _origin });
    }
}

/// <summary>What can be said of rights that are taken away.</summary>
public sealed class RevokeOptions : OperationOptions<RevokeOptions, RevokePrivileges>
{
    internal RevokeOptions(OperationRecorder recorder, RevokePrivileges revoke)
        : base(recorder, revoke)
    {
    }

    /// <summary>Only the right to pass them on goes.</summary>
    public RevokeOptions GrantOptionOnly() => With(revoke => revoke with { GrantOptionOnly = true });

    /// <summary>Those to whom they passed them on lose them too.</summary>
    public RevokeOptions Cascade() => With(revoke => revoke with { Cascade = true });
}

/// <summary>A role of which it is still to be said who is no member any more.</summary>
public sealed class RevokeRoleBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly string _role;
    private readonly Origin _origin;
    private readonly Action _said;

    internal RevokeRoleBuilder(OperationRecorder recorder, string role, Origin origin)
    {
        _recorder = recorder;
        _role = role;
        _origin = origin;
        _said = recorder.Expect($"Revoke.Role(\"{role}\") does nothing: add .From(role).", origin);
    }

    /// <summary>Who is no member any more.</summary>
    /// <param name="roles">Roles.</param>
    public RevokeRoleOptions From(params string[] roles)
    {
        var grantees = Said.Roles(Said.Columns(roles, "Revoke.Role … From", _origin));
        _said();
        return new(_recorder, new(EquatableArray.Of(SqlIdentifier.Quote(_role)), grantees) { Origin = _origin });
    }
}

/// <summary>What can be said of a membership that ends.</summary>
public sealed class RevokeRoleOptions : OperationOptions<RevokeRoleOptions, RevokeRoles>
{
    internal RevokeRoleOptions(OperationRecorder recorder, RevokeRoles revoke)
        : base(recorder, revoke)
    {
    }

    /// <summary>They stay members, but make no others members any more.</summary>
    public RevokeRoleOptions AdminOptionOnly() => With(revoke => revoke with { OptionOnly = "ADMIN" });

    /// <summary>Memberships that they made end too.</summary>
    public RevokeRoleOptions Cascade() => With(revoke => revoke with { Cascade = true });
}
