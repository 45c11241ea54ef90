using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Row-level security: the application's role sees the dashboards of the organisation in the setting app.organisation_id, and no other.
/// Why: a forgotten WHERE must not show one customer another's data. The policy comes before row security is switched on; the other way
/// round everyone would see nothing for a moment. Without the setting no row is seen. The owner, who runs migrations, sees all.
/// Rollback: everyone sees all rows again, so keep the application to one organisation first.
/// Impact: ACCESS EXCLUSIVE on dashboards for some milliseconds.
/// </summary>
[Migration(2026_03_09_0900, "Show dashboards only to their organisation", Ticket = "OBS-163")]
public sealed class IsolateDashboards : Migration
{
    public override void Up()
    {
        Create.Policy("dashboards_of_tenant").On("dashboards").Using("organisation_id = nullif(current_setting('app.organisation_id', true), '')::bigint");
        Alter.Table("dashboards").EnableRowLevelSecurity();
    }

    public override void Down()
    {
        Alter.Table("dashboards").DisableRowLevelSecurity();
        Drop.Policy("dashboards_of_tenant").On("dashboards");
    }
}
