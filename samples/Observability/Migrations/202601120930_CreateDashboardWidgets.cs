using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// What stands on a dashboard, in order.
/// Why: a widget's position is unique on its dashboard; the constraint is deferrable so that two can swap places in one transaction.
/// Rollback: drops the table; dashboards stay, empty.
/// Impact: a new table. Its foreign key takes SHARE ROW EXCLUSIVE on dashboards for a moment.
/// </summary>
[Migration(2026_01_12_0930, "Create dashboard_widgets", Ticket = "OBS-112")]
public sealed class CreateDashboardWidgets : Migration
{
    public override void Up()
    {
        Create.Table("dashboard_widgets")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("dashboard_id", BigInt).NotNull().References("dashboards", onDelete: ReferentialAction.Cascade)
            .WithColumn("kind", Text).NotNull().Check("kind IN ('line', 'bar', 'gauge', 'table', 'text')")
            .WithColumn("position", Integer).NotNull()
        .WithColumn("config", Jsonb).NotNull().DefaultSql("'{}'")
        .WithUnique("dashboard_id", "position").Named("dashboard_widgets_position_key").Deferrable();
    }

    public override void Down()
    {
        Drop.Table("dashboard_widgets");
    }
}
