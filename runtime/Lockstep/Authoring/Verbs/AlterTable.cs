using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A table that is changed.</summary>
public sealed partial class AlterTableBuilder : AlterRelationBuilder<AlterTableBuilder>
{
    private readonly Origin _origin;

    internal AlterTableBuilder(OperationRecorder recorder, QualifiedName table, Origin origin)
        : base(recorder, table, RelationKind.Table) => _origin = origin;

    /// <summary>The changes that follow leave the tables alone that inherit from it, and its partitions.</summary>
    public AlterTableBuilder Only()
    {
        SetOnly();
        return this;
    }

    /// <summary>
    /// Adds a column. The words that follow speak of it, up to the next verb. Lock: ACCESS EXCLUSIVE, for an instant unless its default is
    /// volatile or it is generated: then every row is rewritten.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AddColumnBuilder AddColumn(string name, ColumnType type, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(this, Recorder, Note(new AddColumn(RelationName, new(name, type.Sql)), file, line));

    /// <summary>
    /// Drops a column, its data, and the indexes and constraints on it. Deprecate it in an earlier release first
    /// (<c>[Deprecates]</c>). Lock: ACCESS EXCLUSIVE, for an instant.
    /// </summary>
    /// <param name="name">The column.</param>
    /// <param name="ifExists">Whether a missing column is no error.</param>
    /// <param name="cascade">Whether views and foreign keys that depend on it go too.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder DropColumn(
        string name, bool ifExists = false, bool cascade = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new DropColumn(RelationName, name) { IfExists = ifExists, Cascade = cascade }, file, line);

    /// <summary>Renames a column. What still uses the old name fails from then on. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The column.</param>
    /// <param name="newName">Its new name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder RenameColumn(
        string name, string newName, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new RenameColumn(RelationName, name, newName), file, line);

    /// <summary>Changes a column; say how with the verbs that follow.</summary>
    /// <param name="name">The column.</param>
    public AlterColumnBuilder Column(string name) => new(this, name);

    /// <summary>Renames a constraint, and its index if it has one. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The constraint.</param>
    /// <param name="newName">Its new name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder RenameConstraint(
        string name, string newName, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new RenameConstraint(RelationName, name, newName), file, line);

    /// <summary>
    /// Makes a table a partition. Lock: SHARE UPDATE EXCLUSIVE here, ACCESS EXCLUSIVE on the partition and on the default partition, both
    /// while they are read; a validated check on the partition that implies its bounds spares the reading.
    /// </summary>
    /// <param name="partition">The table that becomes a partition.</param>
    /// <param name="bounds"><c>FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')</c>, <c>FOR VALUES IN ('eu')</c>, or <c>DEFAULT</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder AttachPartition(
        string partition, string bounds, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new AttachPartition(RelationName, QualifiedName.Parse(partition), bounds), file, line);

    /// <summary>Makes a partition a table of its own. Lock: ACCESS EXCLUSIVE on both, for an instant.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="concurrently">
    /// Whether the tables' users go on meanwhile (SHARE UPDATE EXCLUSIVE here), as a step of its own outside a transaction. Not where there
    /// is a default partition.
    /// </param>
    /// <param name="finalize">Whether a detaching that was cut off is brought to its end.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder DetachPartition(
        string partition, bool concurrently = false, bool finalize = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new DetachPartition(RelationName, QualifiedName.Parse(partition)) { Concurrently = concurrently, Finalize = finalize }, file, line);

    /// <summary>Policies decide from now on which rows a role sees and writes; without a policy, none. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder EnableRowLevelSecurity([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetRowSecurity(RelationName, Enabled: true), file, line);

    /// <summary>Policies decide nothing any more; they stay. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder DisableRowLevelSecurity([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetRowSecurity(RelationName, Enabled: false), file, line);

    /// <summary>Policies hold for the table's owner too. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder ForceRowLevelSecurity([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetRowSecurityForced(RelationName, Forced: true), file, line);

    /// <summary>Policies hold for others than the table's owner only. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder NoForceRowLevelSecurity([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetRowSecurityForced(RelationName, Forced: false), file, line);

    /// <summary>The table is in the write-ahead log from now on. Rewrites it under ACCESS EXCLUSIVE.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder SetLogged([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTableLogged(RelationName, Logged: true), file, line);

    /// <summary>The table is not in the write-ahead log any more: a crash empties it. Rewrites it under ACCESS EXCLUSIVE.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder SetUnlogged([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTableLogged(RelationName, Logged: false), file, line);

    /// <summary>Copies the table to another tablespace, without its indexes. Lock: ACCESS EXCLUSIVE while it is copied.</summary>
    /// <param name="tablespace">The tablespace.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder SetTablespace(string tablespace, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTableTablespace(RelationName, tablespace), file, line);

    /// <summary>Another access method keeps the rows (since PostgreSQL 15). Rewrites the table under ACCESS EXCLUSIVE.</summary>
    /// <param name="method">Such as <c>heap</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder SetAccessMethod(string method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTableAccessMethod(RelationName, method), file, line);

    internal void ChangeColumn(string column, Func<QualifiedName, string, ColumnChange> change, string file, int line) =>
        Note(change(RelationName, column), file, line);
}
