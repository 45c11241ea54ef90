using Lockstep.History;
using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Faults.Support;

/// <summary>Ways back with faults, from one place, compared with the one that nothing disturbed.</summary>
internal sealed class WayBack
{
    private static readonly Lock s_lock = new();
    private static readonly string[] s_command = ["rollback", "--to", $"{EveryWayBack.Stays}", "--yes"];
    private static Task<WayBack>? s_one;

    private readonly TestServer _server;
    private readonly string _place;
    private readonly DatabaseState _state;
    private readonly string _audit;

    private WayBack(TestServer server, string place, DatabaseState state, string audit, IEnumerable<ClientMessage> messages)
    {
        (_server, _place, _state, _audit) = (server, place, state, audit);
        var counts = new Dictionary<int, int>();
        foreach (var message in messages)
        {
            var number = counts[message.Connection] = counts.GetValueOrDefault(message.Connection) + 1;
            Points.AddRange([new(message.Connection, number, After: false), new(message.Connection, number, After: true)]);
        }
    }

    /// <summary>A place in a way back. Counted on one connection: how often others look depends on how busy the machine is.</summary>
    /// <param name="Connection">Which connection; 1 is the session that works.</param>
    /// <param name="Number">Which of its messages, from 1.</param>
    /// <param name="After">Whether the server gets it.</param>
    internal sealed record Point(int Connection, int Number, bool After)
    {
        /// <summary>True of the message once it comes.</summary>
        internal Func<ClientMessage, bool> Met()
        {
            var seen = 0;
            return message => message.Connection == Connection && ++seen == Number;
        }
    }

    /// <summary>Before and after each message of the undisturbed one.</summary>
    internal List<Point> Points { get; } = [];

    private static IReadOnlyList<MigrationDescriptor> Migrations { get; } = Reference.Descriptors(EveryWayBack.Migrations);

    /// <summary>Brings a database to where all begin, and goes back once.</summary>
    internal static Task<WayBack> OfAsync(TestServer server)
    {
        lock (s_lock) return s_one ??= MakeAsync(server);
    }

    /// <summary>Goes back with a fault, and then once more without.</summary>
    internal async Task<Outcome> RunAsync(Point at, Func<ProxyLink, HostProcess, Task> strike)
    {
        await using var database = await TestDatabase.CreateAsync(_server.Postgres, _place);
        var (point, struck, exitCode) = await FaultAsync(database, at, strike);
        return new(point, struck, exitCode, await CompareAsync(database, exitCode));
    }

    /// <summary>Goes back with several faults, one after the other, and then without.</summary>
    internal async Task<Outcome> RunAsync(string name, IEnumerable<Point> points, Func<ProxyLink, HostProcess, Task> strike)
    {
        await using var database = await TestDatabase.CreateAsync(_server.Postgres, _place);
        var told = new List<string>();
        var exitCode = FaultyRun.Killed;
        foreach (var at in points)
        {
            if (exitCode != FaultyRun.Killed) break;
            (var point, _, exitCode) = await FaultAsync(database, at, strike);
            told.Add(point);
        }

        return new($"{name}: {string.Join(", then ", told)}", Struck: true, exitCode, await CompareAsync(database, exitCode));
    }

    private static Task<(string Point, bool Struck, int ExitCode)> FaultAsync(TestDatabase database, Point at, Func<ProxyLink, HostProcess, Task> strike) =>
        FaultyRun.FaultAsync(database, at.Met(), at.After, strike, migrations: EveryWayBack.Migrations, command: s_command);

    private static async Task<WayBack> MakeAsync(TestServer server)
    {
        var place = await server.CreateAsync();
        var half = await Assert.ThrowsAsync<LockstepException>(() => place.MigrateAsync([.. Migrations]));
        Assert.Equal(ToolkitCode.MigrationFailed, half.Code);
        Assert.Equal("13 applying 3/4", (await place.HistoryAsync()).Split('\n')[^1]);
        await using var database = await TestDatabase.CreateAsync(server.Postgres, place.Name);
        await using var proxy = new FaultProxy(server.Postgres.Host, server.Postgres.Port);
        var result = await HostProcess.RunAsync(FaultyRun.Through(proxy, database), EveryWayBack.Migrations, s_command);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
        Summary.Tell($"undisturbed way back on PostgreSQL {await database.RunAsync("SHOW server_version")}: {proxy.Messages.Count} messages that the server acts upon");
        return new(server, place.Name, await DatabaseState.TakeAsync(database, new(Migrations)), await AuditAsync(database), proxy.Messages);
    }

    /// <summary>Goes back to the same place in this process, and compares.</summary>
    private async Task<IReadOnlyList<string>> CompareAsync(TestDatabase database, int exitCode)
    {
        var problems = new List<string>();
        if (exitCode == 0 && await database.HistoryAsync() is var history && history != "1 applied 1/1") problems.Add($"exit code 0 with {history}");
        try
        {
            await database.Runner(Migrations, new() { Wait = TimeSpan.FromSeconds(60) })
                .RollbackAsync(rows => [.. rows.Where(row => row.Version > EveryWayBack.Stays)], static _ => Task.FromResult(true), TestDatabase.Cancellation);
        }
        catch (Exception failure) when (failure is LockstepException or NpgsqlException or InvalidOperationException)
        {
            problems.Add($"the next rollback fails: {failure.Message}; history: {await database.HistoryAsync()}");
            return problems;
        }

        problems.AddRange((await DatabaseState.TakeAsync(database, new(Migrations))).DifferencesTo(_state));
        if (await AuditAsync(database) is var audit && audit != _audit) problems.Add($"audit differs:\n{audit}\ninstead of\n{_audit}");
        await using var connection = await database.OpenAsync();
        if (AuditChain.Break((await AuditChain.ReadAsync(connection, TestDatabase.Cancellation))!, head: null) is { } broken) problems.Add(broken);
        return problems;
    }

    /// <summary>Each step of the way back, in the order in which they were done.</summary>
    private static Task<string> AuditAsync(TestDatabase database) =>
        database.LinesAsync("SELECT concat_ws(' ', action, version, step || '/' || steps, outcome) FROM lockstep.audit WHERE action = 'down' ORDER BY seq");
}
