using Lockstep.Embedded;
using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>The server is stopped hard in the middle of a run, and started.</summary>
public sealed class StoppedServerTests(TestServer server)
{
    private static readonly string[] s_inside =
    [
        "UPDATE account SET balance = balance * 2",
        "CREATE INDEX CONCURRENTLY account_owner",
        "DETACH PARTITION event_old CONCURRENTLY",
        "REINDEX TABLE CONCURRENTLY account",
        "DO $$",
        "DROP INDEX CONCURRENTLY account_owner",
        "VACUUM account",
    ];

    [Fact]
    public async Task A_server_that_is_stopped_hard_and_started_has_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var seed = Environment.TickCount;
        Summary.Tell($"server stopped, random points with seed {seed}");
        var random = new Random(seed);
        var points = s_inside.Select(sql => (Message: reference.Executing(sql).First(), After: true))
            .Concat(reference.Messages.Where(message => message.Sql == "COMMIT").Select(message => (Message: message.Number, After: true)))
            // After an error, which it understands, and before the server is ready for the next statement: there is no table to take over in yet.
            .Append((Message: reference.Executing("INSERT INTO lockstep.runner").First(), After: false))
            .Concat(Enumerable.Range(0, 12).Select(_ => (Message: random.Next(1, reference.Messages.Count + 1), After: random.Next(2) == 0)))
            .ToList();
        var folder = Directory.CreateTempSubdirectory("lockstep-faults-");
        var path = Path.Combine(folder.FullName, "pg");
        var run = new FaultyRun(server, reference);
        try
        {
            var outcomes = new List<Outcome>();
            foreach (var (message, after) in Summary.Spread(points, 3)) outcomes.Add(await RunAsync(run, path, message, after));
            var wrong = outcomes.Where(outcome => outcome.Problems.Count > 0 || outcome.ExitCode is not (0 or (int)ExitCode.NoConnection)).ToList();
            Summary.Tell($"server stopped hard: {outcomes.Count} runs, {outcomes.Count(outcome => outcome.ExitCode == (int)ExitCode.NoConnection)} ended with 3; {wrong.Count} wrong");
            Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(outcome => $"{outcome.Point}: exit code {outcome.ExitCode}; {string.Join("; ", outcome.Problems)}")));
            Assert.Contains(outcomes, outcome => outcome.ExitCode == (int)ExitCode.NoConnection);
        }
        finally
        {
            await EmbeddedPostgres.RemoveAsync(path, TestDatabase.Cancellation);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Outcome> RunAsync(FaultyRun run, string path, int message, bool after)
    {
        // It keeps PostgreSQL's own settings for durability: what is committed must be there after the crash.
        var before = await EmbeddedPostgres.StartPersistentAsync(path, TestServer.Options, TestDatabase.Cancellation);
        await using var database = await TestDatabase.CreateAsync(before);
        var (point, struck, exitCode) = await FaultyRun.FaultAsync(database, at => at.Number == message, after, async (_, _) => await StopAsync(before.DataDirectory));
        var now = await EmbeddedPostgres.StartPersistentAsync(path, TestServer.Options, TestDatabase.Cancellation);
        await using var same = await TestDatabase.ExistingAsync(now, $"SELECT datname FROM pg_database WHERE datname = '{database.Name}'");
        return new(point, struck, exitCode, await run.CompareAsync(same, exitCode));
    }

    /// <summary>As PostgreSQL's immediate shutdown: no session ends in order, nothing is flushed, and the start recovers as after a crash.</summary>
    private static async Task StopAsync(string dataDirectory)
    {
        var postmaster = PostmasterFile.Read(dataDirectory)!;
        await UnixSignal.SendAsync("QUIT", postmaster.ProcessId);
        while (postmaster.IsAlive(dataDirectory)) await Task.Delay(20, TestDatabase.Cancellation);
    }
}
