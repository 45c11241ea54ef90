using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Users get the new name of their role: superuser becomes admin, monitor operator, readonly viewer.
/// Why: apart from any change of the table. The application version before this one already understands both names.
/// Rollback: the names are moved back one to one. The check goes back to not validated by being replaced.
/// Impact: SHARE UPDATE EXCLUSIVE on users while the check is validated (one read); writes every user once (thousands, below a second).
/// </summary>
[Migration(2026_04_06_0900, "Move users to the new role names", Ticket = "OBS-181")]
public sealed class MoveRoleNames : Migration
{
    public override void Up()
    {
        Execute.Sql("""
            ALTER TABLE users VALIDATE CONSTRAINT users_role_known;
            UPDATE users
            SET role = CASE role WHEN 'superuser' THEN 'admin' WHEN 'monitor' THEN 'operator' WHEN 'readonly' THEN 'viewer' END
            WHERE role IN ('superuser', 'monitor', 'readonly');
            """);
    }

    public override void Down()
    {
        Execute.Sql("""
            UPDATE users
            SET role = CASE role WHEN 'admin' THEN 'superuser' WHEN 'operator' THEN 'monitor' WHEN 'viewer' THEN 'readonly' END
            WHERE role IN ('admin', 'operator', 'viewer');
            ALTER TABLE users
                DROP CONSTRAINT users_role_known,
                ADD CONSTRAINT users_role_known
                    CHECK (role IN ('superuser', 'monitor', 'readonly', 'admin', 'operator', 'viewer')) NOT VALID;
            """);
    }
}
