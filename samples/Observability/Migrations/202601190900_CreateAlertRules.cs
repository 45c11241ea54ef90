using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// When to raise an alert: a metric, a comparison and a threshold that must hold for some time.
/// Why: rules were a file on the collector and could not be changed without a deployment.
/// Rollback: drops the table with all rules; the collector's file is still there.
/// Impact: a new table. Its foreign key takes SHARE ROW EXCLUSIVE on users for a moment.
/// </summary>
[Migration(2026_01_19_0900, "Create alert_rules", Ticket = "OBS-115")]
public sealed class CreateAlertRules : Migration
{
    public override void Up()
    {
        Create.Table("alert_rules")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("name", Text).NotNull()
            .WithColumn("metric", Text).NotNull()
            .WithColumn("comparison", Text).NotNull().Check("comparison IN ('>', '>=', '<', '<=', '=', '<>')")
            .WithColumn("threshold", DoublePrecision).NotNull()
            .WithColumn("hold_for", Interval).NotNull().DefaultSql("'5 minutes'")
            .WithColumn("severity", Text).NotNull().DefaultValue("warning")
            .WithColumn("is_enabled", Boolean).NotNull().DefaultValue(true)
            .WithColumn("created_by", BigInt).References("users", onDelete: ReferentialAction.SetNull)
            .WithColumn("created_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithCheck("alert_rules_severity_known", "severity IN ('info', 'warning', 'critical')");
        Create.Index("ix_alert_rules_created_by").On("alert_rules", "created_by");
        Create.Index("ix_alert_rules_metric").On("alert_rules", "metric").Where("is_enabled");
    }

    public override void Down()
    {
        Drop.Table("alert_rules");
    }
}
