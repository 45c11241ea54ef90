using System.Collections.Concurrent;
using Npgsql;

namespace Lockstep.Embedded;

/// <summary>
/// A private PostgreSQL server. A throwaway one lives as long as this object (or, when it is not disposed, as long as this process,
/// however that ends); a persistent one keeps its data in a folder and its server running.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>Keeps throwaway clusters alive whose object nobody holds any more, only its connection string.</summary>
    private static readonly ConcurrentDictionary<IThrowawayCluster, byte> s_live = new();

    private readonly IThrowawayCluster? _throwaway;
    private readonly ServerAddress _address;
    private readonly ConcurrentDictionary<string, byte> _connectionStrings = new(StringComparer.Ordinal);

    private EmbeddedPostgres(ServerAddress address, PostgresBinaries binaries, string dataDirectory, IThrowawayCluster? throwaway)
    {
        _address = address;
        _throwaway = throwaway;
        Binaries = binaries;
        DataDirectory = dataDirectory;
    }

    /// <summary>The host for libpq and Npgsql: the folder of a Unix socket, or 127.0.0.1.</summary>
    public string Host => _address.Host;

    /// <summary>The port; for a Unix socket it is part of the socket's name.</summary>
    public int Port => _address.Port;

    /// <summary>The user to connect as, who is the superuser.</summary>
    public string User { get; } = ServerAddress.SuperUser;

    /// <summary>The full version of the server, such as <c>15.18</c>.</summary>
    public string ServerVersion => Binaries.Version;

    /// <summary>The programs of the server; <c>psql</c> and <c>pg_dump</c> may be among them.</summary>
    public PostgresBinaries Binaries { get; }

    /// <summary>The server's data folder, which may belong to another user.</summary>
    public string DataDirectory { get; }

    /// <summary>Whether data and server outlive this object.</summary>
    public bool IsPersistent => _throwaway is null;

    /// <summary>Starts a fresh cluster that is stopped and removed when disposed, or when this process ends in whatever way.</summary>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the start and removes what was made.</param>
    /// <exception cref="EmbeddedPostgresException">There is no PostgreSQL, or it does not start.</exception>
    public static async Task<EmbeddedPostgres> StartThrowawayAsync(EmbeddedOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmbeddedOptions();
        var account = await ServerAccount.GetAsync(cancellationToken).ConfigureAwait(false);
        var binaries = await PostgresBinaries.FindAsync(options.PostgresVersion, options.Log, cancellationToken).ConfigureAwait(false);
        await Leftovers.SweepAsync(binaries, account, options.Log, cancellationToken).ConfigureAwait(false);
        await UnreachableData.SweepAsync(binaries, options.Log, cancellationToken).ConfigureAwait(false);
        IThrowawayCluster cluster = OperatingSystem.IsWindows()
            ? await WindowsGuard.StartAsync(binaries, options, cancellationToken).ConfigureAwait(false)
            : await UnixGuard.StartAsync(binaries, account, options, cancellationToken).ConfigureAwait(false);
        s_live.TryAdd(cluster, 0);
        return new EmbeddedPostgres(cluster.Address, binaries, Path.Combine(cluster.Directory, "data"), cluster);
    }

    /// <summary>An Npgsql connection string to a database of this server. It may hold a password: do not print it.</summary>
    /// <param name="database">The database's name; see <see cref="EnsureDatabaseAsync"/>.</param>
    public string ConnectionString(string database)
    {
        var text = _address.ConnectionString(database);
        _connectionStrings.TryAdd(text, 0);
        return text;
    }

    /// <summary>A command line that a person can paste to get a <c>psql</c> prompt; it holds no password.</summary>
    /// <param name="database">The database's name.</param>
    public string PsqlCommand(string database) => PsqlText.Command(_address, Binaries, database);

    /// <summary>Creates a database when it is not there yet.</summary>
    /// <param name="name">The database's name, as it is (it is quoted where needed).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EmbeddedPostgresException">The server refuses to create it.</exception>
    public async Task EnsureDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        try
        {
            var connection = new NpgsqlConnection(_address.ConnectionString("postgres", pooling: false));
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                var exists = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection) { Parameters = { new() { Value = name } } };
                await using (exists.ConfigureAwait(false))
                {
                    if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true)
                    {
                        return;
                    }
                }

                var create = new NpgsqlCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
                await using (create.ConfigureAwait(false))
                {
                    await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another one was faster, and it is there.
        }
        catch (NpgsqlException e)
        {
            throw new EmbeddedPostgresException($"Database \"{name}\" could not be created on the embedded server ({Host}): {e.Message}\n  next: see to what the server says", e);
        }
    }

    /// <summary>Stops and removes a throwaway cluster. A persistent one stays, and its server keeps running.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var text in _connectionStrings.Keys)
        {
            using var connection = new NpgsqlConnection(text);
            NpgsqlConnection.ClearPool(connection);
        }

        if (_throwaway is not null && s_live.TryRemove(_throwaway, out _))
        {
            await _throwaway.DisposeAsync().ConfigureAwait(false);
        }
    }
}
