using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>A runner that is stopped with SIGSTOP, as a machine does that is suspended or starved, and wakes when others have gone on.</summary>
public sealed class PausedRunnerTests(TestServer server)
{
    [Theory]
    [InlineData("UPDATE account SET balance = balance * 2")]
    [InlineData("REINDEX INDEX CONCURRENTLY account_owner")]
    [InlineData("COMMIT")]
    public async Task A_runner_that_wakes_when_its_sessions_are_gone_does_nothing_more(string sql)
    {
        var reference = await Reference.OfAsync(server);
        await using var database = await server.CreateAsync();
        await using var proxy = new FaultProxy(server.Postgres.Host, server.Postgres.Port);
        var executing = reference.Executing(sql).ToList();
        var message = executing[executing.Count / 2];
        var (paused, resume) = (new TaskCompletionSource(), new TaskCompletionSource());
        proxy.Fault = new(at => at.Number == message, After: false, async _ =>
        {
            paused.SetResult();
            await resume.Task;
        });
        await using var sleeper = HostProcess.Start(FaultyRun.Through(proxy, database), EveryKindOfStep.Migrations, "migrate");
        await paused.Task.WaitAsync(Patience.Limit, TestDatabase.Cancellation);
        await sleeper.SignalAsync("STOP");
        // The server, or a firewall, gives up on it.
        foreach (var link in proxy.Links) await database.RunAsync($"SELECT pg_terminate_backend({link.BackendPid})");
        Assert.Equal(0, (await HostProcess.RunAsync(database, EveryKindOfStep.Migrations, "migrate")).ExitCode);
        resume.SetResult();
        await sleeper.SignalAsync("CONT");
        var result = await sleeper.EndAsync();
        // Which it sees first: that its sessions are gone, or that another runner took over.
        if (result.Error.StartsWith("error LS9202: Another runner took over", StringComparison.Ordinal)) Assert.Equal((int)ExitCode.Failed, result.ExitCode);
        else Assert.Equal(((int)ExitCode.NoConnection, "error LS9201: "), (result.ExitCode, result.Error[..14]));
        Assert.Empty((await DatabaseState.TakeAsync(database, new(Reference.Migrations))).DifferencesTo(reference.State));
    }

    [Fact]
    public async Task A_runner_that_lost_only_the_runner_lock_is_waited_for()
    {
        var reference = await Reference.OfAsync(server);
        await using var database = await server.CreateAsync();
        await using var proxy = new FaultProxy(server.Postgres.Host, server.Postgres.Port);
        var (paused, resume) = (new TaskCompletionSource(), new TaskCompletionSource());
        proxy.Fault = new(static at => at.Sql == "UPDATE account SET balance = balance * 2", After: false, async _ =>
        {
            paused.SetResult();
            await resume.Task;
        });
        await using var sleeper = HostProcess.Start(FaultyRun.Through(proxy, database), EveryKindOfStep.Migrations, "migrate");
        await paused.Task.WaitAsync(Patience.Limit, TestDatabase.Cancellation);
        await sleeper.SignalAsync("STOP");
        await database.RunAsync($"SELECT pg_terminate_backend({proxy.Links[1].BackendPid})");
        await using var other = HostProcess.Start(database, EveryKindOfStep.Migrations, "migrate");
        await other.UntilToldAsync("the lock of a session that a run left at work is held");
        Assert.Contains("Lockstep: waiting     the lock of a session that a run left at work is held by another runner", other.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("applied", other.Output, StringComparison.Ordinal);
        resume.SetResult();
        await sleeper.SignalAsync("CONT");

        // Whether it learns of its loss in time or not: what it does, it does while the other one waits.
        Assert.Contains((await sleeper.EndAsync()).ExitCode, new[] { 0, (int)ExitCode.NoConnection });
        Assert.Equal(0, (await other.EndAsync()).ExitCode);
        Assert.Empty((await DatabaseState.TakeAsync(database, new(Reference.Migrations))).DifferencesTo(reference.State));
    }
}
