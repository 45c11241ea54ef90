using System.Globalization;
using Lockstep.Execution;
using Npgsql;

namespace Lockstep.History;

/// <summary>Tells whether there is a run to go on with.</summary>
internal static class Resumption
{
    /// <summary>Refuses if there is none.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="pending">What is pending.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LockstepException">There is nothing to resume.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, IReadOnlyList<MigrationStatus> pending, CancellationToken cancellationToken)
    {
        if (pending.Any(status => status.Row is not null)) return;
        if (pending.Count > 0)
        {
            // Killed between two migrations, a run has left nothing but that it did not come to its end.
            var left = await Fence.AppliesAsync(connection, cancellationToken).ConfigureAwait(false);
            if (pending.Any(status => left.Contains(status.Migration.Version))) return;
            var failed = await FailedAsync(connection, cancellationToken).ConfigureAwait(false);
            if (pending.Any(status => failed.Contains(status.Migration.Version))) return;
            if ((await CheckpointTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false)).Any(place => place.Open)) return;
        }

        throw new LockstepException(ToolkitCode.NothingToResume, "Nothing to resume: no migration is half done, and none that is pending has failed before or was left by the run before.")
        {
            Next = pending.Count == 0 ? "Nothing is pending; lockstep status shows what is applied."
                : string.Create(CultureInfo.InvariantCulture, $"lockstep migrate, without --resume, applies {(pending.Count == 1 ? "the one that is" : $"the {pending.Count} that are")} pending."),
        };
    }

    /// <summary>The migrations that failed when they were run last.</summary>
    private static async Task<HashSet<long>> FailedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var versions = new HashSet<long>();
        await using var command = new NpgsqlCommand(
            """
            SELECT version FROM (SELECT DISTINCT ON (version) version, action, outcome FROM lockstep.audit WHERE action IN ('up', 'down') ORDER BY version, seq DESC) last
            WHERE action = 'up' AND outcome = 'failed'
            """,
            connection);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) versions.Add(reader.GetInt64(0));
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // Nothing was ever run.
        }

        return versions;
    }
}
