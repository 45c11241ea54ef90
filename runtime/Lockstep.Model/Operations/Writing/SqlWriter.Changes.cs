namespace Lockstep.Model.Operations;

/// <content>ALTER TABLE and its like.</content>
public static partial class SqlWriter
{
    private static string WriteChange(TableChange change) =>
        "ALTER " + ObjectKinds.Of(change.Relation).Words() + " " + If(change.IfTableExists, "IF EXISTS ") + If(change.Only, "ONLY ") +
        change.Table.ToSql() + " " + (Action(change) ?? ColumnAction(change) ??
            throw new ArgumentException("No SQL is known for " + change.GetType().Name + ".", nameof(change)));

    private static string? Action(TableChange change) => change switch
    {
        AddColumn add => "ADD COLUMN " + If(add.IfNotExists, "IF NOT EXISTS ") + Write(add.Column),
        AddConstraint add => "ADD " + Write(add.Constraint),
        DropConstraint drop => "DROP CONSTRAINT " + If(drop.IfExists, "IF EXISTS ") + Quote(drop.Name) + Cascade(drop.Cascade),
        ValidateConstraint validate => "VALIDATE CONSTRAINT " + Quote(validate.Name),
        RenameConstraint rename => "RENAME CONSTRAINT " + Quote(rename.Name) + " TO " + Quote(rename.NewName),
        AlterConstraint alter =>
            "ALTER CONSTRAINT " + Quote(alter.Name) + If(alter.Deferrable, " DEFERRABLE", " NOT DEFERRABLE") +
            If(alter.InitiallyDeferred, " INITIALLY DEFERRED", " INITIALLY IMMEDIATE") + If(alter.Enforced, " ENFORCED", " NOT ENFORCED") +
            If(alter.Inherits, " INHERIT", " NO INHERIT"),
        RenameTable rename => "RENAME TO " + Quote(rename.NewName),
        SetTableSchema set => "SET SCHEMA " + Quote(set.Schema),
        SetTableOptions set => "SET " + Options(set.Options, string.Empty),
        ResetTableOptions reset => "RESET " + Options(new(reset.Options.Select(name => new OptionSetting(name, null))), string.Empty),
        SetTableLogged set => set.Logged ? "SET LOGGED" : "SET UNLOGGED",
        SetTableAccessMethod set => "SET ACCESS METHOD " + (set.Method is { } method ? Quote(method) : "DEFAULT"),
        SetTableTablespace set => "SET TABLESPACE " + Quote(set.Tablespace),
        SetClusterIndex set => set.Index is { } index ? "CLUSTER ON " + Quote(index) : "SET WITHOUT CLUSTER",
        SetReplicaIdentity set =>
            "REPLICA IDENTITY " + (set.Index is { } index ? "USING INDEX " + Quote(index) : set.Identity.ToString().ToUpperInvariant()),
        SetInheritance set => If(!set.Inherits, "NO ") + "INHERIT " + set.Parent.ToSql(),
        SetTableType set => set.Type is { } type ? "OF " + type.ToSql() : "NOT OF",
        SetForeignOptions set => "OPTIONS (" + set.Options + ")",
        SetRowSecurity set => (set.Enabled ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY",
        SetRowSecurityForced set => If(!set.Forced, "NO ") + "FORCE ROW LEVEL SECURITY",
        SetTriggerState set => Word(set.State) + " TRIGGER " + (set.Trigger is { } trigger ? Quote(trigger) : set.UserOnly ? "USER" : "ALL"),
        SetRuleState set => Word(set.State) + " RULE " + Quote(set.Rule),
        AttachPartition attach => "ATTACH PARTITION " + attach.Partition.ToSql() + " " + attach.Bounds,
        DetachPartition detach =>
            "DETACH PARTITION " + detach.Partition.ToSql() + If(detach.Concurrently, " CONCURRENTLY") + If(detach.Finalize, " FINALIZE"),
        AttachIndexPartition attach => "ATTACH PARTITION " + attach.Partition.ToSql(),
        _ => null,
    };

    private static string? ColumnAction(TableChange change) => change switch
    {
        DropColumn drop => "DROP COLUMN " + If(drop.IfExists, "IF EXISTS ") + Quote(drop.Column) + Cascade(drop.Cascade),
        RenameColumn rename => "RENAME COLUMN " + Quote(rename.Column) + " TO " + Quote(rename.NewName),
        ColumnChange column => "ALTER COLUMN " + ColumnOf(column) + " " + ColumnSetting(column),
        _ => null,
    };

    /// <summary>An index's columns are known by their numbers.</summary>
    private static string ColumnOf(ColumnChange change) =>
        change is SetColumnStatistics && change.Column.All(c => c is >= '0' and <= '9') ? change.Column : Quote(change.Column);

    private static string? ColumnSetting(ColumnChange change) => change switch
    {
        AlterColumnType alter => "TYPE " + alter.Type + If(alter.Collation, " COLLATE ") + If(alter.Using, " USING "),
        SetColumnDefault set => set.Default is null ? "DROP DEFAULT" : "SET DEFAULT " + set.Default,
        SetNotNull => "SET NOT NULL",
        DropNotNull => "DROP NOT NULL",
        SetColumnStatistics set => "SET STATISTICS " + (set.Target?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-1"),
        SetColumnOptions set => "SET " + Options(set.Options, string.Empty),
        ResetColumnOptions reset => "RESET " + Options(new(reset.Options.Select(name => new OptionSetting(name, null))), string.Empty),
        SetColumnStorage set => "SET STORAGE " + set.Storage,
        SetColumnCompression set => "SET COMPRESSION " + set.Method,
        AddIdentity add => "ADD GENERATED " + Word(add.Identity) + " AS IDENTITY" + InParentheses(add.Sequence),
        AlterIdentity alter => Write(alter),
        DropIdentity drop => "DROP IDENTITY" + If(drop.IfExists, " IF EXISTS"),
        SetExpression set => "SET EXPRESSION AS (" + set.Expression + ")",
        DropExpression drop => "DROP EXPRESSION" + If(drop.IfExists, " IF EXISTS"),
        SetColumnForeignOptions set => "OPTIONS (" + set.Options + ")",
        _ => throw new ArgumentException("No SQL is known for " + change.GetType().Name + ".", nameof(change)),
    };

    private static string Write(AlterIdentity alter)
    {
        var parts = new List<string>();
        if (alter.Identity != Identity.None) parts.Add("SET GENERATED " + Word(alter.Identity));
        foreach (var part in Parts(alter.Sequence)) parts.Add(part.StartsWith("RESTART", StringComparison.Ordinal) ? part : "SET " + part);
        return string.Join(" ", parts);
    }

    private static string If(bool? condition, string yes, string no) => condition switch
    {
        true => yes,
        false => no,
        null => string.Empty,
    };

    private static string Word(FiringState state) => state switch
    {
        FiringState.Disabled => "DISABLE",
        FiringState.Replica => "ENABLE REPLICA",
        FiringState.Always => "ENABLE ALWAYS",
        _ => "ENABLE",
    };
}
