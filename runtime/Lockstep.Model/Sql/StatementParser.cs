using Lockstep.Model.Operations;

namespace Lockstep.Model.Sql;

/// <summary>Reads the statements that the model has records for. What it can't read it leaves out.</summary>
internal static class StatementParser
{
    /// <summary>Adds what the statement does, in order, each with its place in the source.</summary>
    public static void Parse(ref SqlCursor cursor, List<Operation> operations)
    {
        var start = cursor.Current.Start;
        if (cursor.Take("create")) Create(ref cursor, start, operations);
        else if (cursor.Take("drop")) Drop(ref cursor, start, operations);
        else if (cursor.Take("alter", "table")) AlterTable(ref cursor, operations);
    }

    private static Origin Since(int start, SqlCursor cursor) => new(string.Empty, 0, start, Math.Max(0, cursor.LastEnd - start));

    private static void Create(ref SqlCursor cursor, int start, List<Operation> operations)
    {
        var unique = cursor.Take("unique");
        if (cursor.Take("index"))
        {
            if (CreateIndex(ref cursor, unique) is { } index) operations.Add(index with { Origin = Since(start, cursor) });
            return;
        }

        if (unique) return;
        if (cursor.Take("global")) { }
        else cursor.Take("local");
        var temporary = cursor.Take("temporary") || cursor.Take("temp");
        if (!temporary) cursor.Take("unlogged");
        if (cursor.Take("table") && CreateTable(ref cursor, temporary) is { } table)
        {
            operations.Add(table with { Origin = Since(start, cursor) });
        }
    }

    private static CreateIndex? CreateIndex(ref SqlCursor cursor, bool unique)
    {
        var concurrently = cursor.Take("concurrently");
        var ifNotExists = cursor.TakeIfNotExists();
        var name = cursor.At("on") ? null : cursor.TakeName();
        if (!cursor.Take("on")) return null;
        var only = cursor.Take("only");
        if (cursor.TakeQualifiedName() is not { } table) return null;
        var method = cursor.Take("using") ? cursor.TakeName() : null;
        if (cursor.TakeList() is not { } elements) return null;
        var include = cursor.Take("include") ? ColumnParser.Names(ref cursor) : null;
        while (!cursor.AtEnd && !cursor.At("where")) cursor.Take();
        var where = cursor.Take("where") ? cursor.TakeRest() : null;
        return new(name, table, new(elements))
        {
            Unique = unique,
            Concurrently = concurrently,
            IfNotExists = ifNotExists,
            Only = only,
            Method = method,
            Include = include ?? default,
            Where = where,
        };
    }

    private static Operation? CreateTable(ref SqlCursor cursor, bool temporary)
    {
        var ifNotExists = cursor.TakeIfNotExists();
        if (cursor.TakeQualifiedName() is not { } table) return null;
        if (cursor.Take("partition", "of"))
        {
            return cursor.TakeQualifiedName() is { } parent ? new CreatePartition(table, parent, cursor.TakeRest()) : null;
        }

        var columns = new List<ColumnDefinition>();
        var constraints = new List<TableConstraint>();
        if (cursor.Take('('))
        {
            while (!cursor.AtEnd && !cursor.Current.Is(cursor.Source, ')'))
            {
                if (!ColumnParser.StartsTableElement(cursor))
                {
                    if (ColumnParser.Column(ref cursor) is { } column) columns.Add(column);
                }
                else if (ColumnParser.Constraint(ref cursor) is { } constraint)
                {
                    constraints.Add(constraint);
                }

                cursor.TakeUntil();
                if (!cursor.Take(',')) break;
            }

            cursor.Take(')');
        }

        var partitionBy = cursor.Take("partition", "by") ? PartitionKey(ref cursor) : null;
        cursor.TakeRest();
        return new CreateTable(table, new(columns), new(constraints))
        {
            IfNotExists = ifNotExists,
            Temporary = temporary,
            PartitionBy = partitionBy,
        };
    }

    /// <summary><c>RANGE (a, b)</c>, without the storage options that may follow.</summary>
    private static string PartitionKey(ref SqlCursor cursor)
    {
        var start = cursor.Current.Start;
        cursor.TakeName();
        cursor.TakeList();
        return cursor.Source.Substring(start, cursor.LastEnd - start);
    }

    private static void Drop(ref SqlCursor cursor, int start, List<Operation> operations)
    {
        var table = cursor.Take("table");
        if (!table && !cursor.Take("index")) return;
        var concurrently = !table && cursor.Take("concurrently");
        var ifExists = cursor.TakeIfExists();
        var names = new List<QualifiedName>();
        do
        {
            if (cursor.TakeQualifiedName() is { } name) names.Add(name);
        }
        while (cursor.Take(','));

        var cascade = cursor.Take("cascade");
        foreach (var name in names)
        {
            Operation drop = table
                ? new DropTable(name) { IfExists = ifExists, Cascade = cascade }
                : new DropIndex(name) { IfExists = ifExists, Cascade = cascade, Concurrently = concurrently };
            operations.Add(drop with { Origin = Since(start, cursor) });
        }
    }

    private static void AlterTable(ref SqlCursor cursor, List<Operation> operations)
    {
        cursor.TakeIfExists();
        cursor.Take("only");
        if (cursor.TakeQualifiedName() is not { } table) return;
        if (cursor.Current.Kind == SqlTokenKind.Operator) cursor.Take();
        do
        {
            var start = cursor.Current.Start;
            var action = Action(ref cursor, table);
            cursor.TakeUntil();
            if (action is not null) operations.Add(action with { Origin = Since(start, cursor) });
        }
        while (cursor.Take(','));
    }

    private static Operation? Action(ref SqlCursor cursor, QualifiedName table)
    {
        if (cursor.Take("add"))
        {
            if (!cursor.Take("column") && ColumnParser.StartsTableElement(cursor)) return null;
            var ifNotExists = cursor.TakeIfNotExists();
            return ColumnParser.Column(ref cursor) is { } column ? new AddColumn(table, column) { IfNotExists = ifNotExists } : null;
        }

        if (cursor.Take("drop"))
        {
            if (!cursor.Take("column") && cursor.At("constraint")) return null;
            var ifExists = cursor.TakeIfExists();
            return cursor.TakeName() is { } column
                ? new DropColumn(table, column) { IfExists = ifExists, Cascade = cursor.Take("cascade") }
                : null;
        }

        return null;
    }
}
