using System.Text.RegularExpressions;
using Npgsql;

namespace Lockstep.Effects.Tests.Harness;

internal static partial class Sessions
{
    /// <summary>A session of its own: one that has run other statements has caches, and takes fewer locks.</summary>
    internal static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 60, IncludeErrorDetail = true }.ConnectionString);
        await session.OpenAsync(cancellation);
        return session;
    }

    internal static async Task RunAsync(this NpgsqlConnection session, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Runs a statement and gathers what the server says that it does.</summary>
    internal static async Task<IReadOnlyList<string>> RunAndListenAsync(this NpgsqlConnection session, string sql, CancellationToken cancellation)
    {
        var said = new SortedSet<string>(StringComparer.Ordinal);
        void Listen(object sender, NpgsqlNoticeEventArgs e)
        {
            if (e.Notice.Severity.StartsWith("DEBUG", StringComparison.Ordinal) && Work().IsMatch(e.Notice.MessageText))
            {
                said.Add(Numbered().Replace(e.Notice.MessageText, "${what}N"));
            }
        }

        session.Notice += Listen;
        try
        {
            await session.RunAsync(sql, cancellation);
        }
        finally
        {
            session.Notice -= Listen;
        }

        return [.. said];
    }

    /// <summary>The locks on relations that a session holds, by oid.</summary>
    internal static async Task<Dictionary<uint, string>> HeldLocksAsync(this NpgsqlConnection session, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted AND database <> 0", session);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var locks = new Dictionary<uint, string>();
        while (await reader.ReadAsync(cancellation))
        {
            LockModes.Raise(locks, reader.GetFieldValue<uint>(0), reader.GetString(1));
        }

        return locks;
    }

    [GeneratedRegex("^(rewriting table|verifying table|validating|building index|existing constraints|partition constraint|updated partition constraint)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Work();

    /// <summary>The numbers in such names differ from run to run.</summary>
    [GeneratedRegex(@"(?<what>pg_temp_|pg_toast_)\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();
}
