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
        Execute.Sql("""
            CREATE POLICY alert_rules_of_tenant ON alert_rules
                USING (organisation_id = nullif(current_setting('app.organisation_id', true), '')::bigint);
            ALTER TABLE alert_rules ENABLE ROW LEVEL SECURITY;
            CREATE POLICY alerts_of_tenant ON alerts
                USING (organisation_id = nullif(current_setting('app.organisation_id', true), '')::bigint);
            ALTER TABLE alerts ENABLE ROW LEVEL SECURITY;
            """);
    }

    public override void Down()
    {
        Execute.Sql("""
            ALTER TABLE alert_rules DISABLE ROW LEVEL SECURITY;
            DROP POLICY alert_rules_of_tenant ON alert_rules;
            ALTER TABLE alerts DISABLE ROW LEVEL SECURITY;
            DROP POLICY alerts_of_tenant ON alerts;
            """);
    }
}
