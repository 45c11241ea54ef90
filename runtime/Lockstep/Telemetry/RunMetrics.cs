using System.Diagnostics.Metrics;

namespace Lockstep.Telemetry;

/// <summary>What is measured. Apart from the spans, for a run that finds nothing to do measures nothing and need not make these.</summary>
internal static class RunMetrics
{
    private static readonly Meter s_meter = new(RunTelemetry.Name, Product.Version);

    /// <summary>How long a migration took.</summary>
    public static Histogram<double> MigrationTime { get; } = s_meter.CreateHistogram<double>("lockstep.migration.duration", "s", "How long a migration took.");

    /// <summary>How long a step took, with all its tries.</summary>
    public static Histogram<double> StepTime { get; } = s_meter.CreateHistogram<double>("lockstep.step.duration", "s", "How long a step took, with all its tries.");

    /// <summary>How long a step, or a run, waited for locks.</summary>
    public static Histogram<double> LockWait { get; } = s_meter.CreateHistogram<double>("lockstep.lock.wait", "s", "How long a step, or a run, waited for locks.");

    /// <summary>Rows that migrations inserted, changed or deleted.</summary>
    public static Counter<long> Rows { get; } = s_meter.CreateCounter<long>("lockstep.rows", "{row}", "Rows that migrations inserted, changed or deleted.");

    /// <summary>How often a step was tried again.</summary>
    public static Counter<long> Retries { get; } = s_meter.CreateCounter<long>("lockstep.retries", "{retry}", "How often a step was tried again.");

    /// <summary>Migrations that were run, by how they ended.</summary>
    public static Counter<long> Migrations { get; } = s_meter.CreateCounter<long>("lockstep.migrations", "{migration}", "Migrations that were run, by how they ended.");

    /// <summary>How far a replica is behind, as the preflight saw it.</summary>
    public static Gauge<double> Lag { get; } = s_meter.CreateGauge<double>("lockstep.replication.lag", "s", "How far a replica is behind, as the preflight saw it.");
}
