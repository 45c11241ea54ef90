using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Faults.Support;

/// <summary>How a run with a fault went.</summary>
/// <param name="Point">Where the fault was.</param>
/// <param name="Struck">Whether the run came to it.</param>
/// <param name="ExitCode">The run's.</param>
/// <param name="Problems">What is not as it should be after it and the run that follows.</param>
internal sealed record Outcome(string Point, bool Struck, int ExitCode, IReadOnlyList<string> Problems);

/// <summary>Runs the host with a fault, then once more without, and compares what is left with what a run leaves that nothing disturbed.</summary>
internal sealed class FaultyRun(TestServer server, Reference reference)
{
    /// <summary>What a process ends with on kill -9.</summary>
    internal const int Killed = 137;

    /// <summary>Where the host finds a database if it is to go through the proxy.</summary>
    internal static Dictionary<string, string> Through(FaultProxy proxy, TestDatabase database) =>
        HostProcess.Variables(new(database.Settings.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port });

    /// <summary>One run with a fault.</summary>
    /// <param name="message">At which message.</param>
    /// <param name="after">Whether the server gets it.</param>
    /// <param name="strike">What happens.</param>
    /// <param name="delay">How long after the message.</param>
    internal async Task<Outcome> RunAsync(int message, bool after, Func<ProxyLink, HostProcess, Task> strike, TimeSpan delay = default)
    {
        await using var database = await server.CreateAsync();
        var (point, struck, exitCode) = await FaultAsync(database, at => at.Number == message, after, strike, delay);
        return new(point, struck, exitCode, await CompareAsync(database, exitCode));
    }

    /// <summary>A run with a fault, on a database as it is; of migrations with every kind of step unless others are given.</summary>
    internal static async Task<(string Point, bool Struck, int ExitCode)> FaultAsync(
        TestDatabase database,
        Func<ClientMessage, bool> at,
        bool after,
        Func<ProxyLink, HostProcess, Task> strike,
        TimeSpan delay = default,
        IReadOnlyDictionary<string, string?[]>? migrations = null,
        string[]? command = null)
    {
        await using var proxy = new FaultProxy(database.Settings.Host!, database.Settings.Port);
        // The fault is set before the first message can come.
        HostProcess? host = null;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        proxy.Fault = new(at, after, async link =>
        {
            await started.Task;
            if (delay > TimeSpan.Zero) await Task.Delay(delay, TestDatabase.Cancellation);
            await strike(link, host!);
        });
        await using var running = HostProcess.Start(Through(proxy, database), migrations ?? EveryKindOfStep.Migrations, command ?? ["migrate"]);
        host = running;
        started.SetResult();
        var result = await running.EndAsync();
        var point = $"{(after ? "after" : "before")} {proxy.Struck?.ToString() ?? "a message that did not come"}";
        if (delay > TimeSpan.Zero) point = $"{point} by {delay.TotalMilliseconds} ms";
        Assert.False(result.ExitCode == (int)ExitCode.Internal, $"{point}: {result.Error}");
        return (point, proxy.Struck is not null, result.ExitCode);
    }

    /// <summary>Runs once more, in this process, and compares.</summary>
    internal async Task<IReadOnlyList<string>> CompareAsync(TestDatabase database, int exitCode)
    {
        var problems = new List<string>();
        if (exitCode == 0 && await PendingAsync(database) is > 0 and var pending) problems.Add($"exit code 0 with {pending} pending");
        try
        {
            await database.MigrateAsync(Reference.Migrations, target: null, new() { Wait = TimeSpan.FromSeconds(60) });
        }
        catch (Exception failure) when (failure is LockstepException or NpgsqlException or InvalidOperationException)
        {
            problems.Add($"the next run fails: {failure.Message}; history: {await database.HistoryAsync()}");
            return problems;
        }

        problems.AddRange((await DatabaseState.TakeAsync(database, new(Reference.Migrations))).DifferencesTo(reference.State));
        return problems;
    }

    /// <summary>Ends the runner with kill -9.</summary>
    internal static Task KillAsync(ProxyLink link, HostProcess host)
    {
        try
        {
            host.Kill();
        }
        catch (InvalidOperationException)
        {
            // It had said its last words and has ended by itself.
        }

        link.Cut();
        return Task.CompletedTask;
    }

    /// <summary>Breaks the runner's connection.</summary>
    internal static Task CutAsync(ProxyLink link, HostProcess host)
    {
        link.Cut();
        return Task.CompletedTask;
    }

    /// <summary>Ends the connection's process on the server, as an administrator does.</summary>
    internal static Func<ProxyLink, HostProcess, Task> Terminate(TestDatabase administrator) => async (link, _) =>
    {
        if (link.BackendPid == 0) link.Cut();
        else await administrator.RunAsync($"SELECT pg_terminate_backend({link.BackendPid})");
    };

    private static async Task<long> PendingAsync(TestDatabase database) =>
        Reference.Migrations.Count - (long)(await database.RunAsync("SELECT count(*) FROM lockstep.history WHERE state = 'applied'"))!;
}
