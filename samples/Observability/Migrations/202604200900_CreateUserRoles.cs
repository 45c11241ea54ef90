using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Which user has which role in which organisation, filled from users.role.
/// Why: one person works for several customers, with other rights in each.
/// Rollback: drops the table; users.role is still there and still right for the default organisation.
/// Impact: a new table, filled in the same transaction (thousands of rows). Its foreign keys take SHARE ROW EXCLUSIVE on users, roles and
/// organisations until then.
/// </summary>
[Migration(2026_04_20_0900, "Create user_roles", Ticket = "OBS-190")]
[SafeBecause("LS4007", "users and roles hold thousands of rows, which is milliseconds")]
public sealed class CreateUserRoles : Migration
{
    public override void Up()
    {
        Create.Table("user_roles")
            .WithColumn("user_id", BigInt).NotNull().References("users", onDelete: ReferentialAction.Cascade)
            .WithColumn("organisation_id", BigInt).NotNull().References("organisations", onDelete: ReferentialAction.Cascade)
            .WithColumn("role_id", BigInt).NotNull().References("roles")
            .WithColumn("granted_by", BigInt).References("users", onDelete: ReferentialAction.SetNull)
            .WithColumn("granted_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithPrimaryKey("user_id", "organisation_id", "role_id");
        Create.Index("ix_user_roles_organisation_id").On("user_roles", "organisation_id");
        Create.Index("ix_user_roles_role_id").On("user_roles", "role_id");
        Create.Index("ix_user_roles_granted_by").On("user_roles", "granted_by");
        Insert.Into("user_roles").FromQuery(["user_id", "organisation_id", "role_id"], """
            SELECT users.id, default_organisation_id(), roles.id
            FROM users
            JOIN roles ON roles.name = users.role
            """);
    }

    public override void Down()
    {
        Drop.Table("user_roles");
    }
}
