using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Roles, permissions, and which role has which; with the three roles that the program knows by name.
/// Why: what a role may do has been in the code so far, and customers want roles of their own.
/// Rollback: drops the three tables; the application goes back to the rights in its code.
/// Impact: new tables, nobody waits.
/// </summary>
[Migration(2026_03_23_0900, "Create roles and permissions", Ticket = "OBS-175")]
public sealed class CreateRolesAndPermissions : Migration
{
    public override void Up()
    {
        Create.Table("roles")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("name", Text).NotNull().Unique()
            .WithColumn("description", Text)
            .WithColumn("is_system", Boolean).NotNull().DefaultValue(false);
        Create.Table("permissions")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("resource", Text).NotNull()
            .WithColumn("action", Text).NotNull()
            .WithUnique("resource", "action");
        Create.Table("role_permissions")
            .WithColumn("role_id", BigInt).NotNull().References("roles", onDelete: ReferentialAction.Cascade)
            .WithColumn("permission_id", BigInt).NotNull().References("permissions", onDelete: ReferentialAction.Cascade)
            .WithPrimaryKey("role_id", "permission_id");
        Create.Index("ix_role_permissions_permission_id").On("role_permissions", "permission_id");
        Insert.Into("roles")
            .Row(new { name = "admin", description = "May do everything in the organisation", is_system = true })
            .Row(new { name = "operator", description = "Works with alerts and rules", is_system = true })
            .Row(new { name = "viewer", description = "Looks and changes nothing", is_system = true });
        foreach (var resource in new[] { "dashboards", "alerts", "alert_rules", "users", "settings" })
        {
            Insert.Into("permissions").Row(new { resource, action = "read" }).Row(new { resource, action = "write" });
        }

        Insert.Into("role_permissions").FromQuery(["role_id", "permission_id"], """
            SELECT roles.id, permissions.id
            FROM roles
            JOIN permissions ON roles.name = 'admin'
                OR (roles.name = 'operator' AND (permissions.action = 'read' OR permissions.resource IN ('alerts', 'alert_rules')))
                OR (roles.name = 'viewer' AND permissions.action = 'read' AND permissions.resource IN ('dashboards', 'alerts'))
            """);
    }

    public override void Down()
    {
        Drop.Table("role_permissions");
        Drop.Table("permissions");
        Drop.Table("roles");
    }
}
