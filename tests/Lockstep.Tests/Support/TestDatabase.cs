using Lockstep.Embedded;
using Lockstep.Execution;
using Lockstep.Planning;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Tests.Support;

/// <summary>A database of one test's own, and what tests do with it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static int s_count;

    private TestDatabase(EmbeddedPostgres server, string name)
    {
        Name = name;
        Settings = new(server.ConnectionString(name)) { Pooling = false };
        Database = new(Settings);
    }

    internal string Name { get; }

    internal NpgsqlConnectionStringBuilder Settings { get; }

    internal Database Database { get; }

    /// <summary>What the runs of this test told, in order.</summary>
    internal List<RunEvent> Events { get; } = [];

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static async Task<TestDatabase> CreateAsync(EmbeddedPostgres server, string? template = null)
    {
        var database = new TestDatabase(server, $"t{Interlocked.Increment(ref s_count)}");
        if (template is null)
        {
            await server.EnsureDatabaseAsync(database.Name, Cancellation);
            return database;
        }

        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {database.Name} TEMPLATE {template}", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return database;
    }

    /// <summary>A database that is there, found by a query.</summary>
    internal static async Task<TestDatabase> ExistingAsync(EmbeddedPostgres server, string query) =>
        new(server, (string)(await new TestDatabase(server, "postgres").RunAsync(query))!);

    internal async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(Settings.ConnectionString);
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    /// <summary>Runs statements, each on its own, and returns the last one's first value.</summary>
    internal async Task<object?> RunAsync(params string[] statements)
    {
        await using var connection = await OpenAsync();
        object? value = null;
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            value = await command.ExecuteScalarAsync(Cancellation);
        }

        return value is DBNull ? null : value;
    }

    /// <summary>The first column of all rows as text, joined by line.</summary>
    internal async Task<string> LinesAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var lines = new List<string>();
        while (await reader.ReadAsync(Cancellation)) lines.Add(reader.IsDBNull(0) ? "" : reader.GetValue(0).ToString()!);
        return string.Join('\n', lines);
    }

    internal Task<string> HistoryAsync() => LinesAsync("SELECT concat_ws(' ', version, state, step || '/' || steps, CASE WHEN begun THEN 'begun' END) FROM lockstep.history ORDER BY version");

    internal Task<string> TablesAsync() => LinesAsync("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1");

    internal MigrationRunner Runner(IReadOnlyList<MigrationDescriptor> migrations, RunOptions? options = null) =>
        new(Database, new MigrationSet(migrations), options ?? new RunOptions { LockTimeout = TimeSpan.FromSeconds(2), LockRetries = 0, Wait = TimeSpan.FromSeconds(30) }, Take);

    internal Task<int> MigrateAsync(params MigrationDescriptor[] migrations) => MigrateAsync(migrations, target: null);

    internal async Task<int> MigrateAsync(IReadOnlyList<MigrationDescriptor> migrations, long? target, RunOptions? options = null) =>
        await Runner(migrations, options).MigrateAsync(target, static (_, _) => { }, Cancellation);

    internal async Task<LockstepException> FailsAsync(params MigrationDescriptor[] migrations) =>
        await Assert.ThrowsAsync<LockstepException>(() => MigrateAsync(migrations));

    internal Task<int> RollbackAsync(int count, params MigrationDescriptor[] migrations) =>
        Runner(migrations).RollbackAsync(rows => [.. rows.Take(count)], static _ => Task.FromResult(true), Cancellation);

    internal async Task<LockstepException> RollbackFailsAsync(int count, params MigrationDescriptor[] migrations) =>
        await Assert.ThrowsAsync<LockstepException>(() => RollbackAsync(count, migrations));

    /// <summary>Waits until a query answers true; fails if it does not in time.</summary>
    internal async Task UntilAsync(string condition)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT coalesce(({condition}), false)", connection);
        await Patience.UntilAsync(async () => await command.ExecuteScalarAsync(Cancellation) is true, condition);
    }

    /// <summary>Waits until a run tells something, and gives it.</summary>
    internal async Task<RunEvent> ToldAsync(Func<RunEvent, bool> what)
    {
        RunEvent? told = null;
        await Patience.UntilAsync(
            () =>
            {
                lock (Events) told = Events.Find(happened => what(happened));
                return told is not null;
            },
            "an event");
        return told!;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private void Take(RunEvent happened)
    {
        lock (Events) Events.Add(happened);
    }
}
