using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Alerts that were raised.
/// Why: a rule has at most one open alert; the partial unique index says so, and two collectors can't both open one.
/// Rollback: drops the table with the history of alerts.
/// Impact: a new table. Its foreign keys take SHARE ROW EXCLUSIVE on alert_rules and users for a moment.
/// </summary>
[Migration(2026_01_19_0930, "Create alerts", Ticket = "OBS-118")]
public sealed class CreateAlerts : Migration
{
    public override void Up()
    {
        Create.Table("alerts")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("alert_rule_id", BigInt).NotNull().References("alert_rules", onDelete: ReferentialAction.Cascade)
            .WithColumn("observed", DoublePrecision).NotNull()
            .WithColumn("started_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithColumn("resolved_at", TimestampTz)
            .WithColumn("acknowledged_by", BigInt).References("users", onDelete: ReferentialAction.SetNull)
            .WithColumn("details", Jsonb).NotNull().DefaultSql("'{}'")
            .WithCheck("alerts_resolved_later", "resolved_at >= started_at");
        Create.Index("ux_alerts_open").On("alerts", "alert_rule_id").Unique().Where("resolved_at IS NULL");
        Create.Index("ix_alerts_rule_started").On("alerts", "alert_rule_id", "started_at DESC");
        Create.Index("ix_alerts_acknowledged_by").On("alerts", "acknowledged_by");
    }

    public override void Down()
    {
        Drop.Table("alerts");
    }
}
