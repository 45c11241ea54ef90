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
        Alter.Type("audit_action").AddValue("export", after: "privilege_escalation").AddValue("admin_message", after: "export");
    }

    [SafeBecause("LS2050", "only a new type takes a value out of an enum; a rollback of this waits for a quiet hour")]
    public override void Down()
    {
        Update.Table("audit_log")
            .SetSql("details", "details || jsonb_build_object('action', action::text)")
            .Set(("action", "other"))
            .Where("action IN ('export', 'admin_message')");
        Rename.Type("audit_action").To("audit_action_before");
        Create.Enum(
            "audit_action",
            ["login", "logout", "create", "update", "delete", "other", "security_violation", "access_denied", "privilege_escalation"]);
        Alter.Table("audit_log").Column("action").SetType(Custom("audit_action"), @using: "action::text::audit_action");
        Drop.Type("audit_action_before");
    }
}
