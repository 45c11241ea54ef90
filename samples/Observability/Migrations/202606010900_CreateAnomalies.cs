using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Where a series was far from what the model expected.
/// Why: how far is computed by PostgreSQL itself (a stored generated column), so that it can't disagree with its two sides.
/// Rollback: drops the table; the model finds the anomalies again.
/// Impact: a new table. Its foreign key takes SHARE ROW EXCLUSIVE on metric_series for a moment.
/// </summary>
[Migration(2026_06_01_0900, "Create anomalies", Ticket = "OBS-217")]
public sealed class CreateAnomalies : Migration
{
    public override void Up()
    {
        Create.Table("anomalies")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("series_id", BigInt).NotNull().References("metric_series", onDelete: ReferentialAction.Cascade)
            .WithColumn("detected_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithColumn("expected", DoublePrecision).NotNull()
            .WithColumn("observed", DoublePrecision).NotNull()
            .WithColumn("deviation", DoublePrecision).GeneratedAs("abs(observed - expected)")
            .WithColumn("score", Numeric(5, 4)).NotNull().Check("score BETWEEN 0 AND 1")
            .WithColumn("is_confirmed", Boolean);
        Create.Index("ix_anomalies_series_time").On("anomalies", "series_id", "detected_at DESC");
        Create.Index("ix_anomalies_unconfirmed").On("anomalies", "score DESC").Where("is_confirmed IS NULL");
    }

    public override void Down()
    {
        Drop.Table("anomalies");
    }
}
