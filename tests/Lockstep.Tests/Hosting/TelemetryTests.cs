using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.Planning;
using Lockstep.Telemetry;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Hosting;

/// <summary>Spans and metrics: in the process, and sent to a collector.</summary>
public sealed class TelemetryTests(TestServer server)
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string ParentId = "b7ad6b7169203331";

    private static readonly Dictionary<string, string?[]> s_two = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE a (id int); INSERT INTO a VALUES (4711), (4712)", "DROP TABLE a"],
        ["2"] = ["CREATE TABLE b (); CREATE INDEX CONCURRENTLY i ON a (id) WHERE id <> 4713", "DROP INDEX i; DROP TABLE b"],
    };

    [Theory]
    [InlineData("00-" + TraceId + "-" + ParentId + "-01", true)]
    [InlineData("nonsense", false)]
    public async Task A_collector_gets_the_spans_of_a_run_within_the_trace_it_belongs_to(string traceParent, bool belongs)
    {
        await using var database = await server.CreateAsync();
        await using var collector = new OtlpReceiver();
        var result = await HostProcess.RunAsync(Variables(database, collector.Address, traceParent), s_two, "migrate");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));

        Assert.Equal(("lockstep", "lockstep"), (collector.Resource["service.name"], collector.Resource["team"]));
        var run = collector.Spans.Single(span => span.Name == "lockstep migrate");
        Assert.Equal(belongs, run.TraceId == TraceId);
        Assert.Equal(belongs ? ParentId : "", run.ParentId);
        Assert.Equal(("postgresql", database.Name, "127.0.0.1", "0", false), (run.Attributes["db.system.name"], run.Attributes["db.namespace"], run.Attributes["server.address"], run.Attributes["lockstep.exit_code"], run.IsError));
        Assert.Equal((string)(await database.RunAsync("SELECT run_id::text FROM lockstep.history LIMIT 1"))!, run.Attributes["lockstep.run.id"]);
        Assert.Equal(database.Settings.Port.ToString(CultureInfo.InvariantCulture), run.Attributes["server.port"]);
        Assert.All(collector.Spans, span => Assert.Equal(run.TraceId, span.TraceId));

        var migrations = collector.Spans.Where(span => span.ParentId == run.SpanId).ToList();
        Assert.Equal(["migration 1", "migration 2"], migrations.Select(span => span.Name).Order());
        var second = migrations.Single(span => span.Name == "migration 2");
        Assert.Equal(("2", "Change 2", "up"), (second.Attributes["lockstep.migration.version"], second.Attributes["lockstep.migration.name"], second.Attributes["lockstep.direction"]));
        var steps = collector.Spans.Where(span => span.ParentId == second.SpanId).OrderBy(span => span.Name, StringComparer.Ordinal).ToList();
        Assert.Equal(["step 1 of 2", "step 2 of 2"], steps.Select(span => span.Name));
        Assert.Equal(("false", "CREATE INDEX CONCURRENTLY i ON a (id) WHERE id <> …"), (steps[1].Attributes["lockstep.step.transactional"], steps[1].Attributes["db.query.text"]));
        var insert = collector.Spans.Single(span => span.Name == "step 1 of 1");
        Assert.Equal(("CREATE TABLE a (id int); INSERT INTO a VALUES (…), (…)", "2", "2"), (insert.Attributes["db.query.text"], insert.Attributes["db.operation.batch.size"], insert.Attributes["lockstep.rows"]));
        Assert.Superset(new HashSet<string>(["lockstep.migration.duration", "lockstep.step.duration", "lockstep.migrations", "lockstep.rows"]), collector.Metrics.ToHashSet());
    }

    [Fact]
    public async Task A_failure_is_one_in_all_its_spans_without_data()
    {
        await using var database = await server.CreateAsync();
        await using var collector = new OtlpReceiver();
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["1"] = ["CREATE TABLE a (id int UNIQUE)", null],
            ["2"] = ["INSERT INTO a VALUES (4711), (4711)", null],
        };
        var result = await HostProcess.RunAsync(Variables(database, collector.Address, ""), migrations, "migrate");
        Assert.Equal(1, result.ExitCode);
        var run = collector.Spans.Single(span => span.Name == "lockstep migrate");
        Assert.Equal((true, "LS9203", "23505", "1"), (run.IsError, run.Attributes["error.type"], run.Attributes["db.response.status_code"], run.Attributes["lockstep.exit_code"]));
        Assert.Equal((true, "LS9203"), (collector.Spans.Single(span => span.Name == "migration 2") is var failed ? failed.IsError : default, failed.Attributes["error.type"]));
        Assert.Equal("23505", collector.Spans.Single(span => span.ParentId == failed.SpanId).Attributes["error.type"]);
        Assert.False(collector.Spans.Single(span => span.Name == "migration 1").IsError);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_delays_and_stops_nothing()
    {
        await using var database = await server.CreateAsync();
        string address;
        await using (var gone = new OtlpReceiver()) address = gone.Address;
        var result = await HostProcess.RunAsync(Variables(database, address, ""), s_two, "migrate");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var variables = Variables(database, address, "");
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "no address";
        var wrong = await HostProcess.RunAsync(variables, s_two, "migrate");
        Assert.Equal(0, wrong.ExitCode);
        Assert.Contains("has all 2 migrations", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_nothing_of_OpenTelemetry_is_loaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Which files a process has mapped is asked of /proc.");
        await using var database = await server.CreateAsync();
        var sleeping = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["SELECT pg_sleep(60)", null] };
        await using var host = HostProcess.Start(database, sleeping, "migrate");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND datname = current_database()");
        var maps = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{host.Id}/maps"), TestDatabase.Cancellation);
        Assert.Contains("Npgsql.dll", maps, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"/OpenTelemetry[\w.]*\.dll|/Microsoft\.Extensions\.(Configuration|Options)[\w.]*\.dll|/Spectre\.Console\.dll", maps);
    }

    [Fact]
    public async Task Listeners_in_the_process_get_spans_waits_retries_and_measurements()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RunTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if ((string?)span.GetTagItem("db.namespace") != database.Name) return;
                lock (spans) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var measured = new List<(string Name, double Value, Dictionary<string, object?> Tags)>();
        using var meter = new MeterListener { InstrumentPublished = (instrument, to) => { if (instrument.Meter.Name == RunTelemetry.Name) to.EnableMeasurementEvents(instrument); } };
        meter.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        meter.Start();

        await using var blocker = await database.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("LOCK TABLE t", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var runner = new MigrationRunner(
            database.Database,
            new MigrationSet([Sql(74711, "ALTER TABLE t ADD COLUMN n int; INSERT INTO t VALUES (1), (2), (3)")]),
            new RunOptions { LockTimeout = TimeSpan.FromMilliseconds(400), LockRetries = 100, FirstPause = TimeSpan.FromMilliseconds(20) },
            RunTelemetry.Observed(happened =>
            {
                lock (database.Events) database.Events.Add(happened);
            }));
        var run = runner.MigrateAsync(target: null, static (_, _) => { }, TestDatabase.Cancellation);
        // On a busy machine nobody may have looked before the first try was over.
        await database.ToldAsync(happened => happened is { Event: "retry", Sessions: not null });
        await transaction.RollbackAsync(TestDatabase.Cancellation);
        Assert.Equal(1, await run);

        var step = spans.Single(span => span.OperationName == "step 1 of 1");
        Assert.Contains(step.Events, happened =>
            happened.Name == "retry" && System.Text.RegularExpressions.Regex.IsMatch((string)happened.Tags.Single(tag => tag.Key == "lockstep.text").Value!, @"^\d+/100 of 74711 in .*no ACCESS EXCLUSIVE on t, blocked by pid ", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(10)));
        Assert.True((double)step.GetTagItem("lockstep.lock.wait")! >= 0.4);
        Assert.Equal(3L, step.GetTagItem("lockstep.rows"));
        Assert.Equal(spans.Single(span => span.OperationName == "migration 74711").SpanId, step.ParentSpanId);

        Assert.True(Of("lockstep.lock.wait").Value >= 0.4);
        Assert.Equal("step", Of("lockstep.lock.wait").Tags["lockstep.lock.kind"]);
        Assert.True(Of("lockstep.step.duration").Value >= 0.4);
        Assert.True(Of("lockstep.migration.duration").Value >= Of("lockstep.step.duration").Value);
        Assert.Equal((3d, database.Name), (Of("lockstep.rows").Value, Of("lockstep.rows").Tags["db.namespace"]));
        Assert.Equal((1d, "applied", "up"), (Of("lockstep.migrations").Value, Of("lockstep.migrations").Tags["lockstep.outcome"], Of("lockstep.migrations").Tags["lockstep.direction"]));
        Assert.Contains(measured, each => each.Name == "lockstep.retries");

        (string Name, double Value, Dictionary<string, object?> Tags) Of(string name) => measured.Single(each => each.Name == name);

        // Other tests run at the same time.
        void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var all = new Dictionary<string, object?>(tags.ToArray(), StringComparer.Ordinal);
            if (all.GetValueOrDefault("lockstep.migration.version") is not 74711L) return;
            lock (measured) measured.Add((instrument.Name, value, all));
        }
    }

    private static Dictionary<string, string> Variables(TestDatabase database, string collector, string traceParent)
    {
        var variables = HostProcess.Variables(database.Settings);
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        variables["OTEL_RESOURCE_ATTRIBUTES"] = "team=lockstep";
        variables["TRACEPARENT"] = traceParent;
        return variables;
    }
}
