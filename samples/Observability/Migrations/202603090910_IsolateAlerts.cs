using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Row-level security for alert rules and alerts, as for dashboards.
/// Why: both in one transaction, so that nobody sees alerts whose rule is hidden; locked in the order in which the application locks them,
/// a rule before its alerts.
/// Rollback: everyone sees all rows again, so keep the application to one organisation first.
/// Impact: ACCESS EXCLUSIVE on both tables for some milliseconds.
/// </summary>
[Migration(2026_03_09_0910, "Show alerts only to their organisation", Ticket = "OBS-166")]
public sealed class IsolateAlerts : Migration
{
    public override void Up()
    {
        foreach (var table in new[] { "alert_rules", "alerts" })
        {
            Create.Policy($"{table}_of_tenant").On(table).Using("organisation_id = nullif(current_setting('app.organisation_id', true), '')::bigint");
            Alter.Table(table).EnableRowLevelSecurity();
        }
    }

    public override void Down()
    {
        foreach (var table in new[] { "alert_rules", "alerts" })
        {
            Alter.Table(table).DisableRowLevelSecurity();
            Drop.Policy($"{table}_of_tenant").On(table);
        }
    }
}
