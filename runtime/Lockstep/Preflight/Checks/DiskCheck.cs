using System.Buffers;
using System.Text;
using System.Text.Json;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>How much more disk the run needs at its peak, and whether that is there.</summary>
/// <param name="work">What needs it, in order.</param>
/// <param name="given">How much is free, as the user said; null if nothing was said.</param>
/// <param name="freeAt">How much is free at a folder of the server's; null if that is not known.</param>
internal sealed class DiskCheck(IReadOnlyList<DiskWork> work, double? given, Func<string, double?> freeAt) : PreflightCheck(Question, Parameter(work))
{
    /// <summary>Less than that is not worth a word.</summary>
    private const double Much = 10 * 1024 * 1024;

    private const double Near = 0.8;

    // An entry of an index is its key and 16 bytes more; pages are 90 % full. What was never analyzed is taken for a third of its table.
    private const string Question = """
        WITH needed AS (
            SELECT i::int - 1 AS i, v, c.oid, c.relkind, c.reltuples, c.reltablespace, n.nspname, c.relname
            FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(v, i)
            JOIN pg_namespace n ON n.nspname = (v->>0)::name
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = (v->>1)::name
            -- Asking for the size waits for the relation's lock.
            WHERE NOT EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'relation' AND l.relation = c.oid AND l.mode = 'AccessExclusiveLock')
        )
        SELECT i,
            CASE v->>2
                WHEN 'Index' THEN (
                    SELECT coalesce(sum(CASE WHEN p.reltuples < 0 THEN pg_table_size(p.oid) / 3.0 ELSE p.reltuples * (16 + w.width) / 0.9 END), 0)
                    FROM (SELECT relid FROM pg_partition_tree(needed.oid) WHERE isleaf UNION SELECT needed.oid WHERE needed.relkind <> 'p') leaf
                    JOIN pg_class p ON p.oid = leaf.relid AND p.relkind IN ('r', 'm'),
                    (SELECT coalesce(sum(coalesce(s.avg_width, 16)), 8) AS width FROM jsonb_array_elements_text(v->3) AS k(name)
                        LEFT JOIN pg_stats s ON s.schemaname = nspname AND s.tablename = needed.relname AND s.attname = k.name AND NOT s.inherited) w)
                WHEN 'Rebuild' THEN CASE WHEN relkind IN ('i', 'I') THEN pg_relation_size(oid) ELSE pg_indexes_size(oid) END
                ELSE CASE WHEN relkind = 'p' THEN (SELECT coalesce(sum(pg_total_relation_size(relid)), 0) FROM pg_partition_tree(oid) WHERE isleaf) ELSE pg_total_relation_size(oid) END
            END::float8,
            coalesce(nullif(pg_tablespace_location(CASE WHEN reltablespace = 0 THEN (SELECT dattablespace FROM pg_database WHERE datname = current_database()) ELSE reltablespace END), ''),
                (SELECT setting FROM pg_settings WHERE name = 'data_directory'))
        FROM needed ORDER BY i
        """;

    private readonly List<(DiskWork Work, double Bytes, string? Folder)> _needs = [];

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report) => _needs.Add((work[row.GetInt32(0)], Number(row, 1) ?? 0, Text(row, 2)));

    /// <inheritdoc />
    public override void End(PreflightReport report)
    {
        foreach (var disk in given is null ? _needs.GroupBy(need => need.Folder) : _needs.GroupBy(_ => (string?)null))
        {
            var peak = Peak(disk);
            var free = given ?? (disk.Key is { } folder ? freeAt(folder) : null);
            if (peak <= 0 || (peak < Much && given is null && (free is null || peak < free * Near))) continue;
            Tell(report, [.. disk.OrderByDescending(need => need.Bytes)], peak, free, disk.Key);
        }
    }

    private static void Tell(PreflightReport report, IReadOnlyList<(DiskWork Work, double Bytes, string? Folder)> needs, double peak, double? free, string? folder)
    {
        var what = $"{Figures.Size(peak)} more on disk ({string.Join(", ", needs.Take(3).Select(Item))}{(needs.Count > 3 ? ", …" : "")})";
        if (free is null)
        {
            report.Fact($"about {what}, and as much WAL; how much is free PostgreSQL does not tell, --disk-free does");
            return;
        }

        var place = folder is null ? "" : $" at {folder}";
        const string Next = "Make room on the server, WAL included, or do it in several runs.";
        if (peak > free) report.Error("disk", $"The run needs about {what}, and {Figures.Size(free.Value)} are free{place}.", Next);
        else if (peak > free * Near) report.Warning("disk", $"The run needs about {what}, and as much WAL; only {Figures.Size(free.Value)} are free{place}.", Next);
        else report.Fact($"about {what}, and as much WAL; {Figures.Size(free.Value)} free{place}");
    }

    private static string Item((DiskWork Work, double Bytes, string? Folder) need) => need.Work.Use switch
    {
        DiskUse.Rewrite => $"{need.Work.Relation} written anew",
        DiskUse.Rebuild => $"{need.Work.Relation} indexed anew",
        _ => $"an index on {need.Work.Relation}",
    };

    /// <summary>New indexes stay; old files go when their step is committed, and what sorting needs when the index is built.</summary>
    private static double Peak(IEnumerable<(DiskWork Work, double Bytes, string? Folder)> needs)
    {
        var (stays, peak) = (0d, 0d);
        foreach (var step in needs.GroupBy(need => need.Work.Step).OrderBy(step => step.Key))
        {
            var built = step.Where(need => need.Work.Use == DiskUse.Index).Sum(need => need.Bytes);
            var sorting = step.Where(need => need.Work.Use == DiskUse.Index).Select(need => need.Bytes).DefaultIfEmpty(0).Max();
            peak = Math.Max(peak, stays + built + sorting + step.Where(need => need.Work.Use != DiskUse.Index).Sum(need => need.Bytes));
            stays += built;
        }

        return peak;
    }

    private static string Parameter(IReadOnlyList<DiskWork> work)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var item in work)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(item.Relation.Schema);
                writer.WriteStringValue(item.Relation.Name);
                writer.WriteStringValue(item.Use.ToString());
                writer.WriteStartArray();
                foreach (var column in item.Columns) writer.WriteStringValue(column);
                writer.WriteEndArray();
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
