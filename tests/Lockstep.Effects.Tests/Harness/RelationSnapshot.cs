using Npgsql;

namespace Lockstep.Effects.Tests.Harness;

/// <summary>The relations of user schemas as one session sees them.</summary>
internal sealed record RelationState(uint Oid, string Name, char Kind, uint FileNode, long TuplesRead);

/// <summary>Takes the state of all relations, without a lock on any of them.</summary>
internal static class RelationSnapshot
{
    /// <summary>Within the open transaction: what it read itself.</summary>
    internal static Task<Dictionary<uint, RelationState>> InTransactionAsync(NpgsqlConnection session, CancellationToken cancellation)
        => TakeAsync(session, "pg_stat_get_xact_tuples_returned", cancellation);

    /// <summary>Of the database: what all sessions read that have reported it, this one included.</summary>
    internal static async Task<Dictionary<uint, RelationState>> OfDatabaseAsync(NpgsqlConnection session, CancellationToken cancellation)
    {
        // The session reports when the statement that asks for it has ended.
        await session.RunAsync("SELECT pg_stat_force_next_flush()", cancellation);
        return await TakeAsync(session, "pg_stat_get_tuples_returned", cancellation);
    }

    private static async Task<Dictionary<uint, RelationState>> TakeAsync(NpgsqlConnection session, string tuplesRead, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT c.oid, regexp_replace(n.nspname, '^pg_temp_\d+$', 'pg_temp') || '.' || c.relname, c.relkind,
                   coalesce(pg_relation_filenode(c.oid), 0), coalesce({tuplesRead}(c.oid), 0)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
            """,
            session);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var relations = new Dictionary<uint, RelationState>();
        while (await reader.ReadAsync(cancellation))
        {
            var oid = reader.GetFieldValue<uint>(0);
            relations.Add(oid, new RelationState(oid, reader.GetString(1), reader.GetChar(2), reader.GetFieldValue<uint>(3), reader.GetInt64(4)));
        }

        return relations;
    }

    /// <summary>The tables and materialized views that have rows.</summary>
    internal static async Task<IReadOnlyList<string>> FilledAsync(NpgsqlConnection session, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT n.nspname || '.' || c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND pg_relation_size(c.oid) > 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
            """,
            session);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var filled = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            filled.Add(reader.GetString(0));
        }

        return filled;
    }

    /// <summary>What became of the relations that were there before.</summary>
    internal static Observation Compare(
        Dictionary<uint, RelationState> before, Dictionary<uint, RelationState> after, IReadOnlyDictionary<uint, string> locks)
    {
        var named = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (oid, mode) in locks)
        {
            if (before.TryGetValue(oid, out var relation))
            {
                named.Add(relation.Name, mode);
            }
        }

        // An index that a type change makes anew has another oid, and its old file where that still serves.
        var byName = after.Values.ToLookup(relation => (relation.Name, relation.Kind));
        RelationState? Now(RelationState was) => after.GetValueOrDefault(was.Oid) ?? byName[(was.Name, was.Kind)].FirstOrDefault();
        var both = before.Values.OrderBy(was => was.Name, StringComparer.Ordinal).Select(was => (Was: was, Now: Now(was)!)).Where(pair => pair.Now is not null).ToList();
        var newFiles = both.Where(pair => pair.Now.FileNode != pair.Was.FileNode).Select(pair => pair.Was).ToList();
        return new Observation
        {
            Locks = named,
            Rewrites = [.. newFiles.Where(IsHeap).Select(relation => relation.Name)],
            Rebuilds = [.. newFiles.Where(relation => relation.Kind == 'i').Select(relation => relation.Name)],
            Restarts = [.. newFiles.Where(relation => relation.Kind == 'S').Select(relation => relation.Name)],
            Scans = [.. both.Where(pair => IsHeap(pair.Was) && pair.Now.TuplesRead > pair.Was.TuplesRead).Select(pair => pair.Was.Name)],
        };
    }

    private static bool IsHeap(RelationState relation) => relation.Kind is 'r' or 'm';
}
