using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// The organisation of a dashboard, still nullable.
/// Why: the first of five steps that make every dashboard belong to an organisation without stopping anyone (column, backfill, link,
/// validate, require). Old rows stay null for now; what an application version without tenants writes goes to the default organisation.
/// Rollback: drops the column; who belongs where is lost, which is nothing as long as there is one organisation.
/// Impact: ACCESS EXCLUSIVE on dashboards for some milliseconds. The default is set apart from the column, so it is for new rows only.
/// </summary>
[Migration(2026_02_09_0930, "Add dashboards.organisation_id", Ticket = "OBS-136")]
public sealed class AddDashboardsOrganisation : Migration
{
    public override void Up()
    {
        Alter.Table("dashboards").AddColumn("organisation_id", BigInt).Column("organisation_id").SetDefaultSql("default_organisation_id()");
    }

    public override void Down()
    {
        Alter.Table("dashboards").DropColumn("organisation_id");
    }
}
