namespace Lockstep.Model.Operations;

/// <content>Replication, transactions and settings.</content>
public static partial class SqlWriter
{
    private static string? WriteReplication(Operation operation) => operation switch
    {
        CreatePublication create =>
            "CREATE PUBLICATION " + Quote(create.Name) + (create.AllTables ? " FOR ALL TABLES" : If(!create.Objects.IsEmpty, " FOR " + Published(create.Objects))) +
            Options(create.Options, " WITH "),
        AlterPublication alter =>
            "ALTER PUBLICATION " + Quote(alter.Name) + alter.Change switch
            {
                PublicationChange.Add => " ADD " + Published(alter.Objects),
                PublicationChange.Set => " SET " + Published(alter.Objects),
                PublicationChange.Drop => " DROP " + Published(alter.Objects),
                _ => " SET " + Options(alter.Options, string.Empty),
            },
        CreateSubscription create =>
            "CREATE SUBSCRIPTION " + Quote(create.Name) + " CONNECTION " + Literal(create.Connection) + " PUBLICATION " +
            List(create.Publications.Select(Quote)) + Options(create.Options, " WITH "),
        AlterSubscription alter => "ALTER SUBSCRIPTION " + Quote(alter.Name) + " " + alter.Change,
        _ => null,
    };

    private static string Published(EquatableArray<PublishedObject> objects) => List(objects.Select(item =>
        item.Table is { } table
            ? "TABLE " + If(item.Only, "ONLY ") + table.ToSql() + NamesIfAny(item.Columns) + (item.Where is null ? string.Empty : " WHERE (" + item.Where + ")")
            : "TABLES IN SCHEMA " + item.Schema));

    private static string? WriteSession(Operation operation) => operation switch
    {
        TransactionControl control => Write(control),
        SetSetting set => "SET " + If(set.Local, "LOCAL ") + (set.Name switch
        {
            "timezone" => "TIME ZONE ",
            "role" when set.Value != "DEFAULT" => "ROLE ",
            "session_authorization" => "SESSION AUTHORIZATION ",
            _ => Setting(set.Name) + " TO ",
        }) + set.Value,
        ResetSetting reset => "RESET " + (reset.Name is { } name ? Setting(name) : "ALL"),
        SetTransaction set => (set.Session ? "SET SESSION CHARACTERISTICS AS TRANSACTION " : "SET TRANSACTION ") + set.Modes,
        SetConstraints set =>
            "SET CONSTRAINTS " + (set.Constraints.IsEmpty ? "ALL" : List(set.Constraints)) + (set.Deferred ? " DEFERRED" : " IMMEDIATE"),
        Discard discard => "DISCARD " + discard.Target,
        _ => null,
    };

    private static string Setting(string name) => string.Join(".", name.Split('.').Select(Quote));

    private static string Write(TransactionControl control) => control.Verb switch
    {
        TransactionVerb.Begin => "BEGIN" + If(control.Modes, " "),
        TransactionVerb.Commit => "COMMIT" + If(control.Chain, " AND CHAIN"),
        TransactionVerb.Rollback => "ROLLBACK" + If(control.Chain, " AND CHAIN"),
        TransactionVerb.Savepoint => "SAVEPOINT" + IfName(control.Name, " "),
        TransactionVerb.Release => "RELEASE SAVEPOINT" + IfName(control.Name, " "),
        TransactionVerb.RollbackTo => "ROLLBACK TO SAVEPOINT" + IfName(control.Name, " "),
        TransactionVerb.Prepare => "PREPARE TRANSACTION " + Literal(control.Name ?? string.Empty),
        TransactionVerb.CommitPrepared => "COMMIT PREPARED " + Literal(control.Name ?? string.Empty),
        _ => "ROLLBACK PREPARED " + Literal(control.Name ?? string.Empty),
    };
}
