namespace Lockstep.Model.Operations;

/// <content>Privileges and roles.</content>
public static partial class SqlWriter
{
    private static string? WriteGrant(Operation operation) => operation switch
    {
        GrantPrivileges grant =>
            "GRANT " + List(grant.Privileges) + " ON " + Write(grant.Target) + " TO " + List(grant.Grantees) +
            If(grant.WithGrantOption, " WITH GRANT OPTION") + If(grant.GrantedBy, " GRANTED BY "),
        RevokePrivileges revoke =>
            "REVOKE " + If(revoke.GrantOptionOnly, "GRANT OPTION FOR ") + List(revoke.Privileges) + " ON " + Write(revoke.Target) + " FROM " +
            List(revoke.Grantees) + If(revoke.GrantedBy, " GRANTED BY ") + Cascade(revoke.Cascade),
        AlterDefaultPrivileges alter =>
            "ALTER DEFAULT PRIVILEGES" + If(!alter.Roles.IsEmpty, " FOR ROLE " + List(alter.Roles)) +
            If(!alter.Schemas.IsEmpty, " IN SCHEMA " + List(alter.Schemas.Select(Quote))) + " " + Write(alter.Change),
        GrantRoles grant =>
            "GRANT " + List(grant.Roles) + " TO " + List(grant.Grantees) +
            If(!grant.Options.IsEmpty, " WITH " + List(grant.Options.Select(option => option.Name + " " + (option.Value ?? "OPTION")))) +
            If(grant.GrantedBy, " GRANTED BY "),
        RevokeRoles revoke =>
            "REVOKE " + If(revoke.OptionOnly is not null, revoke.OptionOnly + " OPTION FOR ") + List(revoke.Roles) + " FROM " + List(revoke.Grantees) +
            If(revoke.GrantedBy, " GRANTED BY ") + Cascade(revoke.Cascade),
        CreateRole create => "CREATE " + (create.User ? "USER " : "ROLE ") + create.Name + If(create.Options.Length > 0, " " + create.Options),
        DropOwned drop => "DROP OWNED BY " + List(drop.Roles) + Cascade(drop.Cascade),
        ReassignOwned reassign => "REASSIGN OWNED BY " + List(reassign.Roles) + " TO " + reassign.NewOwner,
        _ => null,
    };

    private static string Write(GrantTarget target) =>
        target.AllInSchemas ? "ALL " + target.Kind + " IN SCHEMA " + List(target.Names)
        : target.Names.IsEmpty ? target.Kind
        : target.Kind + " " + List(target.Names);
}
