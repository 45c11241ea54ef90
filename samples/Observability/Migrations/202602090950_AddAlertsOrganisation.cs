using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// The organisation of an alert, still nullable.
/// Why: step one for alerts. An alert belongs where its rule belongs; the column is repeated here because row security asks for it on
/// every row.
/// Rollback: drops the column; who belongs where is lost, which is nothing as long as there is one organisation.
/// Impact: ACCESS EXCLUSIVE on alerts for some milliseconds. The default is set apart from the column, so it is for new rows only.
/// </summary>
[Migration(2026_02_09_0950, "Add alerts.organisation_id", Ticket = "OBS-142")]
public sealed class AddAlertsOrganisation : Migration
{
    public override void Up()
    {
        Alter.Table("alerts").AddColumn("organisation_id", BigInt).Column("organisation_id").SetDefaultSql("default_organisation_id()");
    }

    public override void Down()
    {
        Alter.Table("alerts").DropColumn("organisation_id");
    }
}
