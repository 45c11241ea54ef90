using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Step two: rows from before tenants go to the default organisation, alerts to where their rule is.
/// Why: apart from any DDL, so that no table lock is held while rows are written.
/// Rollback: rows of the default organisation lose the mark again; other rows keep theirs, since Up could not give it back.
/// Impact: ROW EXCLUSIVE; writes each row without an organisation, in batches that are committed one by one (seconds). A second run does nothing.
/// </summary>
[Migration(2026_02_16_0900, "Give every row its organisation", Ticket = "OBS-145")]
public sealed class BackfillOrganisations : Migration
{
    public override void Up()
    {
        foreach (var table in new[] { "dashboards", "alert_rules" })
        {
            Backfill.Table(table).Set("organisation_id = default_organisation_id()").Where("organisation_id IS NULL");
        }

        Backfill.Table("alerts").Set("organisation_id = alert_rules.organisation_id").From("alert_rules")
            .Where("alert_rules.id = alerts.alert_rule_id AND alerts.organisation_id IS NULL");
    }

    public override void Down()
    {
        foreach (var table in new[] { "alerts", "alert_rules", "dashboards" })
        {
            Update.Table(table).Set(("organisation_id", null)).Where("organisation_id = default_organisation_id()");
        }
    }
}
