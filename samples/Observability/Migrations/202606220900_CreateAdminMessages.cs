using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Announcements that administrators show to everyone, until they expire.
/// Why: planned maintenance was announced by mail, and nobody read it.
/// Rollback: drops the table with the announcements.
/// Impact: a new table. Its foreign keys take SHARE ROW EXCLUSIVE on users and organisations for a moment.
/// </summary>
[Migration(2026_06_22_0900, "Create admin_messages", Ticket = "OBS-226")]
public sealed class CreateAdminMessages : Migration
{
    public override void Up()
    {
        Create.Table("admin_messages")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("organisation_id", BigInt).References("organisations", onDelete: ReferentialAction.Cascade)
            .WithColumn("title", Text).NotNull().Check("length(title) BETWEEN 1 AND 200")
            .WithColumn("message", Text).NotNull()
            .WithColumn("message_type", Text).NotNull().DefaultValue("info")
            .WithColumn("is_active", Boolean).NotNull().DefaultValue(true)
            .WithColumn("created_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithColumn("expires_at", TimestampTz)
            .WithColumn("created_by", BigInt).NotNull().References("users")
            .WithCheck("admin_messages_type_known", "message_type IN ('info', 'success', 'warning', 'danger')");
        Create.Index("ix_admin_messages_active").On("admin_messages", "expires_at").Where("is_active");
        Create.Index("ix_admin_messages_organisation_id").On("admin_messages", "organisation_id");
        Create.Index("ix_admin_messages_created_by").On("admin_messages", "created_by");
    }

    public override void Down()
    {
        Drop.Table("admin_messages");
    }
}
