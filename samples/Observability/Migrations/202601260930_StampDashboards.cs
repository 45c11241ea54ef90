using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// When a dashboard was last changed.
/// Why: two people edit a shared dashboard; the second to save is told. A migration of its own, so that
/// users and dashboards are never locked together.
/// Rollback: drops trigger and column; the moments of change are lost.
/// Impact: ACCESS EXCLUSIVE on dashboards for some milliseconds, no row is rewritten.
/// </summary>
[Migration(2026_01_26_0930, "Add dashboards.updated_at", Ticket = "OBS-124")]
public sealed class StampDashboards : Migration
{
    public override void Up()
    {
        Alter.Table("dashboards").AddColumn("updated_at", TimestampTz).NotNull().DefaultSql("now()");
        Create.Trigger("dashboards_set_updated_at").On("dashboards").Before().Update().ForEachRow().When("OLD.* IS DISTINCT FROM NEW.*").Execute("set_updated_at");
    }

    public override void Down()
    {
        Drop.Trigger("dashboards_set_updated_at").On("dashboards");
        Alter.Table("dashboards").DropColumn("updated_at");
    }
}
