using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>A named database: opens connections to it, and says in people's terms why one can't be opened.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const int OldestMajorVersion = 13;

    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly string? _role;
    private NpgsqlDataSource? _source;
    private NpgsqlDataSource? _catalogSource;

    /// <summary>Takes the settings; nothing is opened yet.</summary>
    /// <param name="settings">How to connect.</param>
    /// <param name="role">The role that every session takes on; null for that of the connection.</param>
    public Database(NpgsqlConnectionStringBuilder settings, string? role = null)
    {
        _settings = new(settings.ConnectionString)
        {
            // One connection for the work and one for the lock, each opened once: a pool would only add round trips.
            Pooling = false,
            // A statement may take as long as it takes; limits are PostgreSQL's lock_timeout and statement_timeout.
            CommandTimeout = 0,
            IncludeErrorDetail = true,
            // Without it, nothing tells which of a transaction's statements failed.
            IncludeFailedBatchedCommand = true,
            // A connection that only waits or holds the lock has to notice, within seconds, that the other side is gone; and no
            // idle_session_timeout or forgetful firewall may take it for dead.
            KeepAlive = 5,
            TcpKeepAlive = true,
        };
        if (string.IsNullOrEmpty(settings.ApplicationName)) _settings.ApplicationName = DefaultApplicationName();
        if (string.IsNullOrEmpty(role)) return;
        _role = role;
        // As a setting of the session's start: it costs no round trip, and RESET ROLE goes back to it.
        var option = "-c role=" + role.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal);
        _settings.Options = string.IsNullOrEmpty(settings.Options) ? option : settings.Options + " " + option;
    }

    /// <summary>The server, as people write it.</summary>
    public string Server =>
        _settings.Host!.StartsWith('/') ? "socket " + _settings.Host : string.Create(CultureInfo.InvariantCulture, $"{_settings.Host}:{_settings.Port}");

    /// <summary>The server's host, or the folder of its socket.</summary>
    public string Host => _settings.Host!;

    /// <summary>The server's port.</summary>
    public int Port => _settings.Port;

    /// <summary>The database's name.</summary>
    public string Name => _settings.Database!;

    /// <summary>What its sessions call themselves.</summary>
    public string ApplicationName => _settings.ApplicationName!;

    /// <summary>Opens a connection.</summary>
    /// <exception cref="LockstepException">It can't be opened, or the server is too old.</exception>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => OpenAsync(() => _source ??= Build(), cancellationToken);

    /// <summary>Opens a connection that can read the types of the catalog's columns; it takes a round trip more, and reads all of pg_type.</summary>
    /// <exception cref="LockstepException">As there.</exception>
    public Task<NpgsqlConnection> OpenForCatalogAsync(CancellationToken cancellationToken) =>
        OpenAsync(() => _catalogSource ??= new NpgsqlDataSourceBuilder(_settings.ConnectionString).Build(), cancellationToken);

    private async Task<NpgsqlConnection> OpenAsync(Func<NpgsqlDataSource> source, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await source().OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException or ArgumentException or IOException or CryptographicException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Explain(failure);
        }

        if (connection.PostgreSqlVersion.Major >= OldestMajorVersion) return connection;
        var version = connection.PostgreSqlVersion;
        await connection.DisposeAsync().ConfigureAwait(false);
        throw TooOld(version);
    }

    /// <summary>Lets go of what connections share. Close them first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_source is not null) await _source.DisposeAsync().ConfigureAwait(false);
        if (_catalogSource is not null) await _catalogSource.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What is said of a server older than any that Lockstep knows.</summary>
    internal LockstepException TooOld(Version version) =>
        new(ToolkitCode.NoConnection, $"{Server} is PostgreSQL {version}; Lockstep needs {OldestMajorVersion} or newer.", ExitCode.NoConnection)
        {
            Next = "Upgrade the server; PostgreSQL 12 and older get no fixes any more.",
        };

    private NpgsqlDataSource Build()
    {
        // StepRunner prepares some statements itself, and those are found again by their text only where Npgsql may prepare by itself. It must not: a
        // migration's own statement that is run again after a change of its table would be refused (cached plan must not change result type).
        var settings = new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { MaxAutoPrepare = 1, AutoPrepareMinUsages = int.MaxValue };
        var source = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        source.EnableTransportSecurity();
        source.EnableIntegratedSecurity();
        // The history's own types are built in; without this, every start would read all of pg_type.
        source.ConfigureTypeLoading(loading => loading.EnableTypeLoading(false));
        return source.Build();
    }

    private LockstepException Explain(Exception failure)
    {
        var (what, next) = Cause(failure);
        return new(ToolkitCode.NoConnection, $"Can't connect to {Server}, database {Name}: {what}.", ExitCode.NoConnection, failure) { Next = next };
    }

    private (string What, string Next) Cause(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException { SqlState: PostgresErrorCodes.InvalidPassword }:
                    return ($"the password of role '{_settings.Username}' is wrong", "Correct it in DATABASE_PASSWORD, PGPASSWORD, ~/.pgpass or the connection.");
                case PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification } refused:
                    return (refused.MessageText, "Check the role's name, and the server's pg_hba.conf.");
                case PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName }:
                    return ("the database does not exist", $"Create it (createdb {Name}) or correct the name.");
                case PostgresException { SqlState: PostgresErrorCodes.TooManyConnections }:
                    return ("the server has no connection left", "Close some, or raise max_connections.");
                case PostgresException { SqlState: PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.InsufficientPrivilege } refused when _role is not null:
                    return ($"role '{_role}' can't be taken on: {refused.MessageText}", $"Correct the name, or GRANT it to '{_settings.Username}'.");
                case PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } starting:
                    return (starting.MessageText, "Wait until the server has started: lockstep ping --wait 60s.");
                case PostgresException other:
                    return (other.MessageText, $"PostgreSQL's error code is {other.SqlState}.");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return ("the host is not known", "Check the host's name, and that this machine can resolve it.");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable }:
                    return ("nobody listens there", "Check host and port, and that the server runs: lockstep ping --wait 60s waits for it.");
                case SocketException socket:
                    return (socket.Message.TrimEnd('.'), "Check host and port, and the network between.");
                case TimeoutException:
                    return ("no answer in time", "Check host and port, and the network between; Timeout=… in the connection allows more seconds.");
                case NpgsqlException { InnerException: null } npgsql when npgsql.Message.Contains("password", StringComparison.OrdinalIgnoreCase):
                    return ("the server wants a password and none was given", "Set DATABASE_PASSWORD or PGPASSWORD, or use ~/.pgpass.");
            }
        }

        return (failure.Message.TrimEnd('.'), "Check the connection's settings.");
    }

    /// <summary>What others see in <c>pg_stat_activity</c>; PostgreSQL cuts it at 63 bytes.</summary>
    private static string DefaultApplicationName()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"lockstep {Environment.MachineName}:{Environment.ProcessId}");
        return name.Length > 63 ? name[..63] : name;
    }
}
