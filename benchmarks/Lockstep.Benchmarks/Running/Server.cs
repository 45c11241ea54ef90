using System.Globalization;
using Lockstep.Embedded;
using Npgsql;

namespace Lockstep.Benchmarks.Running;

/// <summary>The server that all run on: durable, so that a commit costs what it costs in production.</summary>
internal sealed class Server(EmbeddedPostgres postgres) : IAsyncDisposable
{
    private readonly string _admin = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Pooling = false }.ConnectionString;

    /// <summary>Starts it.</summary>
    /// <exception cref="EmbeddedPostgresException">There is no PostgreSQL, or it does not start.</exception>
    /// <exception cref="BenchmarkException">It is not durable.</exception>
    public static async Task<Server> StartAsync(CancellationToken cancellationToken)
    {
        var server = new Server(await EmbeddedPostgres.StartThrowawayAsync(new() { Durable = true }, cancellationToken));
        var durability = await ScalarAsync(
            server._admin,
            "SELECT concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'))",
            cancellationToken);
        if (durability is "on on on") return server;
        await server.DisposeAsync();
        throw new BenchmarkException(
            $"The server is not durable (fsync, synchronous_commit, full_page_writes: {durability}), so the figures would mean nothing.");
    }

    /// <summary>Its version.</summary>
    public string Version => postgres.ServerVersion;

    /// <summary>psql, started so that it runs a script and stops at the first error; null if there is none.</summary>
    public Func<string, IReadOnlyList<string>>? Psql(string script)
    {
        if (FindPsql() is not { } psql) return null;
        // Where there is a password (no Unix socket), psql takes it from its environment, not from a command line that others can read.
        var connection = new NpgsqlConnectionStringBuilder(_admin);
        if (connection.Password is { } password) Environment.SetEnvironmentVariable("PGPASSWORD", password);
        if (connection.Passfile is { } passwordFile) Environment.SetEnvironmentVariable("PGPASSFILE", passwordFile);
        var port = postgres.Port.ToString(CultureInfo.InvariantCulture);
        return database =>
        [
            psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--host", postgres.Host, "--port", port, "--username", postgres.User,
            "--dbname", database, "--file", script,
        ];
    }

    /// <summary>The connection that a program is given.</summary>
    public string ConnectionString(string database) => postgres.ConnectionString(database);

    /// <summary>A fresh database; what was written before is on disk first, so that it does not count against the next one.</summary>
    public async Task CreateAsync(string database, CancellationToken cancellationToken)
    {
        await ScalarAsync(_admin, $"CREATE DATABASE {database}", cancellationToken);
        await ScalarAsync(_admin, "CHECKPOINT", cancellationToken);
    }

    /// <summary>Drops a database.</summary>
    public async Task DropAsync(string database, CancellationToken cancellationToken) =>
        await ScalarAsync(_admin, $"DROP DATABASE {database} WITH (FORCE)", cancellationToken);

    /// <summary>Makes sure that a program did its work.</summary>
    /// <exception cref="BenchmarkException">It did not.</exception>
    public async Task CheckAsync(string database, Contestant contestant, int migrations, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnectionStringBuilder(postgres.ConnectionString(database)) { Pooling = false }.ConnectionString;
        var tables = await ScalarAsync(
            connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^t[0-9]+$'", cancellationToken);
        var indexes = await ScalarAsync(
            connection, "SELECT count(*) FROM pg_indexes WHERE schemaname = 'public' AND indexname ~ '^ix_t[0-9]+_name$'", cancellationToken);
        var history = await ScalarAsync(connection, contestant.HistoryCount, cancellationToken);
        if (Equals(tables, (long)migrations) && Equals(indexes, (long)migrations) && Equals(history, (long)migrations)) return;
        throw new BenchmarkException(string.Create(
            CultureInfo.InvariantCulture,
            $"{contestant.Name} left {tables} tables, {indexes} indexes and {history} history rows instead of {migrations} each."));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    private static async Task<object?> ScalarAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private string? FindPsql()
    {
        if (postgres.Binaries.Program("psql") is { } beside && File.Exists(beside)) return beside;
        var name = OperatingSystem.IsWindows() ? "psql.exe" : "psql";
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
