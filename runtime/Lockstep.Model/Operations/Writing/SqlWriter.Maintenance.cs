namespace Lockstep.Model.Operations;

/// <content>Maintenance.</content>
public static partial class SqlWriter
{
    private static string? WriteMaintenance(Operation operation) => operation switch
    {
        Truncate truncate =>
            "TRUNCATE " + If(truncate.Only, "ONLY ") + List(truncate.Tables, truncate.Only) + If(truncate.RestartIdentity, " RESTART IDENTITY") +
            Cascade(truncate.Cascade),
        Vacuum vacuum => "VACUUM" + Options(vacuum.Options, " ", " ") + Targets(vacuum.Targets),
        Analyze analyze => "ANALYZE" + Options(analyze.Options, " ", " ") + Targets(analyze.Targets),
        Reindex reindex =>
            "REINDEX " + Options(reindex.Options, string.Empty, " ") + If(!reindex.Options.IsEmpty, " ") + reindex.Scope.ToString().ToUpperInvariant() +
            If(reindex.Concurrently, " CONCURRENTLY") + (reindex.Name is { } name ? " " + name.ToSql() : string.Empty),
        Cluster cluster =>
            "CLUSTER" + If(cluster.Verbose, " VERBOSE") + (cluster.Table is { } table ? " " + table.ToSql() : string.Empty) + IfName(cluster.Index, " USING "),
        RefreshView refresh =>
            "REFRESH MATERIALIZED VIEW " + If(refresh.Concurrently, "CONCURRENTLY ") + refresh.View.ToSql() + If(refresh.WithNoData, " WITH NO DATA"),
        LockTables @lock =>
            "LOCK TABLE " + If(@lock.Only, "ONLY ") + List(@lock.Tables, @lock.Only) + " IN " + @lock.Mode + " MODE" + If(@lock.NoWait, " NOWAIT"),
        Checkpoint => "CHECKPOINT",
        _ => null,
    };

    private static string List(EquatableArray<Sql.QualifiedName> tables, bool only) =>
        string.Join(only ? ", ONLY " : ", ", tables.Select(table => table.ToSql()));

    private static string Targets(EquatableArray<MaintenanceTarget> targets) =>
        targets.IsEmpty
            ? string.Empty
            : " " + List(targets.Select(target => If(target.Only, "ONLY ") + target.Table.ToSql() + NamesIfAny(target.Columns)));
}
