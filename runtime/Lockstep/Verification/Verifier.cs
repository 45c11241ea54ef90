using Lockstep.History;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Verification;

/// <summary>Something about a database that is not as it should be.</summary>
/// <param name="Check">Which check found it.</param>
/// <param name="Text">What is wrong, and where.</param>
/// <param name="Next">What to do.</param>
/// <param name="IsError">Whether it fails the verification; false for what is only worth knowing.</param>
internal sealed record Problem(string Check, string Text, string Next, bool IsError = true);

/// <summary>What a look at a database brought.</summary>
/// <param name="Problems">What is wrong; empty if all is well.</param>
/// <param name="Applied">How many of the project's migrations are applied.</param>
/// <param name="Checks">What was looked at, for people.</param>
internal sealed record VerificationResult(IReadOnlyList<Problem> Problems, int Applied, IReadOnlyList<string> Checks);

/// <summary>Looks whether a database is as the project's migrations say: all applied, none edited since, nothing left half done.</summary>
internal static class Verifier
{
    private const string Leftovers = """
        SELECT 'index', i.indexrelid::regclass::text FROM pg_index i WHERE NOT i.indisvalid AND i.indexrelid >= 16384
            AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = i.indexrelid AND c.relkind = 'I')
            AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
        UNION ALL
        SELECT 'constraint', quote_ident(conname) || ' on ' || coalesce(conrelid::regclass::text, contypid::regtype::text)
        FROM pg_constraint WHERE NOT convalidated AND oid >= 16384
        ORDER BY 1, 2
        """;

    /// <summary>Looks. Changes nothing.</summary>
    public static async Task<VerificationResult> VerifyAsync(NpgsqlConnection connection, MigrationSet migrations, CancellationToken cancellationToken)
    {
        var comparison = HistoryComparison.Of(migrations, await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false));
        var problems = new List<Problem>();
        foreach (var status in comparison.Pending)
        {
            problems.Add(status.Row is null
                ? new("history", $"{status.Migration.Version} ({status.Migration.Name}) is not applied.", "lockstep migrate applies it.")
                : new("history", $"{status.Migration.Version} ({status.Migration.Name}) is half done, at step {status.Row.Step} of {status.Row.Steps}.", "lockstep migrate (or rollback) goes on from there."));
        }

        foreach (var row in comparison.Unknown)
        {
            problems.Add(new("history", $"{row.Version} ({row.Name}) is applied, but this project does not have it.", "Use the release that brought it, or a newer one."));
        }

        foreach (var status in comparison.Changed())
        {
            problems.Add(new("fingerprint", $"{status.Migration.Version} ({status.Migration.Name}) was changed after it was applied.", "Restore its source as released, and put the change into a new migration."));
        }

        var (indexes, constraints) = (0, 0);
        await using var command = new NpgsqlCommand(Leftovers, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var name = reader.GetString(1);
            if (reader.GetString(0) == "index")
            {
                indexes++;
                problems.Add(new("index", $"Index {name} is invalid: it costs writes and serves no query.", $"REINDEX INDEX CONCURRENTLY {name}, or drop it."));
            }
            else
            {
                constraints++;
                problems.Add(new("constraint", $"Constraint {name} is not validated: old rows may break it.", "Validate it in a later migration: ALTER TABLE … VALIDATE CONSTRAINT ….", IsError: false));
            }
        }

        return new(
            problems,
            comparison.Statuses.Count(status => status.IsApplied),
            [$"{comparison.Statuses.Count(status => status.IsApplied)} of {comparison.Statuses.Count} migrations applied", $"{indexes} invalid indexes", $"{constraints} unvalidated constraints"]);
    }
}
