using System.Text;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>Operations to PostgreSQL's SQL: the one place that knows how.</summary>
public static class SqlWriter
{
    /// <summary>The statement, without a semicolon.</summary>
    /// <exception cref="ArgumentException">The operation is not one that can be run (<see cref="UnknownSql"/>).</exception>
    public static string Write(Operation operation) => operation switch
    {
        CreateTable create => Write(create),
        CreatePartition create =>
            "CREATE TABLE " + create.Table.ToSql() + " PARTITION OF " + create.Parent.ToSql() + " " + create.Bounds,
        DropTable drop => "DROP TABLE " + If(drop.IfExists, "IF EXISTS ") + drop.Table.ToSql() + If(drop.Cascade, " CASCADE"),
        AddColumn add =>
            "ALTER TABLE " + add.Table.ToSql() + " ADD COLUMN " + If(add.IfNotExists, "IF NOT EXISTS ") + Write(add.Column),
        DropColumn drop =>
            "ALTER TABLE " + drop.Table.ToSql() + " DROP COLUMN " + If(drop.IfExists, "IF EXISTS ") +
            SqlIdentifier.Quote(drop.Column) + If(drop.Cascade, " CASCADE"),
        CreateIndex create => Write(create),
        DropIndex drop =>
            "DROP INDEX " + If(drop.Concurrently, "CONCURRENTLY ") + If(drop.IfExists, "IF EXISTS ") + drop.Index.ToSql() +
            If(drop.Cascade, " CASCADE"),
        SqlText text => text.Sql,
        _ => throw new ArgumentException("No SQL is known for " + operation.GetType().Name + ".", nameof(operation)),
    };

    /// <summary>A column's definition, from its name on.</summary>
    public static string Write(ColumnDefinition column)
    {
        var sql = new StringBuilder(SqlIdentifier.Quote(column.Name)).Append(' ').Append(column.Type);
        if (column.Collation is { } collation) sql.Append(" COLLATE ").Append(collation);
        if (column.NotNull) sql.Append(" NOT NULL");
        if (column.Default is { } value) sql.Append(" DEFAULT ").Append(value);
        if (column.GeneratedAs is { } expression) sql.Append(" GENERATED ALWAYS AS (").Append(expression).Append(") STORED");
        if (column.Identity != Identity.None)
        {
            sql.Append(" GENERATED ").Append(column.Identity == Identity.Always ? "ALWAYS" : "BY DEFAULT").Append(" AS IDENTITY");
        }

        if (column.PrimaryKey) sql.Append(" PRIMARY KEY");
        if (column.Unique) sql.Append(" UNIQUE");
        if (column.Check is { } check) sql.Append(" CHECK (").Append(check).Append(')');
        if (column.References is { } target) Append(sql.Append(' '), target);
        return sql.ToString();
    }

    private static string Write(CreateTable create)
    {
        var sql = new StringBuilder("CREATE ")
            .Append(If(create.Temporary, "TEMPORARY "))
            .Append("TABLE ")
            .Append(If(create.IfNotExists, "IF NOT EXISTS "))
            .Append(create.Table.ToSql())
            .Append(" (");
        var separator = create.Columns.Count + create.Constraints.Count > 0 ? "\n    " : "";
        foreach (var column in create.Columns)
        {
            sql.Append(separator).Append(Write(column));
            separator = ",\n    ";
        }

        foreach (var constraint in create.Constraints)
        {
            sql.Append(separator).Append(Write(constraint));
            separator = ",\n    ";
        }

        if (separator.Length > 5) sql.Append('\n');
        sql.Append(')');
        if (create.PartitionBy is { } partitionBy) sql.Append(" PARTITION BY ").Append(partitionBy);
        return sql.ToString();
    }

    private static string Write(TableConstraint constraint)
    {
        var sql = new StringBuilder();
        if (constraint.Name is { } name) sql.Append("CONSTRAINT ").Append(SqlIdentifier.Quote(name)).Append(' ');
        switch (constraint)
        {
            case PrimaryKeyConstraint key:
                sql.Append("PRIMARY KEY ").Append(Names(key.Columns));
                break;
            case UniqueConstraint unique:
                sql.Append("UNIQUE ").Append(Names(unique.Columns));
                break;
            case CheckConstraint check:
                sql.Append("CHECK (").Append(check.Condition).Append(')');
                break;
            case ForeignKeyConstraint key:
                Append(sql.Append("FOREIGN KEY ").Append(Names(key.Columns)).Append(' '), key.Target);
                break;
        }

        return sql.ToString();
    }

    private static string Write(CreateIndex create)
    {
        var sql = new StringBuilder("CREATE ")
            .Append(If(create.Unique, "UNIQUE "))
            .Append("INDEX ")
            .Append(If(create.Concurrently, "CONCURRENTLY "))
            .Append(If(create.IfNotExists, "IF NOT EXISTS "));
        if (create.Name is { } name) sql.Append(SqlIdentifier.Quote(name)).Append(' ');
        sql.Append("ON ").Append(If(create.Only, "ONLY ")).Append(create.Table.ToSql());
        if (create.Method is { } method) sql.Append(" USING ").Append(SqlIdentifier.Quote(method));
        sql.Append(" (").Append(string.Join(", ", create.Elements)).Append(')');
        if (!create.Include.IsEmpty) sql.Append(" INCLUDE ").Append(Names(create.Include));
        if (create.Where is { } where) sql.Append(" WHERE ").Append(where);
        return sql.ToString();
    }

    private static void Append(StringBuilder sql, ForeignKeyTarget target)
    {
        sql.Append("REFERENCES ").Append(target.Table.ToSql());
        if (!target.Columns.IsEmpty) sql.Append(' ').Append(Names(target.Columns));
        if (target.OnDelete != ReferentialAction.NoAction) sql.Append(" ON DELETE ").Append(Write(target.OnDelete));
        if (target.OnUpdate != ReferentialAction.NoAction) sql.Append(" ON UPDATE ").Append(Write(target.OnUpdate));
    }

    private static string Write(ReferentialAction action) => action switch
    {
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.SetDefault => "SET DEFAULT",
        _ => "NO ACTION",
    };

    private static string Names(EquatableArray<string> names) => "(" + string.Join(", ", names.Select(SqlIdentifier.Quote)) + ")";

    private static string If(bool condition, string text) => condition ? text : string.Empty;
}
