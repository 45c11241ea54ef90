using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Step three: foreign key and presence check for new rows, not yet validated, and the indexes that the foreign keys and row security need.
/// Why: NOT VALID looks at no old row. Each index is a step outside a transaction, so the tables' locks are in transactions of their own.
/// Rollback: drops constraints and indexes.
/// Impact: indexes build while everyone works (seconds); then, table by table, ACCESS EXCLUSIVE for some milliseconds, and
/// SHARE ROW EXCLUSIVE on organisations.
/// </summary>
[Migration(2026_02_16_0930, "Link rows to organisations", Ticket = "OBS-148")]
public sealed class LinkOrganisations : Migration
{
    public override void Up()
    {
        Create.Index("ix_dashboards_organisation_id").On("dashboards", "organisation_id").Concurrently();
        Execute.Sql("""
            ALTER TABLE dashboards
                ADD CONSTRAINT dashboards_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations (id) NOT VALID,
                ADD CONSTRAINT dashboards_organisation_id_present CHECK (organisation_id IS NOT NULL) NOT VALID
            """);

        Create.Index("ix_alert_rules_organisation_id").On("alert_rules", "organisation_id").Concurrently();
        Execute.Sql("""
            ALTER TABLE alert_rules
                ADD CONSTRAINT alert_rules_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations (id) NOT VALID,
                ADD CONSTRAINT alert_rules_organisation_id_present CHECK (organisation_id IS NOT NULL) NOT VALID
            """);

        Create.Index("ix_alerts_organisation_id").On("alerts", "organisation_id").Concurrently();
        Execute.Sql("""
            ALTER TABLE alerts
                ADD CONSTRAINT alerts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations (id) NOT VALID,
                ADD CONSTRAINT alerts_organisation_id_present CHECK (organisation_id IS NOT NULL) NOT VALID
            """);
    }

    public override void Down()
    {
        Execute.Sql("""
            ALTER TABLE alerts
                DROP CONSTRAINT alerts_organisation_id_present,
                DROP CONSTRAINT alerts_organisation_id_fkey
            """);
        Drop.Index("ix_alerts_organisation_id").Concurrently();

        Execute.Sql("""
            ALTER TABLE alert_rules
                DROP CONSTRAINT alert_rules_organisation_id_present,
                DROP CONSTRAINT alert_rules_organisation_id_fkey
            """);
        Drop.Index("ix_alert_rules_organisation_id").Concurrently();

        Execute.Sql("""
            ALTER TABLE dashboards
                DROP CONSTRAINT dashboards_organisation_id_present,
                DROP CONSTRAINT dashboards_organisation_id_fkey
            """);
        Drop.Index("ix_dashboards_organisation_id").Concurrently();
    }
}
