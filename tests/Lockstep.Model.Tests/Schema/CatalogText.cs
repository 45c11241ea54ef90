using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Npgsql;

namespace Lockstep.Model.Tests.Schema;

/// <summary>The same lines from a real catalog and from a schema, so that they can be compared.</summary>
internal static class CatalogText
{
    private const string Query = """
        WITH space AS (SELECT oid, nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'),
        relation AS (SELECT c.*, nspname, nspname || '.' || relname AS whole FROM pg_class c JOIN space ON space.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm', 'i', 'I', 'S', 'f'))
        SELECT CASE WHEN relkind IN ('r', 'p', 'f') THEN 'table' WHEN relkind IN ('v', 'm') THEN 'view' WHEN relkind = 'S' THEN 'sequence' ELSE 'index' END || ' ' || whole FROM relation
        UNION ALL SELECT 'column ' || whole || '.' || attname || ' ' || CASE WHEN typelem <> 0 AND typlen = -1 THEN '[]' ELSE '' END || CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN substr(t.typname, 2) ELSE t.typname END
            || CASE WHEN attnotnull THEN ' not null' ELSE '' END || CASE WHEN attidentity <> '' THEN ' identity' ELSE '' END
            || CASE WHEN atthasdef AND attgenerated = '' THEN ' default' ELSE '' END || CASE WHEN attgenerated <> '' THEN ' generated' ELSE '' END
            FROM relation JOIN pg_attribute ON attrelid = relation.oid JOIN pg_type t ON t.oid = atttypid WHERE relkind IN ('r', 'p', 'f') AND attnum > 0 AND NOT attisdropped
        UNION ALL SELECT 'constraint ' || whole || '.' || conname || ' ' || contype::text || CASE WHEN convalidated THEN '' ELSE ' not valid' END FROM relation JOIN pg_constraint ON conrelid = relation.oid WHERE contype IN ('p', 'u', 'c', 'f', 'x')
        UNION ALL SELECT 'trigger ' || whole || '.' || tgname FROM relation JOIN pg_trigger ON tgrelid = relation.oid WHERE NOT tgisinternal
        UNION ALL SELECT 'policy ' || whole || '.' || polname FROM relation JOIN pg_policy ON polrelid = relation.oid
        UNION ALL SELECT 'on ' || table_.whole || ' index ' || relation.relname || CASE WHEN indisunique THEN ' unique' ELSE '' END || CASE WHEN indisprimary THEN ' primary' ELSE '' END
            FROM relation JOIN pg_index ON indexrelid = relation.oid JOIN relation table_ ON table_.oid = indrelid
        UNION ALL SELECT 'type ' || nspname || '.' || typname FROM pg_type JOIN space ON space.oid = typnamespace WHERE typtype IN ('e', 'd', 'r') OR (typtype = 'c' AND (SELECT relkind FROM pg_class WHERE pg_class.oid = typrelid) = 'c')
        UNION ALL SELECT 'label ' || typname || ' ' || enumlabel || ' ' || rank() OVER (PARTITION BY enumtypid ORDER BY enumsortorder) FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
        UNION ALL SELECT 'function ' || nspname || '.' || proname FROM pg_proc JOIN space ON space.oid = pronamespace WHERE proname !~ '^floats|^multi'
        UNION ALL SELECT 'comment ' || description FROM pg_description JOIN pg_class ON classoid = 'pg_class'::regclass AND objoid = pg_class.oid JOIN space ON space.oid = relnamespace
        """;

    public static async Task<List<string>> OfAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(reader.GetString(0));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    public static List<string> Of(DatabaseSchema schema)
    {
        var lines = new List<string>();
        foreach (var relation in schema.Relations)
        {
            var whole = relation.Name.Schema + "." + relation.Name.Name;
            lines.Add((relation is TableIndex ? "index" : relation.GetType().Name.ToLowerInvariant()) + " " + whole);
            if (relation.Comment is not null) lines.Add("comment " + relation.Comment);
            if (relation is TableIndex index)
            {
                var primary = index.Constraint is { } key && schema.FindTable(index.Table.ToQualifiedName())?.Constraint(key)?.Definition is PrimaryKeyConstraint;
                lines.Add($"on {index.Table.Schema}.{index.Table.Name} index {index.Name.Name}{(index.Unique ? " unique" : "")}{(primary ? " primary" : "")}");
            }

            if (relation is RowRelation rows)
            {
                lines.AddRange(rows.Triggers.Select(trigger => $"trigger {whole}.{trigger.Name}"));
                lines.AddRange(rows.Columns.Where(column => column.Comment is not null).Select(column => "comment " + column.Comment));
            }

            if (relation is not Table table) continue;
            lines.AddRange(table.Columns.Select(column => $"column {whole}.{column.Name} {Type(column)}{(column.NotNull ? " not null" : "")}{(column.Identity != Identity.None ? " identity" : "")}{(column.Default is not null ? " default" : "")}{(column.GeneratedAs is not null ? " generated" : "")}"));
            lines.AddRange(table.Constraints.Select(constraint => $"constraint {whole}.{constraint.Name} {Letter(constraint.Definition)}{(constraint.Definition.NotValid ? " not valid" : "")}"));
            lines.AddRange(table.Policies.Select(policy => $"policy {whole}.{policy.Name}"));
        }

        foreach (var type in schema.Types)
        {
            lines.Add($"type {type.Name.Schema}.{type.Name.Name}");
            if (type is EnumType labels) lines.AddRange(labels.Labels.Select((label, at) => $"label {type.Name.Name} {label} {at + 1}"));
        }

        lines.AddRange(schema.Routines.Select(routine => $"function {routine.Name.Schema}.{routine.Name.Name}"));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Type(Column column)
    {
        var name = column.Type;
        var array = name.EndsWith("[]", StringComparison.Ordinal) ? "[]" : "";
        name = name[..^array.Length];
        var parenthesis = name.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis > 0) name = name[..parenthesis];
        // The fields of an interval are a modifier too.
        if (name.StartsWith("interval ", StringComparison.Ordinal)) name = "interval";
        if (name == "char") name = "bpchar";
        return array + name[(name.LastIndexOf('.') + 1)..];
    }

    private static char Letter(TableConstraint constraint) => constraint switch
    {
        PrimaryKeyConstraint => 'p',
        UniqueConstraint => 'u',
        CheckConstraint => 'c',
        ForeignKeyConstraint => 'f',
        _ => 'x',
    };
}
