using Npgsql;

namespace Lockstep.Verification;

/// <summary>
/// What a database's catalog says of everything that migrations can make, one entry an object, in words that two databases with the same
/// schema agree on: no OIDs, no physical order of columns, nothing of PostgreSQL's own, of extensions, or of Lockstep's schema.
/// </summary>
internal sealed class CatalogSnapshot
{
    private readonly Dictionary<string, string> _objects;

    private CatalogSnapshot(Dictionary<string, string> objects) => _objects = objects;

    /// <summary>Each object's name, kind first, with its definition.</summary>
    public IReadOnlyDictionary<string, string> Objects => _objects;

    /// <summary>Reads the catalog of the connection's database, in one round trip.</summary>
    public static async Task<CatalogSnapshot> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var objects = new Dictionary<string, string>();
        await using var batch = new NpgsqlBatch(connection);
        // For the batch only, which is a transaction: every name comes with its schema, whatever the path of the session.
        batch.BatchCommands.Add(new("SELECT set_config('search_path', '', true)"));
        batch.BatchCommands.Add(new(CatalogQuery.Sql(connection.PostgreSqlVersion.Major)));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            objects[reader.GetString(0)] = await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) ? "" : reader.GetString(1);
        }

        return new(objects);
    }

    /// <summary>What differs in <paramref name="now"/> from <paramref name="before"/>, a line each; empty if nothing does.</summary>
    public static IReadOnlyList<string> Differences(CatalogSnapshot before, CatalogSnapshot now)
    {
        var differences = new List<string>();
        foreach (var (name, definition) in now._objects)
        {
            if (!before._objects.TryGetValue(name, out var was)) differences.Add($"{name} stays");
            else if (was != definition) differences.Add($"{name} is {Shorten(definition)}, was {Shorten(was)}");
        }

        foreach (var name in before._objects.Keys)
        {
            if (!now._objects.ContainsKey(name)) differences.Add($"{name} is missing");
        }

        // The table before its columns, the shortest name first: what a person looks for.
        differences.Sort(static (left, right) => left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right));
        return differences;
    }

    private static string Shorten(string definition)
    {
        var line = definition.ReplaceLineEndings(" ");
        return line.Length > 120 ? $"'{line[..120]}…'" : $"'{line}'";
    }
}
