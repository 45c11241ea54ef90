using Lockstep.Configuration;
using Lockstep.Embedded;
using Lockstep.Execution;
using Npgsql;

namespace Lockstep.Hosting;

/// <summary>The database that a command works on, with the server that was started for it, if one was.</summary>
internal sealed class ConnectedDatabase : IAsyncDisposable
{
    private const string NextMark = "next: ";

    private readonly EmbeddedPostgres? _embedded;

    private ConnectedDatabase(Database database, EmbeddedPostgres? embedded, string? directory)
    {
        Database = database;
        _embedded = embedded;
        Directory = directory;
    }

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>For a staying embedded server: the folder that stands for it; null otherwise.</summary>
    public string? Directory { get; }

    /// <summary>For a staying embedded server: how to look at it; null otherwise.</summary>
    public string? PsqlCommand => Directory is null ? null : _embedded?.PsqlCommand(Database.Name);

    /// <summary>Finds the database that was named, and starts its server if that is embedded. Opens no connection.</summary>
    /// <param name="argument">What was typed; null for what the environment says.</param>
    /// <param name="role">The role to take on; null for that of the connection.</param>
    /// <param name="output">Told what a server that is started says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LockstepException">None was named, its name can't be read, or the embedded server does not start.</exception>
    public static async Task<ConnectedDatabase> FindAsync(string? argument, string? role, IOutput output, CancellationToken cancellationToken)
    {
        var named = ConnectionSettings.Find(argument, Environment.GetEnvironmentVariable);
        if (!EmbeddedTarget.IsEmbedded(named.Text)) return new(new(ConnectionText.Parse(named.Text, named.Source), role), null, null);
        try
        {
            var target = EmbeddedTarget.Parse(named.Text)!;
            var options = new EmbeddedOptions { PostgresVersion = target.PostgresVersion, Log = text => output.Event(new("embedded", text)) };
            var directory = target.ResolveDirectory(Environment.CurrentDirectory);
            var server = directory is null
                ? await EmbeddedPostgres.StartThrowawayAsync(options, cancellationToken).ConfigureAwait(false)
                : await EmbeddedPostgres.StartPersistentAsync(directory, options, cancellationToken).ConfigureAwait(false);
            try
            {
                await server.EnsureDatabaseAsync(target.Database, cancellationToken).ConfigureAwait(false);
                return new(new(new NpgsqlConnectionStringBuilder(server.ConnectionString(target.Database)), role), server, directory);
            }
            catch
            {
                await server.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (EmbeddedPostgresException failure)
        {
            throw Explain(failure);
        }
    }

    /// <summary>An embedded server's failure in the host's terms: what is wrong, and apart from it what to do.</summary>
    public static LockstepException Explain(EmbeddedPostgresException failure)
    {
        var next = failure.Message.IndexOf(NextMark, StringComparison.Ordinal);
        var what = next < 0 ? failure.Message : failure.Message[..next];
        return new(ToolkitCode.Embedded, what.TrimEnd(), ExitCode.NoConnection, failure)
        {
            Next = next < 0 ? null : failure.Message[(next + NextMark.Length)..].Trim(),
        };
    }

    /// <summary>Stops a throwaway server and removes it; a staying one runs on.</summary>
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync().ConfigureAwait(false);
        if (_embedded is not null) await _embedded.DisposeAsync().ConfigureAwait(false);
    }
}
