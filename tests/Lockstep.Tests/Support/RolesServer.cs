using Lockstep.Embedded;
using Lockstep.Model.Sql;

namespace Lockstep.Tests.Support;

/// <summary>A server for tests that make roles: those belong to all databases of a server, so that other tests would see them.</summary>
public sealed class RolesServer : IAsyncLifetime
{
    private readonly Dictionary<string, string> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TestDatabase> _shared = new(StringComparer.Ordinal);
    private EmbeddedPostgres? _server;

    internal EmbeddedPostgres Postgres => _server ?? throw new InvalidOperationException("The server is not started.");

    /// <summary>A database in which the statements were run.</summary>
    internal async Task<TestDatabase> PreparedAsync(string statements)
    {
        if (!_templates.TryGetValue(statements, out var template))
        {
            var prepared = await TestDatabase.CreateAsync(Postgres);
            await prepared.RunAsync([.. SqlStatements.Split(statements).Select(span => span.Text(statements))]);
            _templates[statements] = template = prepared.Name;
        }

        return await TestDatabase.CreateAsync(Postgres, template);
    }

    /// <summary>The one database in which the statements were run, for tests that leave it as it was.</summary>
    internal async Task<TestDatabase> SharedAsync(string statements)
    {
        if (!_shared.TryGetValue(statements, out var shared)) _shared[statements] = shared = await PreparedAsync(statements);
        return shared;
    }

    public async ValueTask InitializeAsync() => _server = await EmbeddedPostgres.StartThrowawayAsync(new() { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "logical" } });

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _shared.Values) await database.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }
}
