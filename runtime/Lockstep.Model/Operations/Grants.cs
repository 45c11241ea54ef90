namespace Lockstep.Model.Operations;

/// <summary>Objects that privileges are given on, or that statements make for default privileges.</summary>
/// <param name="Kind">
/// Such as <c>TABLE</c>, <c>SEQUENCE</c>, <c>FUNCTION</c>, <c>SCHEMA</c>, <c>DATABASE</c>; with <see cref="AllInSchemas"/> and in default
/// privileges the plural, such as <c>TABLES</c>.
/// </param>
/// <param name="Names">The objects as SQL; with <see cref="AllInSchemas"/> the schemas.</param>
public sealed record GrantTarget(string Kind, EquatableArray<string> Names)
{
    /// <summary>Whether all objects of the kind in the schemas are meant.</summary>
    public bool AllInSchemas { get; init; }
}

/// <summary><c>GRANT … ON</c>.</summary>
/// <param name="Privileges">In upper case, with columns if any are said, such as <c>SELECT (a, b)</c>; <c>ALL</c> for all.</param>
/// <param name="Target">On what.</param>
/// <param name="Grantees">To whom, as SQL.</param>
public sealed record GrantPrivileges(EquatableArray<string> Privileges, GrantTarget Target, EquatableArray<string> Grantees) : Operation
{
    /// <summary>Whether they may pass them on.</summary>
    public bool WithGrantOption { get; init; }

    /// <summary>By whom, as SQL; null for the current role.</summary>
    public string? GrantedBy { get; init; }
}

/// <summary><c>REVOKE … ON</c>.</summary>
/// <param name="Privileges">As in <see cref="GrantPrivileges"/>.</param>
/// <param name="Target">On what.</param>
/// <param name="Grantees">From whom, as SQL.</param>
public sealed record RevokePrivileges(EquatableArray<string> Privileges, GrantTarget Target, EquatableArray<string> Grantees) : Operation
{
    /// <summary>Whether only the right to pass them on goes.</summary>
    public bool GrantOptionOnly { get; init; }

    /// <summary>By whom they were given, as SQL; null for the current role.</summary>
    public string? GrantedBy { get; init; }

    /// <summary>Whether what was passed on goes too.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>ALTER DEFAULT PRIVILEGES</c>.</summary>
/// <param name="Change">
/// <see cref="GrantPrivileges"/> or <see cref="RevokePrivileges"/>, whose target names a kind in the plural and no objects.
/// </param>
public sealed record AlterDefaultPrivileges(Operation Change) : Operation
{
    /// <summary>For objects that these roles make, as SQL; empty for the current role.</summary>
    public EquatableArray<string> Roles { get; init; }

    /// <summary>In these schemas; empty for all.</summary>
    public EquatableArray<string> Schemas { get; init; }
}

/// <summary><c>GRANT</c> of roles.</summary>
/// <param name="Roles">The roles, as SQL.</param>
/// <param name="Grantees">Who becomes a member, as SQL.</param>
public sealed record GrantRoles(EquatableArray<string> Roles, EquatableArray<string> Grantees) : Operation
{
    /// <summary><c>ADMIN</c>, <c>INHERIT</c> and <c>SET</c>, each with <c>TRUE</c> or <c>FALSE</c>.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <summary>By whom, as SQL; null for the current role.</summary>
    public string? GrantedBy { get; init; }
}

/// <summary><c>REVOKE</c> of roles.</summary>
/// <param name="Roles">The roles, as SQL.</param>
/// <param name="Grantees">Who is no member any more, as SQL.</param>
public sealed record RevokeRoles(EquatableArray<string> Roles, EquatableArray<string> Grantees) : Operation
{
    /// <summary>The option that alone goes: <c>ADMIN</c>, <c>INHERIT</c> or <c>SET</c>; null for the membership.</summary>
    public string? OptionOnly { get; init; }

    /// <summary>By whom it was given, as SQL; null for the current role.</summary>
    public string? GrantedBy { get; init; }

    /// <summary>Whether what was passed on goes too.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>CREATE ROLE</c>, <c>USER</c> or <c>GROUP</c>.</summary>
/// <param name="Name">The new role, as SQL.</param>
/// <param name="Options">What follows its name, such as <c>LOGIN</c>; empty for nothing. It may hold a password: do not print it.</param>
public sealed record CreateRole(string Name, string Options) : Operation
{
    /// <summary>Whether it may log in unless told otherwise (<c>CREATE USER</c>).</summary>
    public bool User { get; init; }
}

/// <summary><c>DROP OWNED BY</c>.</summary>
/// <param name="Roles">Whose objects and privileges go, as SQL.</param>
public sealed record DropOwned(EquatableArray<string> Roles) : Operation
{
    /// <summary>Whether what depends on them goes too.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>REASSIGN OWNED BY</c>.</summary>
/// <param name="Roles">Whose objects, as SQL.</param>
/// <param name="NewOwner">Who owns them from now on, as SQL.</param>
public sealed record ReassignOwned(EquatableArray<string> Roles, string NewOwner) : Operation;
