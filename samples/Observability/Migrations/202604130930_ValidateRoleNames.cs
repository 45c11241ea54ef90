using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Moves the stragglers that old application versions wrote during the change, and proves that no old name is left.
/// Why: the proof must not be made under the ACCESS EXCLUSIVE lock of the step before.
/// Rollback: a constraint can't be made unvalidated, so it is replaced by one that is not valid. Stragglers keep their new names, which
/// every version understands.
/// Impact: SHARE UPDATE EXCLUSIVE on users while they are read once (below a second).
/// </summary>
[Migration(2026_04_13_0930, "Prove the new role names", Ticket = "OBS-187")]
public sealed class ValidateRoleNames : Migration
{
    public override void Up()
    {
        Execute.Sql("""
            UPDATE users
            SET role = CASE role WHEN 'superuser' THEN 'admin' WHEN 'monitor' THEN 'operator' WHEN 'readonly' THEN 'viewer' END
            WHERE role IN ('superuser', 'monitor', 'readonly');
            ALTER TABLE users VALIDATE CONSTRAINT users_role_known;
            """);
    }

    public override void Down()
    {
        Execute.Sql("""
            ALTER TABLE users
                DROP CONSTRAINT users_role_known,
                ADD CONSTRAINT users_role_known CHECK (role IN ('admin', 'operator', 'viewer')) NOT VALID
            """);
    }
}
