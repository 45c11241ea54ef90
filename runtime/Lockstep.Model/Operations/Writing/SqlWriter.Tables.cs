using System.Text;

namespace Lockstep.Model.Operations;

/// <content>Tables and partitions.</content>
public static partial class SqlWriter
{
    private static readonly LikeOptions[] s_likeOptions =
    [
        LikeOptions.Comments, LikeOptions.Compression, LikeOptions.Constraints, LikeOptions.Defaults, LikeOptions.Generated,
        LikeOptions.Identity, LikeOptions.Indexes, LikeOptions.Statistics, LikeOptions.Storage,
    ];

    private static string? WriteTable(Operation operation) => operation switch
    {
        CreateTable create => Write(create),
        CreatePartition create => Write(create),
        CreateTableAs create =>
            "CREATE " + Word(create.Persistence) + "TABLE " + If(create.IfNotExists, "IF NOT EXISTS ") + create.Table.ToSql() +
            NamesIfAny(create.Columns) + Write(create.Storage) + " AS " + create.Query + If(create.WithNoData, " WITH NO DATA"),
        DropTable drop => "DROP TABLE " + If(drop.IfExists, "IF EXISTS ") + drop.Table.ToSql() + Cascade(drop.Cascade),
        MoveTablespace move =>
            "ALTER " + ObjectKinds.Of(move.Relation).Words() + " ALL IN TABLESPACE " + Quote(move.From) +
            If(!move.OwnedBy.IsEmpty, " OWNED BY " + List(move.OwnedBy)) + " SET TABLESPACE " + Quote(move.To) + If(move.NoWait, " NOWAIT"),
        _ => null,
    };

    private static string Write(CreateTable create)
    {
        var persistence = create.Temporary ? Persistence.Temporary : create.Unlogged ? Persistence.Unlogged : Persistence.Permanent;
        var sql = new StringBuilder("CREATE ")
            .Append(Word(persistence))
            .Append(create.Server is null ? "TABLE " : "FOREIGN TABLE ")
            .Append(If(create.IfNotExists, "IF NOT EXISTS "))
            .Append(create.Table.ToSql());
        if (create.OfType is { } type) sql.Append(" OF ").Append(type.ToSql());
        AppendElements(sql, Elements(create), always: create.OfType is null);
        if (!create.Inherits.IsEmpty) sql.Append(" INHERITS (").Append(List(create.Inherits)).Append(')');
        if (create.PartitionBy is { } partitionBy) sql.Append(" PARTITION BY ").Append(partitionBy);
        return sql.Append(Write(create.Storage)).Append(Foreign(create.Server, create.ForeignOptions)).ToString();
    }

    private static string Write(CreatePartition create)
    {
        var sql = new StringBuilder("CREATE ")
            .Append(Word(create.Persistence))
            .Append(create.Server is null ? "TABLE " : "FOREIGN TABLE ")
            .Append(If(create.IfNotExists, "IF NOT EXISTS "))
            .Append(create.Table.ToSql())
            .Append(" PARTITION OF ")
            .Append(create.Parent.ToSql());
        AppendElements(sql, [.. create.Columns.Select(Write), .. create.Constraints.Select(Write)], always: false);
        sql.Append(' ').Append(create.Bounds);
        if (create.PartitionBy is { } partitionBy) sql.Append(" PARTITION BY ").Append(partitionBy);
        return sql.Append(Write(create.Storage)).Append(Foreign(create.Server, create.ForeignOptions)).ToString();
    }

    private static string Foreign(string? server, EquatableArray<OptionSetting> options) =>
        server is null ? string.Empty : " SERVER " + Quote(server) + Options(options, " OPTIONS ", " ");

    private static List<string> Elements(CreateTable create)
    {
        var elements = new List<string>();
        for (var position = 0; position <= create.Columns.Count; position++)
        {
            elements.AddRange(create.Like.Where(like => like.Position == position).Select(Write));
            if (position < create.Columns.Count) elements.Add(Write(create.Columns[position]));
        }

        elements.AddRange(create.Constraints.Select(Write));
        return elements;
    }

    private static void AppendElements(StringBuilder sql, List<string> elements, bool always)
    {
        if (elements.Count > 0) sql.Append(" (\n    ").Append(string.Join(",\n    ", elements)).Append("\n)");
        else if (always) sql.Append(" ()");
    }

    private static string Write(LikeTable like)
    {
        var sql = "LIKE " + like.Table.ToSql();
        if (like.Including == LikeOptions.All) return sql + " INCLUDING ALL";
        foreach (var option in s_likeOptions)
        {
            if ((like.Including & option) != LikeOptions.None) sql += " INCLUDING " + option.ToString().ToUpperInvariant();
        }

        return sql;
    }

    private static string Write(TableStorage storage) =>
        IfName(storage.AccessMethod, " USING ") + Options(storage.Options, " WITH ") + If(storage.OnCommit, " ON COMMIT ") +
        IfName(storage.Tablespace, " TABLESPACE ");
}
