using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Which rule's alerts go to which channel.
/// Why: a rule may have several channels and a channel many rules; deleting either takes the route along.
/// Rollback: drops the table; alerts are shown but no longer sent.
/// Impact: a new table. Its foreign keys take SHARE ROW EXCLUSIVE on alert_rules and notification_channels for a moment.
/// </summary>
[Migration(2026_03_16_0930, "Create alert_routes", Ticket = "OBS-172")]
public sealed class CreateAlertRoutes : Migration
{
    public override void Up()
    {
        Create.Table("alert_routes")
            .WithColumn("alert_rule_id", BigInt).NotNull().References("alert_rules", onDelete: ReferentialAction.Cascade)
            .WithColumn("channel_id", BigInt).NotNull().References("notification_channels", onDelete: ReferentialAction.Cascade)
            .WithColumn("min_severity", Text).NotNull().DefaultValue("warning").Check("min_severity IN ('info', 'warning', 'critical')")
            .WithPrimaryKey("alert_rule_id", "channel_id");
        Create.Index("ix_alert_routes_channel_id").On("alert_routes", "channel_id");
    }

    public override void Down()
    {
        Drop.Table("alert_routes");
    }
}
