namespace Lockstep.Model.Operations;

/// <content>Views, rules and policies.</content>
public static partial class SqlWriter
{
    private static string? WriteView(Operation operation) => operation switch
    {
        CreateView create =>
            "CREATE " + If(create.OrReplace, "OR REPLACE ") + If(create.Temporary, "TEMPORARY ") + If(create.Recursive, "RECURSIVE ") + "VIEW " +
            create.View.ToSql() + NamesIfAny(create.Columns) + Options(create.Options, " WITH ") + " AS " + create.Query +
            If(create.CheckOption is not null, " WITH " + create.CheckOption + " CHECK OPTION"),
        CreateMaterializedView create =>
            "CREATE MATERIALIZED VIEW " + If(create.IfNotExists, "IF NOT EXISTS ") + create.View.ToSql() + NamesIfAny(create.Columns) +
            Write(create.Storage) + " AS " + create.Query + If(create.WithNoData, " WITH NO DATA"),
        CreateRule create =>
            "CREATE " + If(create.OrReplace, "OR REPLACE ") + "RULE " + Quote(create.Name) + " AS ON " + create.Event + " TO " + create.Table.ToSql() +
            If(create.Where, " WHERE ") + " DO " + (create.Instead ? "INSTEAD " : "ALSO ") + Actions(create.Actions),
        CreatePolicy create =>
            "CREATE POLICY " + Quote(create.Name) + " ON " + create.Table.ToSql() + If(create.Restrictive, " AS RESTRICTIVE") +
            If(create.Command != "ALL", " FOR " + create.Command) + Policy(create.Roles, create.Using, create.WithCheck),
        AlterPolicy alter =>
            "ALTER POLICY " + Quote(alter.Name) + " ON " + alter.Table.ToSql() + Policy(alter.Roles, alter.Using, alter.WithCheck),
        _ => null,
    };

    private static string Policy(EquatableArray<string> roles, string? visible, string? check) =>
        If(!roles.IsEmpty, " TO " + List(roles)) + (visible is null ? string.Empty : " USING (" + visible + ")") +
        (check is null ? string.Empty : " WITH CHECK (" + check + ")");

    private static string Actions(EquatableArray<string> actions) => actions.Count switch
    {
        0 => "NOTHING",
        1 => actions[0],
        _ => "(" + string.Join("; ", actions) + ")",
    };
}
