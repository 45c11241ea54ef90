using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>kill -9, anywhere in a run that has every kind of step.</summary>
public sealed class KillTests(TestServer server)
{
    [Fact]
    public async Task A_runner_that_is_killed_before_or_after_any_of_its_messages_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        var points = reference.Messages.SelectMany(message => new[] { (message.Number, After: false), (message.Number, After: true) }).ToList();
        if (Summary.All) Assert.True(points.Count >= 300, $"{points.Count} points");
        await Summary.RunAsync(
            "killed",
            Summary.Spread(points, 10),
            point => run.RunAsync(point.Number, point.After, FaultyRun.KillAsync),
            FaultyRun.Killed,
            // Behind its last words to the server it may be done before it is killed.
            0);
    }

    [Fact]
    public async Task A_runner_that_is_killed_some_time_after_a_message_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        var seed = Environment.TickCount;
        Summary.Tell($"random delays with seed {seed}");
        var random = new Random(seed);
        var points = Enumerable.Range(0, Summary.All ? 60 : 4)
            .Select(_ => (Message: random.Next(1, reference.Messages.Count + 1), Delay: TimeSpan.FromMilliseconds(random.Next(1, 40))))
            .ToList();
        await Summary.RunAsync("killed later", points, point => run.RunAsync(point.Message, after: true, FaultyRun.KillAsync, point.Delay), FaultyRun.Killed, 0);
    }

    [Fact]
    public async Task Runners_that_are_killed_one_after_the_other_leave_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        var first = Environment.TickCount;
        Summary.Tell($"random series with seeds from {first}");
        await Summary.RunAsync(
            "killed again and again",
            [.. Enumerable.Range(first, Summary.All ? 20 : 1)],
            async seed =>
            {
                var random = new Random(seed);
                await using var database = await server.CreateAsync();
                var points = new List<string>();
                var exitCode = FaultyRun.Killed;
                for (var i = 0; i < 6 && exitCode == FaultyRun.Killed; i++)
                {
                    var message = random.Next(1, reference.Messages.Count / 3);
                    (var point, _, exitCode) = await FaultyRun.FaultAsync(database, at => at.Number == message, random.Next(2) == 0, FaultyRun.KillAsync);
                    points.Add(point);
                }

                return new($"seed {seed}: {string.Join(", then ", points)}", Struck: true, exitCode, await run.CompareAsync(database, exitCode));
            },
            FaultyRun.Killed,
            0);
    }

    [Fact]
    public async Task A_run_that_was_killed_between_two_migrations_is_one_to_resume()
    {
        var three = new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["1"] = ["CREATE TABLE a ()", "DROP TABLE a"],
            ["2"] = ["CREATE TABLE b ()", "DROP TABLE b"],
            ["3"] = ["CREATE TABLE c ()", "DROP TABLE c"],
        };
        await using var database = await server.CreateAsync();
        var migrations = 0;
        // Each migration is one transaction, whose beginning is told to the server in a message of its own.
        var (_, struck, exitCode) = await FaultyRun.FaultAsync(database, at => at.Sql == "BEGIN" && ++migrations == 2, after: false, FaultyRun.KillAsync, migrations: three);
        Assert.True(struck);
        Assert.Equal(FaultyRun.Killed, exitCode);
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
        Assert.Equal("1", await database.LinesAsync("SELECT version FROM lockstep.audit"));
        var resumed = await HostProcess.RunAsync(database, three, "migrate", "--resume");
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal("1 applied 1/1\n2 applied 1/1\n3 applied 1/1", await database.HistoryAsync());

        // What comes later was not that run's, and what was taken back since is no run that was cut off.
        three["4"] = ["CREATE TABLE d ()", null];
        Assert.Equal(1, (await HostProcess.RunAsync(database, three, "migrate", "--resume")).ExitCode);
        three.Remove("4");
        Assert.Equal(0, (await HostProcess.RunAsync(database, three, "rollback", "2", "--yes")).ExitCode);
        Assert.Contains("error LS9233: Nothing to resume: ", (await HostProcess.RunAsync(database, three, "migrate", "--resume")).Error, StringComparison.Ordinal);
        // A table of a version of Lockstep that did not note it.
        await database.RunAsync("ALTER TABLE lockstep.runner DROP COLUMN applies");
        Assert.Equal(1, (await HostProcess.RunAsync(database, three, "migrate", "--resume")).ExitCode);
        Assert.Equal(0, (await HostProcess.RunAsync(database, three, "migrate")).ExitCode);
        Assert.Equal("{2,3}", await database.RunAsync("SELECT applies::text FROM lockstep.runner"));
    }
}
