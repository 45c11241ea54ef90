using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Step four: every old row is checked against the constraints of step three.
/// Why: in a transaction of its own, which holds nothing stronger than SHARE UPDATE EXCLUSIVE, so reading and writing go on.
/// Rollback: a constraint can't be made unvalidated, so it is replaced by one that is not valid; no row is looked at.
/// Impact: reads the three tables once (seconds). A row without an organisation fails it; nothing is changed then.
/// </summary>
[Migration(2026_02_23_0900, "Validate the links to organisations", Ticket = "OBS-151")]
public sealed class ValidateOrganisationLinks : Migration
{
    public override void Up()
    {
        Execute.Sql("""
            ALTER TABLE dashboards VALIDATE CONSTRAINT dashboards_organisation_id_fkey;
            ALTER TABLE dashboards VALIDATE CONSTRAINT dashboards_organisation_id_present;
            ALTER TABLE alert_rules VALIDATE CONSTRAINT alert_rules_organisation_id_fkey;
            ALTER TABLE alert_rules VALIDATE CONSTRAINT alert_rules_organisation_id_present;
            ALTER TABLE alerts VALIDATE CONSTRAINT alerts_organisation_id_fkey;
            ALTER TABLE alerts VALIDATE CONSTRAINT alerts_organisation_id_present;
            """);
    }

    public override void Down()
    {
        Execute.Sql("""
            ALTER TABLE alerts
                DROP CONSTRAINT alerts_organisation_id_present,
                DROP CONSTRAINT alerts_organisation_id_fkey,
                ADD CONSTRAINT alerts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations (id) NOT VALID,
                ADD CONSTRAINT alerts_organisation_id_present CHECK (organisation_id IS NOT NULL) NOT VALID;
            ALTER TABLE alert_rules
                DROP CONSTRAINT alert_rules_organisation_id_present,
                DROP CONSTRAINT alert_rules_organisation_id_fkey,
                ADD CONSTRAINT alert_rules_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations (id) NOT VALID,
                ADD CONSTRAINT alert_rules_organisation_id_present CHECK (organisation_id IS NOT NULL) NOT VALID;
            ALTER TABLE dashboards
                DROP CONSTRAINT dashboards_organisation_id_present,
                DROP CONSTRAINT dashboards_organisation_id_fkey,
                ADD CONSTRAINT dashboards_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations (id) NOT VALID,
                ADD CONSTRAINT dashboards_organisation_id_present CHECK (organisation_id IS NOT NULL) NOT VALID;
            """);
    }
}
