using System.Globalization;
using Lockstep.Model.Sql;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Backfill;

/// <summary>What the catalog says of a backfill's table.</summary>
/// <param name="Name">Its name, with its schema.</param>
/// <param name="Oid">Its number.</param>
/// <param name="Key">The key to go by.</param>
/// <param name="Rows">About how many rows it has; null if nobody knows.</param>
internal sealed record BackfillTable(string Name, long Oid, BackfillKey Key, long? Rows)
{
    private const string FindTable = """
        SELECT c.oid::bigint, c.relkind::text, format('%I.%I', n.nspname, c.relname),
            CASE WHEN c.relkind = 'p' THEN (SELECT sum(greatest(p.reltuples, 0))::bigint FROM pg_partition_tree(c.oid) t JOIN pg_class p ON p.oid = t.relid WHERE t.isleaf)
                ELSE c.reltuples::bigint END
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)
        """;

    // Whole, plain columns in the order of their type, all in one direction, so that PostgreSQL goes through the index for ORDER BY and for a comparison of rows.
    private const string FindKeys = """
        SELECT i.indexrelid::bigint, i.indisprimary, a.attname::text, format_type(a.atttypid, a.atttypmod), t.typcategory = 'D'
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam AND m.amname = 'btree'
        CROSS JOIN LATERAL generate_series(0, i.indnkeyatts - 1) k
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k] JOIN pg_type t ON t.oid = a.atttypid
        WHERE i.indrelid = $1::text::oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
            AND NOT EXISTS (
                SELECT FROM generate_series(0, i.indnkeyatts - 1) n JOIN pg_attribute c ON c.attrelid = i.indrelid AND c.attnum = i.indkey[n] JOIN pg_opclass o ON o.oid = i.indclass[n]
                WHERE NOT c.attnotnull OR NOT o.opcdefault OR i.indcollation[n] <> c.attcollation OR (i.indoption[n] & 1) <> (i.indoption[0] & 1))
        ORDER BY i.indisprimary DESC, i.indexrelid, k
        """;

    /// <summary>Looks a backfill's table up.</summary>
    /// <param name="connection">The session, with the migration's search_path.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LockstepException">There is no such table, or no key to go by.</exception>
    public static async Task<BackfillTable> FindAsync(NpgsqlConnection connection, PlannedMigration planned, BackfillStatement statement, CancellationToken cancellationToken)
    {
        var table = statement.Table.ToSql();
        var (oid, kind, name, rows) = await FactsAsync(connection, table, cancellationToken).ConfigureAwait(false) ?? throw Refused($"table {table} does not exist", "Make it before, or correct the name.");
        if (kind is not ("r" or "p")) throw Refused($"{table} is no table that holds rows itself", "Name the table behind it.");
        var keys = await KeysAsync(connection, oid, cancellationToken).ConfigureAwait(false);
        var wanted = statement.Settings.Key;
        var key = wanted.IsEmpty
            ? keys.Find(each => each.IsPrimary).Key ?? throw Refused(
                $"table {table} has no primary key to go by",
                "Name a unique key whose columns are NOT NULL (Key(\"…\"), or -- backfill key=…), or add a primary key; for a small table, leave out the backfill.")
            : keys.Find(each => each.Key.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal).SetEquals(wanted)).Key ?? throw Refused(
                $"table {table} has no valid unique index on ({string.Join(", ", wanted)}) alone, with all columns NOT NULL",
                "Name the columns of one that it has, or make it in an earlier step.");
        if (statement.Columns.FirstOrDefault(column => key.Columns.Any(part => part.Name == column)) is { } moved)
        {
            throw Refused($"it sets {moved}, a column of the key that it goes by: rows would move while they are gone through", "Go by another unique key (Key(\"…\")), or change that column in one UPDATE.");
        }

        return new(name, oid, key, rows > 0 ? rows : await SpanAsync(connection, statement.Relation, key, cancellationToken).ConfigureAwait(false));

        LockstepException Refused(string what, string next) => new(ToolkitCode.Statement, $"The backfill of {planned.Migration.Version} ({planned.Migration.Name}) can't be done: {what}.")
        {
            Origin = statement.Data.Origin is { Line: > 0 } origin ? origin : MigrationOrigin.Of(planned.Migration),
            Next = next,
        };
    }

    private static async Task<(long Oid, string Kind, string Name, long? Rows)?> FactsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(FindTable, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = table } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return null;
        return (reader.GetInt64(0), reader.GetString(1), reader.GetString(2), await reader.IsDBNullAsync(3, cancellationToken).ConfigureAwait(false) ? null : reader.GetInt64(3));
    }

    /// <summary>How many keys lie between the first and the last one, of a table that was never analyzed; null if its key is no number.</summary>
    private static async Task<long?> SpanAsync(NpgsqlConnection connection, string relation, BackfillKey key, CancellationToken cancellationToken)
    {
        if (key.Columns is not [{ Type: "smallint" or "integer" or "bigint" } only]) return null;
        var column = SqlIdentifier.Quote(only.Name);
        await using var command = new NpgsqlCommand($"SELECT least(max({column})::numeric - min({column}) + 1, 9000000000000000000)::bigint FROM {relation}", connection);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as long?;
    }

    private static async Task<List<(bool IsPrimary, BackfillKey Key)>> KeysAsync(NpgsqlConnection connection, long oid, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(FindKeys, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = oid.ToString(CultureInfo.InvariantCulture) } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<(long Index, bool IsPrimary, KeyColumn Column)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add((reader.GetInt64(0), reader.GetBoolean(1), new(reader.GetString(2), reader.GetString(3), reader.GetBoolean(4))));
        }

        return [.. rows.GroupBy(row => (row.Index, row.IsPrimary)).Select(index => (index.Key.IsPrimary, new BackfillKey([.. index.Select(row => row.Column)])))];
    }
}
