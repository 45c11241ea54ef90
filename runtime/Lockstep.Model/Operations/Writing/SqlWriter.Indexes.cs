using System.Globalization;
using System.Text;

namespace Lockstep.Model.Operations;

/// <content>Indexes, sequences and statistics.</content>
public static partial class SqlWriter
{
    private static string? WriteIndexOrSequence(Operation operation) => operation switch
    {
        CreateIndex create => Write(create),
        DropIndex drop =>
            "DROP INDEX " + If(drop.Concurrently, "CONCURRENTLY ") + If(drop.IfExists, "IF EXISTS ") + drop.Index.ToSql() + Cascade(drop.Cascade),
        CreateSequence create =>
            "CREATE " + Word(create.Persistence) + "SEQUENCE " + If(create.IfNotExists, "IF NOT EXISTS ") + create.Sequence.ToSql() + Write(create.Options),
        AlterSequence alter => "ALTER SEQUENCE " + If(alter.IfExists, "IF EXISTS ") + alter.Sequence.ToSql() + Write(alter.Options),
        CreateStatistics create =>
            "CREATE STATISTICS " + If(create.IfNotExists, "IF NOT EXISTS ") + (create.Name is { } name ? name.ToSql() + " " : string.Empty) +
            If(!create.Kinds.IsEmpty, "(" + List(create.Kinds) + ") ") + "ON " + List(create.Elements) + " FROM " + create.Table.ToSql(),
        SetStatisticsTarget set =>
            "ALTER STATISTICS " + If(set.IfExists, "IF EXISTS ") + set.Name.ToSql() + " SET STATISTICS " +
            (set.Target?.ToString(CultureInfo.InvariantCulture) ?? "-1"),
        _ => null,
    };

    private static string Write(CreateIndex create)
    {
        var sql = new StringBuilder("CREATE ")
            .Append(If(create.Unique, "UNIQUE "))
            .Append("INDEX ")
            .Append(If(create.Concurrently, "CONCURRENTLY "))
            .Append(If(create.IfNotExists, "IF NOT EXISTS "));
        if (create.Name is { } name) sql.Append(Quote(name)).Append(' ');
        sql.Append("ON ").Append(If(create.Only, "ONLY ")).Append(create.Table.ToSql());
        if (create.Method is { } method) sql.Append(" USING ").Append(Quote(method));
        sql.Append(" (").Append(List(create.Elements)).Append(')');
        if (!create.Include.IsEmpty) sql.Append(" INCLUDE ").Append(Names(create.Include));
        sql.Append(If(create.NullsNotDistinct, " NULLS NOT DISTINCT"))
            .Append(Options(create.Options, " WITH "))
            .Append(IfName(create.Tablespace, " TABLESPACE "));
        if (create.Where is { } where) sql.Append(" WHERE ").Append(where);
        return sql.ToString();
    }

    private static string Write(SequenceOptions options) => string.Concat(Parts(options).Select(part => " " + part));

    private static string InParentheses(SequenceOptions options)
    {
        var parts = Parts(options).ToList();
        return parts.Count == 0 ? string.Empty : " (" + string.Join(" ", parts) + ")";
    }

    private static IEnumerable<string> Parts(SequenceOptions options)
    {
        if (options.SequenceName is { } name) yield return "SEQUENCE NAME " + name.ToSql();
        if (options.Logged is { } logged) yield return logged ? "LOGGED" : "UNLOGGED";
        if (options.Type is { } type) yield return "AS " + type;
        if (options.Increment is { } increment) yield return "INCREMENT BY " + Number(increment);
        if (options.Minimum is { } minimum) yield return "MINVALUE " + Number(minimum);
        if (options.NoMinimum) yield return "NO MINVALUE";
        if (options.Maximum is { } maximum) yield return "MAXVALUE " + Number(maximum);
        if (options.NoMaximum) yield return "NO MAXVALUE";
        if (options.Start is { } start) yield return "START WITH " + Number(start);
        if (options.Restart) yield return options.RestartWith is { } with ? "RESTART WITH " + Number(with) : "RESTART";
        if (options.Cache is { } cache) yield return "CACHE " + Number(cache);
        if (options.Cycle is { } cycle) yield return cycle ? "CYCLE" : "NO CYCLE";
        if (options.OwnedBy is { } owner) yield return "OWNED BY " + owner;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
