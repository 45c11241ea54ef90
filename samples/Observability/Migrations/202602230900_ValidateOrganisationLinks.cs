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
        foreach (var table in new[] { "dashboards", "alert_rules", "alerts" })
        {
            Alter.Table(table)
                .ValidateConstraint($"{table}_organisation_id_fkey")
                .ValidateConstraint($"{table}_organisation_id_present");
        }
    }

    public override void Down()
    {
        foreach (var table in new[] { "alerts", "alert_rules", "dashboards" })
        {
            Alter.Table(table)
                .DropConstraint($"{table}_organisation_id_present")
                .DropConstraint($"{table}_organisation_id_fkey");
            Alter.Table(table).AddForeignKey($"{table}_organisation_id_fkey", "organisation_id", "organisations", "id").NotValid();
            Alter.Table(table).AddCheck($"{table}_organisation_id_present", "organisation_id IS NOT NULL").NotValid();
        }
    }
}
