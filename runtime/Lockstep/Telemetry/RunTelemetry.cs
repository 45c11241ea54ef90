using System.Diagnostics;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.Planning;
using Lockstep.Reporting;

namespace Lockstep.Telemetry;

/// <summary>
/// Spans and metrics of runs, by the names that docs/observability.md tells. Where nobody listens, nothing is made but two small objects a step.
/// </summary>
internal static class RunTelemetry
{
    /// <summary>What both the source of spans and the meter are called.</summary>
    public const string Name = "Lockstep";

    private const int LongestStatement = 2000;

    private static readonly ActivitySource s_source = new(Name, Product.Version);

    /// <summary>Begins a run's span, as a part of the trace that <c>TRACEPARENT</c> names, if it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="environment">Reads environment variables.</param>
    /// <returns>The span; null where nobody listens.</returns>
    public static Activity? Run(string command, Func<string, string?> environment)
    {
        if (!s_source.HasListeners()) return null;
        var parent = ActivityContext.TryParse(environment("TRACEPARENT"), environment("TRACESTATE"), isRemote: true, out var named) ? named : default;
        return s_source.StartActivity($"lockstep {command}", ActivityKind.Internal, parent)?.SetTag("lockstep.command", command);
    }

    /// <summary>Tells the run's span which run it is.</summary>
    public static void Begin(Database database, Guid runId, Activity? span) => Locate(span, database)?.SetTag("lockstep.run.id", runId.ToString());

    /// <summary>Begins a migration's span.</summary>
    public static TelemetrySpan Migration(Database database, PlannedMigration planned)
    {
        var span = s_source.HasListeners() ? Locate(s_source.StartActivity($"migration {planned.Migration.Version.ToString(CultureInfo.InvariantCulture)}"), database) : null;
        Describe(span, planned)?.SetTag("lockstep.migration.ticket", planned.Migration.Ticket);
        return new(span, (seconds, error) =>
        {
            if (!RunMetrics.MigrationTime.Enabled && !RunMetrics.Migrations.Enabled) return;
            var tags = Tags(database, planned, error);
            RunMetrics.MigrationTime.Record(seconds, tags);
            tags.Add("lockstep.outcome", error is not null ? "failed" : planned.Direction == Direction.Up ? "applied" : "rolled-back");
            RunMetrics.Migrations.Add(1, tags);
        });
    }

    /// <summary>Begins a step's span.</summary>
    public static TelemetrySpan Step(Database database, PlannedMigration planned, MigrationStep step)
    {
        var span = s_source.HasListeners() ? Locate(s_source.StartActivity($"step {step.Number} of {planned.Steps.Count}", ActivityKind.Client), database) : null;
        if (span is { IsAllDataRequested: true })
        {
            Describe(span, planned)!
                .SetTag("lockstep.step.number", step.Number)
                .SetTag("lockstep.step.count", planned.Steps.Count)
                .SetTag("lockstep.step.transactional", step.Transactional)
                .SetTag("db.operation.batch.size", step.Statements.Count > 1 ? step.Statements.Count : null)
                .SetTag("db.query.text", Text(step));
        }

        return new(span, (seconds, error) =>
        {
            if (RunMetrics.StepTime.Enabled) RunMetrics.StepTime.Record(seconds, Tags(database, planned, error));
        });
    }

    /// <summary>Notes what a step took beside time.</summary>
    public static void Took(TelemetrySpan span, Database database, PlannedMigration planned, long rows, TimeSpan lockWait)
    {
        if (rows > 0)
        {
            span.Activity?.SetTag("lockstep.rows", rows);
            RunMetrics.Rows.Add(rows, Tags(database, planned, error: null));
        }

        if (lockWait <= TimeSpan.Zero) return;
        span.Activity?.SetTag("lockstep.lock.wait", lockWait.TotalSeconds);
        RunMetrics.LockWait.Record(lockWait.TotalSeconds, [.. Tags(database, planned, error: null), new("lockstep.lock.kind", "step")]);
    }

    /// <summary>Notes how long a run waited for other runners.</summary>
    public static void WaitedForRunner(Database database, TimeSpan time) => RunMetrics.LockWait.Record(
        time.TotalSeconds,
        [new("db.system.name", "postgresql"), new("db.namespace", database.Name), new("server.address", database.Host), new("lockstep.lock.kind", "runner")]);

    /// <summary>Notes how far a replica is behind.</summary>
    public static void Lag(string? replica, double seconds) => RunMetrics.Lag.Record(seconds, new KeyValuePair<string, object?>("lockstep.replica", replica));

    /// <summary>Tells something on, and notes on the span under way what is worth it: waits and retries.</summary>
    public static Action<RunEvent> Observed(Action<RunEvent> report) => happened =>
    {
        if (happened.Event == "retry") RunMetrics.Retries.Add(1, new KeyValuePair<string, object?>("lockstep.migration.version", happened.Version));
        if (happened.Event is "retry" or "waiting" or "blocked" or "gave-way" or "terminated" && Activity.Current is { Source.Name: Name } span)
        {
            span.AddEvent(new(happened.Event, tags: new() { ["lockstep.text"] = happened.Text }));
        }

        report(happened);
    };

    private static Activity? Locate(Activity? span, Database database) => span?
        .SetTag("db.system.name", "postgresql")
        .SetTag("db.namespace", database.Name)
        .SetTag("server.address", database.Host)
        .SetTag("server.port", database.Port);

    private static Activity? Describe(Activity? span, PlannedMigration planned) => span?
        .SetTag("lockstep.migration.version", planned.Migration.Version)
        .SetTag("lockstep.migration.name", planned.Migration.Name)
        .SetTag("lockstep.direction", Word(planned.Direction));

    private static TagList Tags(Database database, PlannedMigration planned, Exception? error)
    {
        var tags = new TagList
        {
            { "db.system.name", "postgresql" },
            { "db.namespace", database.Name },
            { "server.address", database.Host },
            { "lockstep.migration.version", planned.Migration.Version },
            { "lockstep.direction", Word(planned.Direction) },
        };
        if (error is not null) tags.Add("error.type", TelemetrySpan.Kind(error));
        return tags;
    }

    private static string Word(Direction direction) => direction == Direction.Up ? "up" : "down";

    /// <summary>The statements with <c>…</c> for each literal.</summary>
    private static string Text(MigrationStep step)
    {
        var text = "";
        foreach (var statement in step.Statements)
        {
            if (text.Length > 0) text += "; ";
            text += StatementWords.Query(statement.Sql, LongestStatement - text.Length);
            if (text.Length >= LongestStatement - 2) return text;
        }

        return text;
    }
}
