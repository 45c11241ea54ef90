using System.Diagnostics;
using System.Globalization;
using Lockstep.Embedded;
using Lockstep.Hosting;
using Npgsql;

namespace Lockstep.Backfill.Benchmarks;

/// <summary>The same change of the same rows, in batches and at once.</summary>
internal sealed class Contestants(EmbeddedPostgres server, long rows, bool gently)
{
    internal const string Database = "shop";

    private const string Change = "email = login || '@example.org'";
    private const string Where = "email IS NULL";

    internal string Connection { get; } = new NpgsqlConnectionStringBuilder(server.ConnectionString(Database)) { Pooling = false, CommandTimeout = 0 }.ConnectionString;

    /// <summary>The table as it is before, vacuumed, analyzed and on disk; and no history.</summary>
    internal async Task PrepareAsync()
    {
        await server.EnsureDatabaseAsync(Database, CancellationToken.None);
        await RunAsync(
            "DROP SCHEMA IF EXISTS lockstep CASCADE",
            "DROP TABLE IF EXISTS users",
            "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY, login text NOT NULL, email text, visits int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now())",
            string.Create(CultureInfo.InvariantCulture, $"INSERT INTO users (login) SELECT 'user' || i FROM generate_series(1, {rows}) i"),
            "ALTER TABLE users ADD PRIMARY KEY (id)",
            "VACUUM (FREEZE, ANALYZE) users",
            "CHECKPOINT");
    }

    /// <summary>
    /// A server that has been at work for a while does not have to make files for its log any more, which all its users wait for: it takes old ones again. So as much is
    /// written as it keeps.
    /// </summary>
    internal async Task FillLogAsync(int megabytes)
    {
        await server.EnsureDatabaseAsync(Database, CancellationToken.None);
        for (var written = 0; written < megabytes; written += 64) await RunAsync("SELECT pg_logical_emit_message(false, 'benchmark', repeat('x', 1024 * 1024)) FROM generate_series(1, 64)");
        await RunAsync("CHECKPOINT");
    }

    /// <summary>Lockstep, as a program of the user's would run it.</summary>
    internal async Task<TimeSpan> BackfillAsync(int workers, TimeSpan? target)
    {
        var clock = Stopwatch.StartNew();
        var exitCode = await LockstepHost.RunAsync(["migrate", "--connection", Connection], new Registry(workers, target, gently));
        if (exitCode != 0) throw new InvalidOperationException($"migrate ended with {exitCode}");
        return clock.Elapsed;
    }

    /// <summary>One UPDATE.</summary>
    internal async Task<TimeSpan> UpdateAsync()
    {
        var clock = Stopwatch.StartNew();
        await RunAsync($"UPDATE users SET {Change} WHERE {Where}");
        return clock.Elapsed;
    }

    /// <summary>A session that keeps a processor busy, and reads and writes nothing: what others feel of it is the share of a backfill that is not its disk's.</summary>
    internal async Task ComputeAsync(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time) await RunAsync("DO $$ DECLARE until timestamptz := clock_timestamp() + interval '1 second'; BEGIN WHILE clock_timestamp() < until LOOP PERFORM 1; END LOOP; END $$");
    }

    /// <summary>Looks whether each row is as it should be.</summary>
    internal async Task CheckAsync()
    {
        var left = await RunAsync("SELECT count(*) FROM users WHERE email IS DISTINCT FROM login || '@example.org'");
        if (left is not 0L) throw new InvalidOperationException($"{left} rows are not as they should be");
    }

    private async Task<object?> RunAsync(params string[] statements)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        object? value = null;
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            value = await command.ExecuteScalarAsync();
        }

        return value;
    }

    private sealed class Registry(int workers, TimeSpan? target, bool gently) : MigrationRegistry
    {
        public override IReadOnlyList<MigrationDescriptor> Migrations { get; } = [new(1, "Backfill users.email", "benchmark", () => new FillEmail(workers, target, gently))];
    }

    [Migration(1, "Backfill users.email")]
    private sealed class FillEmail(int workers, TimeSpan? target, bool gently) : Migration
    {
        public override void Up()
        {
            var backfill = Backfill.Table("users").Set(Change).Where(Where).Workers(workers);
            if (target is { } time) backfill.Target(time);
            if (gently) backfill.Gently();
        }
    }
}
