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
public sealed class AddMetricsThirdQuarter : Migration
{
    public override void Up()
    {
        Execute.Sql("""
            CREATE TABLE metrics_2026_07 (LIKE metrics INCLUDING ALL);
            CREATE TABLE metrics_2026_08 (LIKE metrics INCLUDING ALL);
            CREATE TABLE metrics_2026_09 (LIKE metrics INCLUDING ALL);

            WITH strays AS (
                DELETE FROM metrics_default
                WHERE recorded_at >= '2026-07-01 00:00:00+00' AND recorded_at < '2026-08-01 00:00:00+00'
                RETURNING series_id, recorded_at, value)
            INSERT INTO metrics_2026_07 (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM strays;
            ALTER TABLE metrics ATTACH PARTITION metrics_2026_07 FOR VALUES FROM ('2026-07-01 00:00:00+00') TO ('2026-08-01 00:00:00+00');

            WITH strays AS (
                DELETE FROM metrics_default
                WHERE recorded_at >= '2026-08-01 00:00:00+00' AND recorded_at < '2026-09-01 00:00:00+00'
                RETURNING series_id, recorded_at, value)
            INSERT INTO metrics_2026_08 (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM strays;
            ALTER TABLE metrics ATTACH PARTITION metrics_2026_08 FOR VALUES FROM ('2026-08-01 00:00:00+00') TO ('2026-09-01 00:00:00+00');

            WITH strays AS (
                DELETE FROM metrics_default
                WHERE recorded_at >= '2026-09-01 00:00:00+00' AND recorded_at < '2026-10-01 00:00:00+00'
                RETURNING series_id, recorded_at, value)
            INSERT INTO metrics_2026_09 (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM strays;
            ALTER TABLE metrics ATTACH PARTITION metrics_2026_09 FOR VALUES FROM ('2026-09-01 00:00:00+00') TO ('2026-10-01 00:00:00+00');
            """);
    }

    public override void Down()
    {
        Execute.Sql("""
            ALTER TABLE metrics DETACH PARTITION metrics_2026_09;
            INSERT INTO metrics (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM metrics_2026_09;
            ALTER TABLE metrics DETACH PARTITION metrics_2026_08;
            INSERT INTO metrics (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM metrics_2026_08;
            ALTER TABLE metrics DETACH PARTITION metrics_2026_07;
            INSERT INTO metrics (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM metrics_2026_07;
            """);
        Drop.Table("metrics_2026_09");
        Drop.Table("metrics_2026_08");
        Drop.Table("metrics_2026_07");
    }
}
