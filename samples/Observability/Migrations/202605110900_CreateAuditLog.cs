using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Who did what, when and from where; the kinds of action are an enum.
/// Why: compliance asks for it. The user's row may go, the entry stays, so deleting a user empties the reference.
/// Rollback: drops table and type; export the entries first if the law wants them kept.
/// Impact: a new table. Its foreign keys take SHARE ROW EXCLUSIVE on users and organisations for a moment.
/// </summary>
[Migration(2026_05_11_0900, "Create audit_log", Ticket = "OBS-202")]
public sealed class CreateAuditLog : Migration
{
    public override void Up()
    {
        Create.Enum("audit_action", ["login", "logout", "create", "update", "delete", "other"]);
        Create.Table("audit_log")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("occurred_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithColumn("organisation_id", BigInt).References("organisations")
            .WithColumn("user_id", BigInt).References("users", onDelete: ReferentialAction.SetNull)
            .WithColumn("action", Custom("audit_action")).NotNull()
            .WithColumn("object_kind", Text)
            .WithColumn("object_id", Text)
            .WithColumn("ip", Inet)
            .WithColumn("details", Jsonb).NotNull().DefaultSql("'{}'");
        Create.Index("ix_audit_log_organisation_time").On("audit_log", "organisation_id", "occurred_at DESC");
        Create.Index("ix_audit_log_user_id").On("audit_log", "user_id");
        Create.Index("ix_audit_log_action").On("audit_log", "action");
    }

    public override void Down()
    {
        Drop.Table("audit_log");
        Drop.Type("audit_action");
    }
}
