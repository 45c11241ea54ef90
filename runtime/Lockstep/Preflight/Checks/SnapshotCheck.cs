using System.Globalization;
using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>Long transactions: CONCURRENTLY waits for every one of the database, whatever tables it has used.</summary>
/// <param name="version">The migration that builds concurrently.</param>
/// <param name="options">From which age on a transaction is told of.</param>
internal sealed class SnapshotCheck(long version, PreflightOptions options) : PreflightCheck(Question)
{
    private const string Question = """
        SELECT pid, usename::text, application_name, state, extract(epoch FROM clock_timestamp() - xact_start)::float8 AS age, query
        FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND (backend_xid IS NOT NULL OR backend_xmin IS NOT NULL)
            AND coalesce(backend_type, '') IN ('client backend', 'parallel worker', 'background worker')
        ORDER BY xact_start
        """;

    private int _long;

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report)
    {
        if (Session.Of(row, 0) is not { } session || !(session.Age >= options.LongTransaction.TotalSeconds)) return;
        _long++;
        report.Warning("transactions", string.Create(CultureInfo.InvariantCulture, $"{session} has been in a transaction for long, for whose end {version} (CONCURRENTLY) waits."), session.Next);
    }

    /// <inheritdoc />
    public override void End(PreflightReport report)
    {
        if (_long == 0) report.Fact("no long transactions");
    }
}
