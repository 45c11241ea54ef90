using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Partitions for the third quarter, made apart and then attached.
/// Why: CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on metrics, ATTACH only SHARE UPDATE EXCLUSIVE, so measurements go on arriving.
/// What is in the default partition for these months already (clocks that run ahead) moves over; PostgreSQL refuses to attach otherwise.
/// Rollback: detaches the partitions and puts their rows into the default partition.
/// Impact: ACCESS EXCLUSIVE on metrics_default while it is read (it is watched and nearly empty), so milliseconds. Down takes
/// ACCESS EXCLUSIVE on metrics (a default partition rules out CONCURRENTLY) while it moves the rows.
/// </summary>
[Migration(2026_06_15_0900, "Add metrics partitions for July to September", Ticket = "OBS-223")]
[SafeBecause("LS2078", "the default partition is watched and nearly empty")]
[SafeBecause("LS4007", "a partition that goes again has the rows of a few hours at most")]
public sealed class AddMetricsThirdQuarter : Migration
{
    public override void Up()
    {
        for (var month = 7; month <= 9; month++)
        {
            var partition = $"metrics_2026_{month:00}";
            var from = $"'2026-{month:00}-01 00:00:00+00'";
            var to = $"'2026-{month + 1:00}-01 00:00:00+00'";
            Create.Table(partition).Like("metrics", LikeOptions.All);
            Execute.Sql($"""
                WITH strays AS (
                    DELETE FROM metrics_default WHERE recorded_at >= {from} AND recorded_at < {to} RETURNING series_id, recorded_at, value)
                INSERT INTO {partition} (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM strays
                """);
            Alter.Table("metrics").AttachPartition(partition, $"FOR VALUES FROM ({from}) TO ({to})");
        }
    }

    public override void Down()
    {
        for (var month = 9; month >= 7; month--)
        {
            var partition = $"metrics_2026_{month:00}";
            Alter.Table("metrics").DetachPartition(partition);
            Insert.Into("metrics").FromQuery(["series_id", "recorded_at", "value"], $"SELECT series_id, recorded_at, value FROM {partition}");
            Drop.Table(partition);
        }
    }
}
