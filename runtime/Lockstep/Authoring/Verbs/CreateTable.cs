using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A new table.</summary>
public sealed class CreateTableBuilder : ColumnOptions<CreateTableBuilder>
{
    private readonly int _at;

    internal CreateTableBuilder(OperationRecorder recorder, CreateTable table)
    {
        Recorder = recorder;
        _at = recorder.Add(table);
    }

    private protected override OperationRecorder Recorder { get; }

    private protected override QualifiedName TableName => Recorder.Get<CreateTable>(_at).Table;

    /// <summary>Adds a column. The words that follow speak of it, up to the next one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    public CreateTableBuilder WithColumn(string name, ColumnType type) =>
        Change(table => table with { Columns = table.Columns.With(new(name, type.Sql)) });

    /// <summary>Adds a primary key over several columns.</summary>
    /// <param name="columns">The columns.</param>
    public CreateTableBuilder WithPrimaryKey(params string[] columns) =>
        Constrain(table => new PrimaryKeyConstraint(null, Said.Columns(columns, "WithPrimaryKey", table.Origin)));

    /// <summary>No two rows have the same values in all these columns.</summary>
    /// <param name="columns">The columns.</param>
    public CreateTableBuilder WithUnique(params string[] columns) =>
        Constrain(table => new UniqueConstraint(null, Said.Columns(columns, "WithUnique", table.Origin)));

    /// <summary>Every row meets the condition.</summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="condition">An SQL condition.</param>
    public CreateTableBuilder WithCheck(string name, string condition) => Constrain(_ => new CheckConstraint(name, condition));

    /// <summary>The columns are a key of another table, on which it takes SHARE ROW EXCLUSIVE.</summary>
    /// <param name="columns">The columns here.</param>
    /// <param name="table">The other table.</param>
    /// <param name="referenced">Its columns; empty for its primary key.</param>
    /// <param name="onDelete">What happens here when the row there is deleted.</param>
    /// <param name="onUpdate">What happens here when the key there changes.</param>
    public CreateTableBuilder WithForeignKey(
        string[] columns,
        string table,
        string[] referenced,
        ReferentialAction onDelete = ReferentialAction.NoAction,
        ReferentialAction onUpdate = ReferentialAction.NoAction) =>
        Constrain(_ => new ForeignKeyConstraint(null, new(columns), new(QualifiedName.Parse(table), new(referenced), onDelete, onUpdate)));

    /// <summary>No two rows are alike in the sense of these operators.</summary>
    /// <param name="method">The access method, such as <c>gist</c>.</param>
    /// <param name="elements">Each as SQL: <c>room WITH =</c>, <c>during WITH &amp;&amp;</c>.</param>
    public CreateTableBuilder WithExclusion(string method, params string[] elements) =>
        Constrain(table => new ExclusionConstraint(null, Said.Columns(elements, "WithExclusion", table.Origin)) { Method = method });

    /// <summary>Names the constraint that was said last. Without it PostgreSQL chooses a name.</summary>
    /// <param name="name">Its name.</param>
    public CreateTableBuilder Named(string name) => LastConstraint(constraint => constraint with { Name = name }, nameof(Named));

    /// <summary>A transaction may put off the check of the constraint that was said last.</summary>
    /// <param name="initiallyDeferred">Whether it is put off to the transaction's end unless told otherwise.</param>
    public CreateTableBuilder Deferrable(bool initiallyDeferred = false) =>
        LastConstraint(constraint => constraint with { Deferrable = true, InitiallyDeferred = initiallyDeferred }, nameof(Deferrable));

    /// <summary>Rows go to partitions by ranges of these columns or expressions.</summary>
    /// <param name="keys">Columns, or expressions in parentheses, as SQL.</param>
    public CreateTableBuilder PartitionByRange(params string[] keys) => PartitionBy("RANGE", keys);

    /// <summary>Rows go to partitions by lists of values.</summary>
    /// <param name="key">A column, or an expression in parentheses, as SQL.</param>
    public CreateTableBuilder PartitionByList(string key) => PartitionBy("LIST", [key]);

    /// <summary>Rows go to partitions by a hash of these columns or expressions.</summary>
    /// <param name="keys">Columns, or expressions in parentheses, as SQL.</param>
    public CreateTableBuilder PartitionByHash(params string[] keys) => PartitionBy("HASH", keys);

    /// <summary>An existing table of that name is no error, and is left as it is.</summary>
    public CreateTableBuilder IfNotExists() => Change(table => table with { IfNotExists = true });

    /// <summary>Writes are not in the write-ahead log: faster, but a crash empties the table, and replicas do not have its rows.</summary>
    public CreateTableBuilder Unlogged() => Change(table => table with { Unlogged = true });

    /// <summary>The table has the columns of these tables, and its rows are seen in them.</summary>
    /// <param name="parents">The tables.</param>
    public CreateTableBuilder Inherits(params string[] parents) =>
        Change(table => table with { Inherits = new(parents.Select(QualifiedName.Parse)) });

    /// <summary>Takes over another table's columns, once: later changes there change nothing here.</summary>
    /// <param name="table">The other table.</param>
    /// <param name="including">What else is taken over.</param>
    public CreateTableBuilder Like(string table, LikeOptions including = LikeOptions.None) =>
        Change(it => it with { Like = it.Like.With(new(QualifiedName.Parse(table), including, it.Columns.Count)) });

    /// <summary>A storage parameter.</summary>
    /// <param name="option">Such as <c>fillfactor</c> or <c>toast.autovacuum_enabled</c>.</param>
    /// <param name="value">Its value as SQL.</param>
    public CreateTableBuilder WithOption(string option, string value) =>
        Change(table => table with { Storage = table.Storage with { Options = table.Storage.Options.With(new(option, value)) } });

    /// <summary>The tablespace.</summary>
    /// <param name="name">Its name.</param>
    public CreateTableBuilder Tablespace(string name) => Change(table => table with { Storage = table.Storage with { Tablespace = name } });

    /// <summary>Describes the table in the catalog (<c>COMMENT ON TABLE</c>, an operation of its own).</summary>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateTableBuilder WithComment(string text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Recorder.Add(new SetComment(new(ObjectKind.Table, TableName), text) { Origin = new(file, line) });
        return this;
    }

    private protected override CreateTableBuilder With(Func<ColumnDefinition, ColumnDefinition> change) =>
        Change(table => table.Columns.IsEmpty
            ? throw new AuthoringException($"Create.Table(\"{table.Table}\"): say WithColumn(name, type) before what the column is like.", table.Origin)
            : table with { Columns = table.Columns.ReplaceLast(change(table.Columns[table.Columns.Count - 1])) });

    private CreateTableBuilder PartitionBy(string strategy, string[] keys) => Change(table =>
        table with { PartitionBy = $"{strategy} ({string.Join(", ", Said.Columns(keys, "PartitionBy", table.Origin))})" });

    private CreateTableBuilder Constrain(Func<CreateTable, TableConstraint> constraint) =>
        Change(table => table with { Constraints = table.Constraints.With(constraint(table)) });

    private CreateTableBuilder LastConstraint(Func<TableConstraint, TableConstraint> change, string word) => Change(table =>
        table.Constraints.IsEmpty
            ? throw new AuthoringException($"Create.Table(\"{table.Table}\"): {word} speaks of a constraint; say WithPrimaryKey, WithUnique, WithCheck, WithForeignKey or WithExclusion before it.", table.Origin)
            : table with { Constraints = table.Constraints.ReplaceLast(change(table.Constraints[table.Constraints.Count - 1])) });

    private CreateTableBuilder Change(Func<CreateTable, CreateTable> change)
    {
        Recorder.Update(_at, change);
        return this;
    }
}

/// <summary>What can be said of a new table that a query fills.</summary>
public sealed class CreateTableAsOptions : OperationOptions<CreateTableAsOptions, CreateTableAs>
{
    internal CreateTableAsOptions(OperationRecorder recorder, CreateTableAs table)
        : base(recorder, table)
    {
    }

    /// <summary>The columns' names, in place of the query's own.</summary>
    /// <param name="names">The names, in order.</param>
    public CreateTableAsOptions Columns(params string[] names) => With(table => table with { Columns = new(names) });

    /// <summary>An existing table of that name is no error, and is left as it is.</summary>
    public CreateTableAsOptions IfNotExists() => With(table => table with { IfNotExists = true });

    /// <summary>Writes are not in the write-ahead log: a crash empties the table.</summary>
    public CreateTableAsOptions Unlogged() => With(table => table with { Persistence = Persistence.Unlogged });

    /// <summary>The table has the query's columns and none of its rows.</summary>
    public CreateTableAsOptions WithNoData() => With(table => table with { WithNoData = true });
}
