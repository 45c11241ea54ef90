using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Three kinds of action more: security violation, access denied, privilege escalation.
/// Why: threat detection writes its findings to the audit log, and the investigator filters by kind.
/// Rollback: PostgreSQL can't take a value out of an enum, so the type is replaced by one without. Entries with a value that goes become
/// 'other' and keep its name in details, so no entry is lost; going up again leaves them so.
/// Impact: up takes no lock on any table. Down rewrites audit_log under ACCESS EXCLUSIVE (minutes when it is large).
/// </summary>
[Migration(2026_06_08_0900, "Add security actions to the audit log", Ticket = "OBS-220")]
public sealed class AddSecurityAuditActions : Migration
{
    public override void Up()
    {
        Execute.Sql("""
            ALTER TYPE audit_action ADD VALUE 'security_violation' AFTER 'other';
            ALTER TYPE audit_action ADD VALUE 'access_denied' AFTER 'security_violation';
            ALTER TYPE audit_action ADD VALUE 'privilege_escalation' AFTER 'access_denied';
            """);
    }

    public override void Down()
    {
        Execute.Sql("""
            UPDATE audit_log
            SET details = details || jsonb_build_object('action', action::text), action = 'other'
            WHERE action IN ('security_violation', 'access_denied', 'privilege_escalation');

            ALTER TYPE audit_action RENAME TO audit_action_before;
            CREATE TYPE audit_action AS ENUM ('login', 'logout', 'create', 'update', 'delete', 'other');
            ALTER TABLE audit_log ALTER COLUMN action TYPE audit_action USING action::text::audit_action;
            DROP TYPE audit_action_before;
            """);
    }
}
