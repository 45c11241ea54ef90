using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Security events as they come in, with whatever the source tells in jsonb.
/// Why: detection and investigation search the details by content, which the GIN index serves.
/// Rollback: drops the table with the events.
/// Impact: a new table. Its foreign keys take SHARE ROW EXCLUSIVE on organisations, users and threat_detection_rules for a moment.
/// </summary>
[Migration(2026_05_25_0930, "Create security_events", Ticket = "OBS-214")]
public sealed class CreateSecurityEvents : Migration
{
    public override void Up()
    {
        Create.Table("security_events")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("organisation_id", BigInt).NotNull().References("organisations")
            .WithColumn("occurred_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithColumn("kind", Text).NotNull()
            .WithColumn("severity", Text).NotNull().Check("severity IN ('low', 'medium', 'high', 'critical')")
            .WithColumn("source_ip", Inet)
            .WithColumn("user_id", BigInt).References("users", onDelete: ReferentialAction.SetNull)
            .WithColumn("rule_id", BigInt).References("threat_detection_rules", onDelete: ReferentialAction.SetNull)
            .WithColumn("details", Jsonb).NotNull().DefaultSql("'{}'");
        Create.Index("ix_security_events_organisation_time").On("security_events", "organisation_id", "occurred_at DESC");
        Create.Index("ix_security_events_user_id").On("security_events", "user_id");
        Create.Index("ix_security_events_rule_id").On("security_events", "rule_id");
        Create.Index("ix_security_events_details").On("security_events", "details jsonb_path_ops").Using("gin");
    }

    public override void Down()
    {
        Drop.Table("security_events");
    }
}
