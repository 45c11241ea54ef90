using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// The permission *:* and its grant to admin.
/// Why: admins lacked the permission of each new feature until someone remembered them.
/// Rollback: deletes the permission; its grants go with it. What admins were granted one by one stays.
/// Impact: two rows.
/// </summary>
[Migration(2026_04_27_0900, "Give admins the wildcard permission", Ticket = "OBS-193")]
public sealed class GrantWildcardToAdmins : Migration
{
    public override void Up()
    {
        Insert.Into("permissions").Row(new { resource = "*", action = "*" });
        Insert.Into("role_permissions").FromQuery(["role_id", "permission_id"], """
            SELECT roles.id, permissions.id
            FROM roles
            JOIN permissions ON permissions.resource = '*' AND permissions.action = '*'
            WHERE roles.name = 'admin'
            """);
    }

    public override void Down()
    {
        Delete.From("permissions").Where("resource = '*' AND action = '*'");
    }
}
