using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// A series: a metric's name with its labels, in one organisation.
/// Why: measurements move from the time-series database into PostgreSQL, and a number is stored with each instead of name and labels.
/// Rollback: drops the table.
/// Impact: a new table. Its foreign key takes SHARE ROW EXCLUSIVE on organisations for a moment.
/// </summary>
[Migration(2026_05_04_0900, "Create metric_series", Ticket = "OBS-196")]
public sealed class CreateMetricSeries : Migration
{
    public override void Up()
    {
        Create.Table("metric_series")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("organisation_id", BigInt).NotNull().References("organisations")
            .WithColumn("metric", Text).NotNull()
            .WithColumn("labels", Jsonb).NotNull().DefaultSql("'{}'")
            .WithColumn("unit", Text)
            .WithColumn("created_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithUnique("organisation_id", "metric", "labels");
        Create.Index("ix_metric_series_labels").On("metric_series", "labels jsonb_path_ops").Using("gin");
    }

    public override void Down()
    {
        Drop.Table("metric_series");
    }
}
