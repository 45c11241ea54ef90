using Lockstep.Model.Schema;
using Lockstep.Preflight;
using Npgsql;

namespace Lockstep.Planning.Forecasts;

/// <summary>How large a relation is.</summary>
/// <param name="Bytes">Its rows, without indexes.</param>
/// <param name="IndexBytes">Its indexes.</param>
/// <param name="Rows">About how many rows; null if nobody has counted them yet.</param>
internal sealed record RelationSize(long Bytes, long IndexBytes, long? Rows);

/// <summary>Asks for the sizes of relations.</summary>
/// <param name="relations">The relations; those that are not there are passed over.</param>
internal sealed class RelationSizes(IReadOnlyList<ObjectName> relations) : PreflightCheck(Question, Json(relations))
{
    // Asking for the size waits for the relation's lock: where somebody holds the strongest one, what the last VACUUM has seen must do.
    private const string Question = Touched + """
        SELECT i,
            CASE WHEN locked THEN relpages::bigint * current_setting('block_size')::bigint ELSE pg_relation_size(relation) END,
            CASE WHEN locked OR relkind NOT IN ('r', 'm') THEN 0 ELSE pg_indexes_size(relation) END,
            CASE WHEN reltuples >= 0 AND (reltuples > 0 OR relpages > 0) THEN reltuples::bigint END
        FROM touched, LATERAL (
            SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'relation' AND pg_locks.relation = touched.relation AND mode = 'AccessExclusiveLock')) l(locked)
        WHERE relkind IN ('r', 'm', 'i', 'S', 't')
        """;

    private readonly Dictionary<ObjectName, RelationSize> _sizes = [];

    /// <summary>Asks, in one round trip.</summary>
    public static async Task<IReadOnlyDictionary<ObjectName, RelationSize>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<ObjectName> relations, CancellationToken cancellationToken)
    {
        if (relations.Count == 0) return new Dictionary<ObjectName, RelationSize>();
        var sizes = new RelationSizes(relations);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(sizes.Command());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var report = new PreflightReport();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) sizes.Read(reader, report);
        return sizes._sizes;
    }

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report) =>
        _sizes[relations[row.GetInt32(0)]] = new(row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3));
}
