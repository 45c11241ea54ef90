using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Measurements, one partition a month, and a default partition for what fits none.
/// Why: dropping a month is instant and deleting its rows is not. The key (series, time) serves charts; BRIN serves scans over time and is
/// tiny, because rows arrive in time's order.
/// Rollback: drops the table with its partitions; the time-series database still has the data.
/// Impact: new tables. The foreign key takes SHARE ROW EXCLUSIVE on metric_series for a moment.
/// </summary>
[Migration(2026_05_04_0930, "Create metrics, partitioned by month", Ticket = "OBS-199")]
public sealed class CreateMetrics : Migration
{
    public override void Up()
    {
        Create.Table("metrics")
            .WithColumn("series_id", BigInt).NotNull().References("metric_series")
            .WithColumn("recorded_at", TimestampTz).NotNull()
            .WithColumn("value", DoublePrecision).NotNull()
            .WithPrimaryKey("series_id", "recorded_at")
            .PartitionByRange("recorded_at");
        Create.Index("ix_metrics_recorded_at").On("metrics", "recorded_at").Using("brin");
        for (var month = 4; month <= 6; month++)
        {
            Create.Partition($"metrics_2026_{month:00}").Of("metrics")
                .ForValuesFromTo($"2026-{month:00}-01 00:00:00+00", $"2026-{month + 1:00}-01 00:00:00+00");
        }

        Create.Partition("metrics_default").Of("metrics").Default();
    }

    public override void Down()
    {
        Drop.Table("metrics");
    }
}
