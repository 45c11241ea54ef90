using Lockstep.Catalog;
using Lockstep.Effects.Tests.Harness;
using Lockstep.Embedded;
using Lockstep.Model.Schema;
using Npgsql;

namespace Lockstep.Effects.Tests.Schemas;

/// <summary>A server with the catalogue's schema, on which statements are run and the schema is loaded afterwards.</summary>
internal sealed class SchemaServer : IAsyncDisposable
{
    /// <summary>Never entered after it is made, so that it can be copied.</summary>
    private const string Template = "catalogue";

    /// <summary>Statements name it (REINDEX DATABASE).</summary>
    private const string Database = "shop";

    private readonly StatementCache _statements = new();
    private readonly EmbeddedPostgres _server;
    private readonly NpgsqlConnection _maker;

    private SchemaServer(EmbeddedPostgres server, NpgsqlConnection maker)
    {
        _server = server;
        _maker = maker;
    }

    internal static async Task<SchemaServer> StartAsync(int version, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["allow_in_place_tablespaces"] = "on", ["wal_level"] = "logical", ["shared_buffers"] = "64MB" };
        var embedded = await EmbeddedPostgres.StartThrowawayAsync(new EmbeddedOptions { PostgresVersion = version, Settings = settings }, cancellation);
        var server = new SchemaServer(embedded, await Sessions.OpenAsync(embedded.ConnectionString("postgres"), cancellation));
        await server._maker.RunAsync($"CREATE DATABASE {Template}", cancellation);
        foreach (var statement in Catalogue.ClusterSql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await server._maker.RunAsync(statement, cancellation);
        }

        await using (var session = await Sessions.OpenAsync(embedded.ConnectionString(Template), cancellation))
        {
            await session.RunAsync(Catalogue.SchemaSql, cancellation);
        }

        return server;
    }

    /// <summary>A session in a database as the catalogue has it. Sessions in the one before must have ended.</summary>
    internal async Task<NpgsqlConnection> FreshAsync(CancellationToken cancellation)
    {
        await _maker.RunAsync($"DROP DATABASE IF EXISTS {Database} WITH (FORCE)", cancellation);
        await _maker.RunAsync($"CREATE DATABASE {Database} TEMPLATE {Template}", cancellation);
        return await OpenAsync(cancellation);
    }

    /// <summary>Ends a session, so that its database can go: one with a subscription can't.</summary>
    internal async Task LeaveAsync(NpgsqlConnection session, CancellationToken cancellation)
    {
        // Also out of a transaction that failed.
        await session.RunAsync("ROLLBACK", cancellation);
        await session.DisposeAsync();
        await using var last = await OpenAsync(cancellation);
        var subscriptions = new List<string>();
        await using (var command = new NpgsqlCommand("SELECT quote_ident(subname) FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())", last))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation)) subscriptions.Add(reader.GetString(0));
        }

        foreach (var subscription in subscriptions)
        {
            await last.RunAsync($"ALTER SUBSCRIPTION {subscription} DISABLE", cancellation);
            await last.RunAsync($"ALTER SUBSCRIPTION {subscription} SET (slot_name = NONE)", cancellation);
            await last.RunAsync($"DROP SUBSCRIPTION {subscription}", cancellation);
        }
    }

    /// <summary>A session in the database. The loader's queries are planned once.</summary>
    internal async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(_server.ConnectionString(Database)) { Pooling = false, CommandTimeout = 60, IncludeErrorDetail = true, MaxAutoPrepare = 40, AutoPrepareMinUsages = 2 };
        var session = new NpgsqlConnection(settings.ConnectionString);
        await session.OpenAsync(cancellation);
        return session;
    }

    internal Task<DatabaseSchema> LoadAsync(NpgsqlConnection session, CancellationToken cancellation) => SchemaLoader.LoadAsync(session, _statements, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _maker.DisposeAsync();
        await _server.DisposeAsync();
    }
}
