using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// The open alerts with what their rule says, for the start page and for reports.
/// Why: the same join stood in five places. With security_invoker (PostgreSQL 15) the row security of the one who asks holds, not the
/// owner's.
/// Rollback: drops the view.
/// Impact: a new view; ACCESS SHARE on the two tables.
/// </summary>
[Migration(2026_08_24_0900, "Create the view open_alerts", Ticket = "OBS-250")]
public sealed class CreateOpenAlertsView : Migration
{
    public override void Up()
    {
        Create.View("open_alerts", """
            SELECT
                alerts.id,
                alerts.organisation_id,
                alert_rules.name AS rule,
                alert_rules.severity,
                alerts.observed,
                alert_rules.threshold,
                alerts.started_at,
                alerts.acknowledged_by
            FROM alerts
            JOIN alert_rules ON alert_rules.id = alerts.alert_rule_id
            WHERE alerts.resolved_at IS NULL
            """).SecurityInvoker();
    }

    public override void Down()
    {
        Drop.View("open_alerts");
    }
}
