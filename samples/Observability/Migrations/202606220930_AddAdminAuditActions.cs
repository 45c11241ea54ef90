using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Two kinds of action more: export of data and a published announcement.
/// Why: data protection asks who exported what.
/// Rollback: as for the security actions: the type is replaced by one without the two; their entries become 'other' and keep the name in
/// details.
/// Impact: up takes no lock on any table. Down rewrites audit_log under ACCESS EXCLUSIVE (minutes when it is large).
/// </summary>
[Migration(2026_06_22_0930, "Add administrative actions to the audit log", Ticket = "OBS-229")]
public sealed class AddAdminAuditActions : Migration
{
    public override void Up()
    {
        Execute.Sql("""
            ALTER TYPE audit_action ADD VALUE 'export' AFTER 'privilege_escalation';
            ALTER TYPE audit_action ADD VALUE 'admin_message' AFTER 'export';
            """);
    }

    public override void Down()
    {
        Execute.Sql("""
            UPDATE audit_log
            SET details = details || jsonb_build_object('action', action::text), action = 'other'
            WHERE action IN ('export', 'admin_message');

            ALTER TYPE audit_action RENAME TO audit_action_before;
            CREATE TYPE audit_action AS ENUM (
                'login', 'logout', 'create', 'update', 'delete', 'other',
                'security_violation', 'access_denied', 'privilege_escalation');
            ALTER TABLE audit_log ALTER COLUMN action TYPE audit_action USING action::text::audit_action;
            DROP TYPE audit_action_before;
            """);
    }
}
