using System.Globalization;
using Lockstep.Embedded;

namespace Lockstep.Tests.Support;

/// <summary>
/// One PostgreSQL for all tests. It listens on TCP with a password, so that every test also shows that the password is told nowhere. LOCKSTEP_POSTGRES chooses its
/// major version; without it, it is the one of this machine.
/// </summary>
public sealed class TestServer : IAsyncLifetime
{
    private EmbeddedPostgres? _server;

    internal EmbeddedPostgres Postgres => _server ?? throw new InvalidOperationException("The server is not started.");

    /// <summary>How it is started.</summary>
    internal static EmbeddedOptions Options { get; } = new()
    {
        Tcp = true,
        PostgresVersion = Environment.GetEnvironmentVariable("LOCKSTEP_POSTGRES") is { Length: > 0 } version ? int.Parse(version, CultureInfo.InvariantCulture) : null,
    };

    internal string Password => new Npgsql.NpgsqlConnectionStringBuilder(Postgres.ConnectionString("postgres")).Password!;

    /// <summary>A database of the test's own.</summary>
    internal Task<TestDatabase> CreateAsync() => TestDatabase.CreateAsync(Postgres);

    public async ValueTask InitializeAsync() => _server = await EmbeddedPostgres.StartThrowawayAsync(Options);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
