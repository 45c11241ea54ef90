using Lockstep.Execution;
using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>The runner lives on and its connection does not.</summary>
public sealed class BrokenConnectionTests(TestServer server)
{
    [Fact]
    public async Task A_backend_that_is_terminated_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        await using var administrator = await server.CreateAsync();
        var points = reference.Messages.Select(message => (message.Number, After: message.Number % 2 == 1)).ToList();
        await Summary.RunAsync(
            "backend terminated",
            Summary.Spread(points, 6),
            point => run.RunAsync(point.Number, point.After, FaultyRun.Terminate(administrator)),
            // The session that only holds the lock, and one that has said good-bye, may go without harm.
            (int)ExitCode.NoConnection,
            0);
    }

    [Fact]
    public async Task A_network_that_fails_in_the_middle_of_COMMIT_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        // Before: the server never hears of it. After: it has committed, and the runner never hears of that.
        var points = reference.Messages
            .Where(message => message.Sql == "COMMIT")
            .SelectMany(message => new[] { (message.Number, After: false), (message.Number, After: true) })
            .ToList();
        await Summary.RunAsync("cut in COMMIT", Summary.Spread(points, 6), point => run.RunAsync(point.Number, point.After, FaultyRun.CutAsync), (int)ExitCode.NoConnection);
    }

    [Fact]
    public async Task A_network_that_fails_anywhere_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        var points = reference.Messages.Select(message => (message.Number, After: message.Number % 2 == 0)).ToList();
        await Summary.RunAsync("cut", Summary.Spread(points, 5), point => run.RunAsync(point.Number, point.After, FaultyRun.CutAsync), (int)ExitCode.NoConnection, 0);
    }

    [Fact]
    public async Task A_runner_whose_session_is_terminated_while_it_waits_for_another_one_says_that_the_connection_broke()
    {
        await using var database = await server.CreateAsync();
        await using var proxy = new FaultProxy(server.Postgres.Host, server.Postgres.Port);
        await using var holder = await database.Database.OpenAsync(TestDatabase.Cancellation);
        await AdvisoryLock.Runner.TakeAsync(holder, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        await using var host = HostProcess.Start(FaultyRun.Through(proxy, database), EveryKindOfStep.Migrations, "migrate");
        await host.UntilToldAsync("Lockstep: waiting");
        await database.RunAsync($"SELECT pg_terminate_backend({proxy.Links[0].BackendPid})");
        // Long enough for the runner to look after a session that it does not use.
        await Task.Delay(TimeSpan.FromSeconds(8), TestDatabase.Cancellation);
        await holder.DisposeAsync();
        var result = await host.EndAsync();
        Assert.Equal((int)ExitCode.NoConnection, result.ExitCode);
        Assert.StartsWith("error LS9201: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await HostProcess.RunAsync(database, EveryKindOfStep.Migrations, "migrate")).ExitCode);
    }
}
