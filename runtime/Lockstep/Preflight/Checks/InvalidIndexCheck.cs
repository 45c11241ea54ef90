using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>Invalid indexes of the tables that are touched, on which nobody is at work: REINDEX TABLE CONCURRENTLY has several at once, and tells of one.</summary>
/// <param name="relations">The tables.</param>
/// <param name="made">Indexes that the run itself builds.</param>
internal sealed class InvalidIndexCheck(IReadOnlyList<TouchedRelation> relations, IReadOnlySet<string> made)
    : PreflightCheck(Question, Json(relations.Select(relation => relation.Name)))
{
    // The last column is looked up in the catalog as it is when who is at work has been asked: one who had just ended had its new indexes take the old ones' names.
    private const string Question = Touched + """
        SELECT c.relname::text, format('%I.%I', n.nspname, c.relname), touched.relname::text, coalesce(to_regclass(format('%I.%I', n.nspname, c.relname)) = c.oid, false)
        FROM touched JOIN pg_index x ON x.indrelid = touched.relation JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT x.indisvalid AND c.relkind = 'i' AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.relid = x.indrelid)
        ORDER BY 2
        """;

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report)
    {
        // What a run that was cut off left, the next one clears up.
        if (made.Contains(row.GetString(0)) || !row.GetBoolean(3)) return;
        report.Warning("index", $"Index {row.GetString(1)} of {row.GetString(2)} is invalid: it costs writes and serves no query.", $"REINDEX INDEX CONCURRENTLY {row.GetString(1)}, or drop it.");
    }
}
