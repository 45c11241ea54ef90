using Lockstep.Preflight.Checks;
using Npgsql;

namespace Lockstep.Preflight;

/// <summary>Looks at the server before anything is run: what would make the run fail, or make others wait.</summary>
internal static class PreflightRun
{
    /// <summary>Asks all that matters for what is pending, in one round trip. Changes nothing.</summary>
    public static async Task<PreflightReport> LookAsync(NpgsqlConnection connection, PendingWork work, PreflightOptions options, CancellationToken cancellationToken)
    {
        var report = new PreflightReport();
        var checks = Checks(work, options, connection);
        await using var batch = new NpgsqlBatch(connection);
        // For the batch only, which is a transaction.
        batch.BatchCommands.Add(new("SELECT set_config('lock_timeout', '2s', true)"));
        foreach (var check in checks) batch.BatchCommands.Add(check.Command());
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            foreach (var check in checks)
            {
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) check.Read(reader, report);
                check.End(report);
            }
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            report.Warning("transactions", "A table that the run will need is locked so that not even its size can be read.", "See pg_stat_activity for who holds it, or run with --skip-preflight.");
        }

        return report;
    }

    private static List<PreflightCheck> Checks(PendingWork work, PreflightOptions options, NpgsqlConnection connection)
    {
        var server = connection.PostgreSqlVersion.Major;
        List<PreflightCheck> checks = [new ServerCheck(work, server)];
        IReadOnlyList<TouchedRelation> relations = [.. work.Relations];
        if (relations.Count > 0)
        {
            checks.Add(new RelationCheck(relations, server));
            checks.Add(new BlockerCheck(relations, options));
            checks.Add(new InvalidIndexCheck(relations, work.MadeIndexes));
        }

        if (work.Disk.Count > 0) checks.Add(new DiskCheck(work.Disk, options.DiskFree, folder => LocalDisk.FreeAt(connection, folder)));
        if (work.Schemas.Count > 0) checks.Add(new SchemaCheck(work));
        if (work.Extensions.Count > 0) checks.Add(new ExtensionCheck(work));
        if (work.WaitsForSnapshots is { } version) checks.Add(new SnapshotCheck(version, options));
        if (work.WritesMuch) checks.Add(new ReplicationCheck());
        return checks;
    }
}
