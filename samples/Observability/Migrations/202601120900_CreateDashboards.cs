using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Dashboards that users put together.
/// Why: the layout is the user's own and changes with the front end, so it is jsonb.
/// Rollback: drops the table with all dashboards.
/// Impact: a new table. Its foreign key takes SHARE ROW EXCLUSIVE on users for a moment.
/// </summary>
[Migration(2026_01_12_0900, "Create dashboards", Ticket = "OBS-109")]
public sealed class CreateDashboards : Migration
{
    public override void Up()
    {
        Create.Table("dashboards")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("owner_id", BigInt).NotNull().References("users")
            .WithColumn("title", Text).NotNull()
            .WithColumn("layout", Jsonb).NotNull().DefaultSql("'{}'")
            .WithColumn("is_shared", Boolean).NotNull().DefaultValue(false)
            .WithColumn("created_at", TimestampTz).NotNull().DefaultSql("now()");
        Create.Index("ix_dashboards_owner_id").On("dashboards", "owner_id");
    }

    public override void Down()
    {
        Drop.Table("dashboards");
    }
}
