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
        Alter.Type("audit_action")
            .AddValue("security_violation", after: "other")
            .AddValue("access_denied", after: "security_violation")
            .AddValue("privilege_escalation", after: "access_denied");
    }

    [SafeBecause("LS2050", "only a new type takes a value out of an enum; a rollback of this waits for a quiet hour")]
    public override void Down()
    {
        Update.Table("audit_log")
            .SetSql("details", "details || jsonb_build_object('action', action::text)")
            .Set(("action", "other"))
            .Where("action IN ('security_violation', 'access_denied', 'privilege_escalation')");
        Rename.Type("audit_action").To("audit_action_before");
        Create.Enum("audit_action", ["login", "logout", "create", "update", "delete", "other"]);
        Alter.Table("audit_log").Column("action").SetType(Custom("audit_action"), @using: "action::text::audit_action");
        Drop.Type("audit_action_before");
    }
}
