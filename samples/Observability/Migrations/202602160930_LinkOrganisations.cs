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
        foreach (var table in new[] { "dashboards", "alert_rules", "alerts" })
        {
            Create.Index($"ix_{table}_organisation_id").On(table, "organisation_id").Concurrently();
            Alter.Table(table).AddForeignKey($"{table}_organisation_id_fkey", "organisation_id", "organisations", "id").NotValid();
            Alter.Table(table).AddCheck($"{table}_organisation_id_present", "organisation_id IS NOT NULL").NotValid();
        }
    }

    public override void Down()
    {
        foreach (var table in new[] { "alerts", "alert_rules", "dashboards" })
        {
            Alter.Table(table)
                .DropConstraint($"{table}_organisation_id_present")
                .DropConstraint($"{table}_organisation_id_fkey");
            Drop.Index($"ix_{table}_organisation_id").Concurrently();
        }
    }
}
