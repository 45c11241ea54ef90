using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// users.role may have the new names (admin, operator, viewer) beside the old ones (superuser, monitor, readonly).
/// Why: the first of four steps that rename values under a running application (accept both, move, refuse the old, prove).
/// Rollback: new names become the old ones that mean the same, then only the old ones are accepted.
/// Impact: ACCESS EXCLUSIVE on users for some milliseconds; NOT VALID looks at no row.
/// </summary>
[Migration(2026_03_30_0900, "Accept the new role names", Ticket = "OBS-178")]
public sealed class AcceptNewRoleNames : Migration
{
    public override void Up()
    {
        Alter.Table("users").DropConstraint("users_role_known").AddCheck("users_role_known", "role IN ('superuser', 'monitor', 'readonly', 'admin', 'operator', 'viewer')").NotValid();
    }

    public override void Down()
    {
        Update.Table("users")
            .SetSql("role", "CASE role WHEN 'admin' THEN 'superuser' WHEN 'operator' THEN 'monitor' WHEN 'viewer' THEN 'readonly' END")
            .Where("role IN ('admin', 'operator', 'viewer')");
        Alter.Table("users").DropConstraint("users_role_known").AddCheck("users_role_known", "role IN ('superuser', 'monitor', 'readonly')").NotValid();
        NewStep();
        Alter.Table("users").ValidateConstraint("users_role_known");
    }
}
