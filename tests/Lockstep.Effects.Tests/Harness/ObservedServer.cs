using Lockstep.Embedded;
using Npgsql;

namespace Lockstep.Effects.Tests.Harness;

/// <summary>A server with the catalogue's schema, on which statements are observed one after the other.</summary>
internal sealed class ObservedServer : IAsyncDisposable
{
    /// <summary>Never entered after it is made, so that it can be copied.</summary>
    private const string Template = "catalogue";

    /// <summary>Statements name it (REINDEX DATABASE).</summary>
    private const string Database = "shop";

    private readonly EmbeddedPostgres _server;
    private readonly NpgsqlConnection _observer;

    /// <summary>Of the transactions; a session in the present copy, or none.</summary>
    private NpgsqlConnection? _session;

    /// <summary>Whether the present copy is still as the template, so that the next statement may have it too: a copy is what takes longest.</summary>
    private bool _isFresh;

    private ObservedServer(EmbeddedPostgres server, NpgsqlConnection observer)
    {
        _server = server;
        _observer = observer;
    }

    internal static async Task<ObservedServer> StartAsync(int version, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["allow_in_place_tablespaces"] = "on",
            ["max_connections"] = "40",
            ["max_locks_per_transaction"] = "512",
            ["shared_buffers"] = "64MB",
        };
        var server = await EmbeddedPostgres.StartThrowawayAsync(new EmbeddedOptions { PostgresVersion = version, Settings = settings }, cancellation);
        var observer = await Sessions.OpenAsync(server.ConnectionString("postgres"), cancellation);
        var observed = new ObservedServer(server, observer);
        await observer.RunAsync($"CREATE DATABASE {Template}", cancellation);
        foreach (var statement in Catalogue.ClusterSql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await observer.RunAsync(statement, cancellation);
        }

        await using (var session = await Sessions.OpenAsync(server.ConnectionString(Template), cancellation))
        {
            await session.RunAsync(Catalogue.SchemaSql, cancellation);
            await session.RunAsync("ANALYZE", cancellation);
        }

        return observed;
    }

    /// <summary>The tables and materialized views of the schema that have rows.</summary>
    internal async Task<IReadOnlyList<string>> FilledAsync(CancellationToken cancellation)
    {
        await CopyAsync(cancellation);
        await using var session = await SessionAsync(cancellation);
        return [.. (await RelationSnapshot.FilledAsync(session, cancellation)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Observes each statement that this version knows.</summary>
    internal async Task<IReadOnlyList<(CatalogueStatement Statement, Observation Observation)>> ObserveAsync(
        IEnumerable<CatalogueStatement> statements, CancellationToken cancellation)
    {
        var observations = new Dictionary<CatalogueStatement, Observation>();
        var all = statements.ToList();

        // First all that a rollback undoes, in one database.
        await CopyAsync(cancellation);
        foreach (var statement in all.Where(statement => statement.Setup.Count == 0))
        {
            if (await InTransactionAsync(statement, cancellation) is { } observation)
            {
                observations.Add(statement, observation);
            }
        }

        _isFresh = false;
        foreach (var statement in all.Where(statement => !observations.ContainsKey(statement)))
        {
            if (!_isFresh)
            {
                await CopyAsync(cancellation);
            }

            observations.Add(statement, await OfItsOwnAsync(statement, cancellation));
        }

        return [.. all.Select(statement => (statement, observations[statement]))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }

        await _observer.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<Observation> OfItsOwnAsync(CatalogueStatement statement, CancellationToken cancellation)
    {
        if (statement.Setup.Count > 0)
        {
            _isFresh = false;
            await using var setup = await SessionAsync(cancellation);
            foreach (var sql in statement.Setup)
            {
                await setup.RunAsync(sql, cancellation);
            }
        }

        return await InTransactionAsync(statement, cancellation) ?? await OutsideTransactionAsync(statement, cancellation);
    }

    /// <summary>Observes, then rolls back; <see langword="null"/> when the statement must not run in a transaction block.</summary>
    private async Task<Observation?> InTransactionAsync(CatalogueStatement statement, CancellationToken cancellation)
    {
        var session = _session ??= await SessionAsync(cancellation);
        await session.RunAsync("BEGIN", cancellation);
        try
        {
            return await InTransactionAsync(session, statement, cancellation);
        }
        finally
        {
            await session.RunAsync("ROLLBACK", cancellation);
        }
    }

    private static async Task<Observation?> InTransactionAsync(NpgsqlConnection session, CatalogueStatement statement, CancellationToken cancellation)
    {
        foreach (var sql in statement.Before)
        {
            await session.RunAsync(sql, cancellation);
        }

        var before = await RelationSnapshot.InTransactionAsync(session, cancellation);
        var heldBefore = await session.HeldLocksAsync(cancellation);
        await session.RunAsync("SET LOCAL client_min_messages = debug1", cancellation);
        IReadOnlyList<string> work;
        try
        {
            work = await session.RunAndListenAsync(statement.Sql, cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ActiveSqlTransaction)
        {
            return null;
        }
        catch (PostgresException e)
        {
            return Refused(e);
        }

        var locks = await session.HeldLocksAsync(cancellation);
        foreach (var (relation, mode) in heldBefore)
        {
            // What was held already says nothing about this statement.
            if (locks.TryGetValue(relation, out var now) && LockModes.Strength(now) <= LockModes.Strength(mode))
            {
                locks.Remove(relation);
            }
        }

        return RelationSnapshot.Compare(before, await RelationSnapshot.InTransactionAsync(session, cancellation), locks) with { Work = work };
    }

    private async Task<Observation> OutsideTransactionAsync(CatalogueStatement statement, CancellationToken cancellation)
    {
        await using var session = await SessionAsync(cancellation);
        var before = await RelationSnapshot.OfDatabaseAsync(session, cancellation);
        var rows = await CatalogRowsAsync(session, cancellation);
        await session.RunAsync("SET client_min_messages = debug1", cancellation);
        var (locks, work, refusal) = await PassTurnstileAsync(session, statement.Sql, cancellation);
        _isFresh &= await CatalogRowsAsync(session, cancellation) == rows;
        var observation = refusal is null
            ? RelationSnapshot.Compare(before, await RelationSnapshot.OfDatabaseAsync(session, cancellation), locks) with { Work = work }
            : Refused(refusal);
        return observation with { Transactional = false };
    }

    private async Task<(Dictionary<uint, string> Locks, IReadOnlyList<string> Work, PostgresException? Refusal)> PassTurnstileAsync(
        NpgsqlConnection session, string sql, CancellationToken cancellation)
    {
        await using var turnstile = await Turnstile.OpenAsync(_server.ConnectionString(Database), _observer, cancellation);
        try
        {
            var (locks, work) = await turnstile.RunAsync(session, sql, cancellation);
            return (locks, work, null);
        }
        catch (PostgresException e)
        {
            return ([], [], e);
        }
    }

    /// <summary>Differs when the schema does.</summary>
    private static async Task<string> CatalogRowsAsync(NpgsqlConnection session, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT md5(string_agg(row, ' ' ORDER BY row)) FROM (
                SELECT 'class ' || oid || ' ' || xmin AS row FROM pg_class
                UNION ALL SELECT 'index ' || indexrelid || ' ' || xmin FROM pg_index
                UNION ALL SELECT 'inherits ' || inhrelid || ' ' || xmin FROM pg_inherits
                UNION ALL SELECT 'constraint ' || oid || ' ' || xmin FROM pg_constraint
                UNION ALL SELECT 'depend ' || classid || ' ' || objid || ' ' || refobjid || ' ' || refobjsubid || ' ' || xmin FROM pg_depend
                UNION ALL SELECT 'attribute ' || attrelid || ' ' || attnum || ' ' || xmin FROM pg_attribute) AS rows
            """,
            session);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static Observation Refused(PostgresException e) => new() { Error = $"{e.SqlState} {e.MessageText}" };

    private Task<NpgsqlConnection> SessionAsync(CancellationToken cancellation) => Sessions.OpenAsync(_server.ConnectionString(Database), cancellation);

    /// <summary>Takes the copy away that was in use, and makes a fresh one.</summary>
    private async Task CopyAsync(CancellationToken cancellation)
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
            _session = null;
        }

        // DROP DATABASE itself looks only every 100 ms for sessions that are not quite gone.
        await using (var sessions = new NpgsqlCommand($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{Database}'", _observer))
        {
            while (await sessions.ExecuteScalarAsync(cancellation) is > 0L)
            {
                await Task.Delay(1, cancellation);
            }
        }

        await _observer.RunAsync($"DROP DATABASE IF EXISTS {Database}", cancellation);
        await _observer.RunAsync($"CREATE DATABASE {Database} TEMPLATE {Template}", cancellation);
        _isFresh = true;
    }
}
