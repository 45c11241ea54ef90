using System.Globalization;
using Lockstep.Reporting;
using Lockstep.Telemetry;
using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>Slots that keep WAL for nobody, and replicas that are behind: what writes much makes both worse.</summary>
internal sealed class ReplicationCheck() : PreflightCheck(Question)
{
    private const double MuchWal = 1024.0 * 1024 * 1024;
    private const double LongLag = 60;

    private const string Question = """
        WITH now AS (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_lsn() END AS lsn)
        SELECT true, slot_name::text, active, pg_wal_lsn_diff(lsn, restart_lsn)::float8, NULL::float8 FROM pg_replication_slots, now WHERE NOT temporary
        UNION ALL
        SELECT false, application_name, true, pg_wal_lsn_diff(lsn, replay_lsn)::float8, extract(epoch FROM replay_lag)::float8 FROM pg_stat_replication, now
        ORDER BY 1, 2
        """;

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report)
    {
        var (isSlot, name, active) = (row.GetBoolean(0), Text(row, 1), row.GetBoolean(2));
        var (bytes, lag) = (Number(row, 3), Number(row, 4));
        if (lag is { } behind) RunTelemetry.Lag(name, behind);
        var much = bytes is { } known ? Figures.Size(known) : "an amount of";
        if (isSlot && !active)
        {
            report.Warning("replication", $"Replication slot {name} is inactive and keeps {much} WAL, to which the run adds.", $"Start its consumer, or: SELECT pg_drop_replication_slot('{name}').");
        }
        else if (isSlot && bytes > MuchWal)
        {
            report.Warning("replication", $"Replication slot {name} keeps {much} WAL: its consumer is behind.", "Let it catch up before the run.");
        }
        else if (!isSlot && (lag > LongLag || bytes > MuchWal))
        {
            report.Warning("replication", $"Replica {name} is {(lag is { } seconds ? Figures.Age(seconds) + " and " : "")}{much} WAL behind.", "Let it catch up before the run.");
        }
        else if (!isSlot && bytes is null)
        {
            report.Fact(string.Create(CultureInfo.InvariantCulture, $"how far replica {name} is behind is not known (no pg_monitor)"));
        }
    }
}
