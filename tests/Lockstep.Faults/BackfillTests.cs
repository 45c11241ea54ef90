using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>
/// Backfills that are cut off anywhere. Each row counts how often it was changed, so that one that was changed twice, or not at all, shows. Every
/// run but the last goes on where the one before was cut off.
/// </summary>
public sealed class BackfillTests(TestServer server)
{
    private const int Rows = 600;
    private const string Table = "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)";
    private const string Wrong = "SELECT string_agg(n || ': ' || c, ', ' ORDER BY n) FROM (SELECT n, count(*) AS c FROM t GROUP BY n) s";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Killed_before_or_after_any_message_each_row_is_changed_once(int workers)
    {
        var migrations = Migrations(workers);
        var messages = await MessagesAsync(migrations);
        var points = messages.SelectMany(message => new[] { (message.Number, After: false), (message.Number, After: true) }).ToList();
        Assert.True(points.Count >= 300, $"{points.Count} points");
        await Summary.RunAsync(
            $"backfill of {workers} killed",
            Summary.Spread(points, 16),
            point => RunAsync(migrations, [new(point.Number, point.After, TimeSpan.Zero)]),
            FaultyRun.Killed,
            0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Killed_again_and_again_at_random_moments_each_row_is_changed_once(int workers)
    {
        var migrations = Migrations(workers);
        var messages = await MessagesAsync(migrations);
        var first = Environment.TickCount;
        Summary.Tell($"random series with seeds from {first}");
        await Summary.RunAsync(
            $"backfill of {workers} killed again and again",
            [.. Enumerable.Range(first, Summary.All ? 30 : 2)],
            seed =>
            {
                var random = new Random(seed);
                return RunAsync(migrations, [.. Enumerable.Range(0, 5).Select(_ => new Point(random.Next(20, messages.Count / 2), random.Next(2) == 0, TimeSpan.FromMilliseconds(random.Next(0, 30))))]);
            },
            FaultyRun.Killed,
            0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_connection_that_breaks_costs_a_batch_and_no_row(int workers)
    {
        var migrations = Migrations(workers);
        var messages = await MessagesAsync(migrations);
        var updates = messages.Where(message => message.Sql.StartsWith("UPDATE t SET", StringComparison.Ordinal) || message.Sql == "COMMIT").ToList();
        await Summary.RunAsync(
            $"backfill of {workers} cut",
            Summary.Spread(updates, 4),
            message => RunAsync(migrations, [new(message.Number, After: true, TimeSpan.Zero)], FaultyRun.CutAsync),
            (int)ExitCode.NoConnection,
            // The session that only looks at replicas may be the one that breaks.
            0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_runner_that_wakes_when_another_one_has_taken_over_changes_nothing_more(int workers)
    {
        var migrations = Migrations(workers);
        var update = (await MessagesAsync(migrations)).Where(message => message.Sql.StartsWith("UPDATE t SET", StringComparison.Ordinal)).ElementAt(9);
        await using var database = await PreparedAsync(migrations);
        await using var proxy = new FaultProxy(server.Postgres.Host, server.Postgres.Port);
        var (paused, resume) = (new TaskCompletionSource(), new TaskCompletionSource());
        proxy.Fault = new(at => at.Number >= update.Number && at.Sql.StartsWith("UPDATE t SET", StringComparison.Ordinal), After: false, async _ =>
        {
            paused.SetResult();
            await resume.Task;
        });
        await using var sleeper = HostProcess.Start(FaultyRun.Through(proxy, database), migrations, "migrate");
        await paused.Task.WaitAsync(Patience.Limit, TestDatabase.Cancellation);
        await sleeper.SignalAsync("STOP");
        foreach (var link in proxy.Links) await database.RunAsync($"SELECT pg_terminate_backend({link.BackendPid})");
        var other = await HostProcess.RunAsync(database, migrations, "migrate");
        Assert.Equal((0, ""), (other.ExitCode, other.Error));
        resume.SetResult();
        await sleeper.SignalAsync("CONT");
        Assert.Contains((await sleeper.EndAsync()).ExitCode, new[] { (int)ExitCode.NoConnection, (int)ExitCode.Failed });
        Assert.Equal($"1: {Rows}", await database.RunAsync(Wrong));
    }

    private static Dictionary<string, string?[]> Migrations(int workers) => new(StringComparer.Ordinal)
    {
        ["1"] = [$"{Table}; INSERT INTO t SELECT i FROM generate_series(1, {Rows}) i", null],
        ["2"] = [$"CREATE TABLE before ();\n-- backfill batch=25 workers={workers}\nUPDATE t SET n = n + 1;\nCREATE TABLE behind ()", null],
    };

    private async Task<TestDatabase> PreparedAsync(Dictionary<string, string?[]> migrations)
    {
        var database = await server.CreateAsync();
        await database.MigrateAsync(Reference.Descriptors(migrations), target: 1);
        return database;
    }

    /// <summary>The messages of a run that nothing disturbs.</summary>
    private async Task<List<ClientMessage>> MessagesAsync(Dictionary<string, string?[]> migrations)
    {
        await using var database = await PreparedAsync(migrations);
        await using var proxy = new FaultProxy(server.Postgres.Host, server.Postgres.Port);
        var result = await HostProcess.RunAsync(FaultyRun.Through(proxy, database), migrations, "migrate");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Empty(await ProblemsAsync(database));
        return proxy.Messages;
    }

    /// <summary>Runs that are cut off one after the other, then one that is not.</summary>
    private async Task<Outcome> RunAsync(Dictionary<string, string?[]> migrations, IReadOnlyList<Point> points, Func<ProxyLink, HostProcess, Task>? strike = null)
    {
        await using var database = await PreparedAsync(migrations);
        var (told, struck, exitCode) = (new List<string>(), false, FaultyRun.Killed);
        foreach (var point in points)
        {
            if (told.Count > 0 && exitCode == 0) break;
            (var text, var isStruck, exitCode) = await FaultyRun.FaultAsync(database, at => at.Number == point.Message, point.After, strike ?? FaultyRun.KillAsync, point.Delay, migrations);
            told.Add(text);
            struck |= isStruck;
        }

        try
        {
            await database.MigrateAsync(Reference.Descriptors(migrations), target: null, new() { Wait = TimeSpan.FromSeconds(60) });
        }
        catch (LockstepException failure)
        {
            return new(string.Join(", then ", told), struck, exitCode, [$"the next run fails: {failure.Message}"]);
        }

        return new(string.Join(", then ", told), struck, exitCode, await ProblemsAsync(database));
    }

    private static async Task<List<string>> ProblemsAsync(TestDatabase database)
    {
        var problems = new List<string>();
        if (await database.RunAsync(Wrong) is var counts && !Equals(counts, $"1: {Rows}")) problems.Add($"rows by how often they were changed: {counts}");
        if (await database.HistoryAsync() is not "1 applied 1/1\n2 applied 3/3" and var history) problems.Add($"history: {history}");
        if (await database.LinesAsync("SELECT rows FROM lockstep.backfill WHERE finished_at IS NOT NULL") is var rows && rows != $"{Rows}") problems.Add($"rows told: {rows}");
        return problems;
    }

    private sealed record Point(int Message, bool After, TimeSpan Delay);
}
