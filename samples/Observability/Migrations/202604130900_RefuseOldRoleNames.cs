using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// New users are viewers, and the old role names are refused.
/// Why: all application versions that run write the new names by now.
/// Rollback: both names are accepted again, and new users are readonly.
/// Impact: ACCESS EXCLUSIVE on users for some milliseconds; NOT VALID looks at no row.
/// </summary>
[Migration(2026_04_13_0900, "Refuse the old role names", Ticket = "OBS-184")]
public sealed class RefuseOldRoleNames : Migration
{
    public override void Up()
    {
        Execute.Sql("""
            ALTER TABLE users
                ALTER COLUMN role SET DEFAULT 'viewer',
                DROP CONSTRAINT users_role_known,
                ADD CONSTRAINT users_role_known CHECK (role IN ('admin', 'operator', 'viewer')) NOT VALID
            """);
    }

    public override void Down()
    {
        Execute.Sql("""
            ALTER TABLE users
                ALTER COLUMN role SET DEFAULT 'readonly',
                DROP CONSTRAINT users_role_known,
                ADD CONSTRAINT users_role_known
                    CHECK (role IN ('superuser', 'monitor', 'readonly', 'admin', 'operator', 'viewer')) NOT VALID;
            ALTER TABLE users VALIDATE CONSTRAINT users_role_known;
            """);
    }
}
