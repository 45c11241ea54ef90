using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Operations.Lowering;

/// <content>Privileges and roles.</content>
internal sealed partial class AstLowering
{
    private Operation? Grant(SqlStatement statement) => statement switch
    {
        GrantStatement grant => Privileges(grant, isDefault: false),
        AlterDefaultPrivilegesStatement alter => new AlterDefaultPrivileges(Privileges(alter.Grant, isDefault: true))
        {
            Roles = Roles(alter.Roles),
            Schemas = Names(alter.Schemas),
        },
        GrantRoleStatement { IsGrant: true } grant => new GrantRoles(Granted(grant), Roles(grant.Grantees))
        {
            Options = new(grant.Options.Select(option => new OptionSetting(option.Name.Value.ToUpperInvariant(), option.Value?.Text.ToUpperInvariant()))),
            GrantedBy = RoleOrNull(grant.GrantedBy),
        },
        GrantRoleStatement revoke => new RevokeRoles(Granted(revoke), Roles(revoke.Grantees))
        {
            OptionOnly = revoke.Options.Count == 0 ? null : revoke.Options[0].Name.Value.ToUpperInvariant(),
            GrantedBy = RoleOrNull(revoke.GrantedBy),
            Cascade = revoke.Cascade,
        },
        CreateRoleStatement create => new CreateRole(Role(create.Role), After(create.Role, create)) { User = create.RoleKind == "user" },
        // ALTER GROUP … ADD USER is an old way to say GRANT.
        AlterRoleStatement { Options: [{ Action: OptionAction.Add or OptionAction.Drop, Value: { Items: { } members } } change] } alter =>
            change.Action == OptionAction.Add
                ? new GrantRoles(new([Role(alter.Role)]), new(members.Select(member => Text(member))))
                : new RevokeRoles(new([Role(alter.Role)]), new(members.Select(member => Text(member)))),
        AlterRoleStatement alter => new AlterObject(RoleObject(alter.Role), After(alter.Role, alter)),
        AlterRoleSetStatement { Role: { } role } alter => new AlterObject(RoleObject(role), After(role, alter)),
        AlterRoleSetStatement alter => new AlterObject(new(ObjectKind.Role, new(null, "ALL")), AfterWord(alter, "all")),
        DropOwnedStatement drop => new DropOwned(Roles(drop.Roles)) { Cascade = drop.Cascade },
        ReassignOwnedStatement reassign => new ReassignOwned(Roles(reassign.Roles), Role(reassign.NewRole)),
        _ => null,
    };

    private static DatabaseObject RoleObject(SqlRole role) => new(ObjectKind.Role, new(null, Role(role)));

    private static EquatableArray<string> Granted(GrantRoleStatement grant) =>
        new(grant.Roles.Select(role => SqlIdentifier.Quote(role.Name.Value)));

    private Operation Privileges(GrantStatement grant, bool isDefault)
    {
        EquatableArray<string> privileges = grant.Privileges.Count == 0 ? new(["ALL"]) : new(grant.Privileges.Select(Text));
        var target = Target(grant, isDefault);
        var grantees = Roles(grant.Grantees);
        var by = RoleOrNull(grant.GrantedBy);
        return grant.IsGrant
            ? new GrantPrivileges(privileges, target, grantees) { WithGrantOption = grant.GrantOption, GrantedBy = by }
            : new RevokePrivileges(privileges, target, grantees) { GrantOptionOnly = grant.GrantOption, GrantedBy = by, Cascade = grant.Cascade };
    }

    private static string Text(Privilege privilege)
    {
        var word = privilege.Name.Value.ToUpperInvariant();
        return privilege.Columns.Count == 0
            ? word
            : word + " (" + string.Join(", ", privilege.Columns.Select(column => SqlIdentifier.Quote(column.Value))) + ")";
    }

    private GrantTarget Target(GrantStatement grant, bool isDefault)
    {
        if (isDefault) return new(grant.TargetKind == "LARGEOBJECT" ? "LARGE OBJECTS" : grant.TargetKind + "S", default);
        if (grant.AllInSchema)
        {
            return new(grant.TargetKind + "S", new(grant.Objects.Select(schema => SqlIdentifier.Quote(schema.Name?.Name ?? string.Empty)))) { AllInSchemas = true };
        }

        var kind = grant.TargetKind switch
        {
            "FDW" => "FOREIGN DATA WRAPPER",
            "FOREIGN_SERVER" => "FOREIGN SERVER",
            "LARGEOBJECT" => "LARGE OBJECT",
            "PARAMETER_ACL" => "PARAMETER",
            _ => grant.TargetKind,
        };
        return new(kind, new(grant.Objects.Select(GrantedObject)));
    }

    private string GrantedObject(ObjectReference reference)
    {
        if (reference.Name is not { } path) return reference.Number ?? string.Empty;
        // A setting may have any number of parts.
        if (reference.Kind == "PARAMETER_ACL") return string.Join(".", path.Parts.Select(part => SqlIdentifier.Quote(part.Value)));
        return Name(path).ToSql() + (reference.Parameters is null ? string.Empty : After(path, reference));
    }
}
