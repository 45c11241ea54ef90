using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verbs that make something.</summary>
public readonly struct Create
{
    private readonly OperationRecorder _recorder;

    internal Create(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Makes a table.</summary>
    /// <param name="name">Its name: <c>users</c> or <c>audit.events</c>. Case is kept.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateTableBuilder Table(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var table = new CreateTable(QualifiedName.Parse(name), default, default) { Origin = new(file, line) };
        return new(_recorder, _recorder.Add(table));
    }

    /// <summary>Makes a partition of a partitioned table; say which with <c>Of</c>.</summary>
    /// <param name="name">The partition's name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreatePartitionBuilder Partition(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, QualifiedName.Parse(name), new(file, line));

    /// <summary>Makes an index; say where with <c>On</c>.</summary>
    /// <param name="name">The index's name, without a schema: it lives in its table's.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateIndexBuilder Index(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, name, new(file, line));
}

/// <summary>A new table.</summary>
public sealed class CreateTableBuilder : ColumnOptions<CreateTableBuilder>
{
    private readonly OperationRecorder _recorder;
    private readonly int _at;

    internal CreateTableBuilder(OperationRecorder recorder, int at)
    {
        _recorder = recorder;
        _at = at;
    }

    /// <summary>Adds a column. The words that follow speak of it, up to the next one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    public CreateTableBuilder WithColumn(string name, ColumnType type) =>
        Change(table => table with { Columns = table.Columns.With(new(name, type.Sql)) });

    /// <summary>Adds a primary key over several columns.</summary>
    public CreateTableBuilder WithPrimaryKey(params string[] columns) => Constrain(new PrimaryKeyConstraint(null, new(columns)));

    /// <summary>No two rows have the same values in all these columns.</summary>
    public CreateTableBuilder WithUnique(params string[] columns) => Constrain(new UniqueConstraint(null, new(columns)));

    /// <summary>Every row meets the condition.</summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="condition">An SQL condition.</param>
    public CreateTableBuilder WithCheck(string name, string condition) => Constrain(new CheckConstraint(name, condition));

    /// <summary>The columns are a key of another table.</summary>
    /// <param name="columns">The columns here.</param>
    /// <param name="table">The other table.</param>
    /// <param name="referenced">Its columns; empty for its primary key.</param>
    /// <param name="onDelete">What happens here when the row there is deleted.</param>
    public CreateTableBuilder WithForeignKey(
        string[] columns, string table, string[] referenced, ReferentialAction onDelete = ReferentialAction.NoAction) =>
        Constrain(new ForeignKeyConstraint(null, new(columns), new(QualifiedName.Parse(table), new(referenced), onDelete)));

    /// <summary>Rows go to partitions by ranges of these columns or expressions.</summary>
    public CreateTableBuilder PartitionByRange(params string[] keys) => PartitionBy("RANGE", keys);

    /// <summary>Rows go to partitions by lists of values.</summary>
    public CreateTableBuilder PartitionByList(string key) => PartitionBy("LIST", [key]);

    /// <summary>Rows go to partitions by a hash of these columns or expressions.</summary>
    public CreateTableBuilder PartitionByHash(params string[] keys) => PartitionBy("HASH", keys);

    /// <summary>An existing table of that name is no error, and is left as it is.</summary>
    public CreateTableBuilder IfNotExists() => Change(table => table with { IfNotExists = true });

    private protected override CreateTableBuilder With(Func<ColumnDefinition, ColumnDefinition> change) =>
        Change(table => table.Columns.IsEmpty
            ? throw new AuthoringException($"Create.Table(\"{table.Table}\"): say WithColumn(name, type) before what the column is like.", table.Origin)
            : table with { Columns = table.Columns.ReplaceLast(change(table.Columns[table.Columns.Count - 1])) });

    private CreateTableBuilder PartitionBy(string strategy, string[] keys) =>
        Change(table => table with { PartitionBy = $"{strategy} ({string.Join(", ", keys)})" });

    private CreateTableBuilder Constrain(TableConstraint constraint) =>
        Change(table => table with { Constraints = table.Constraints.With(constraint) });

    private CreateTableBuilder Change(Func<CreateTable, CreateTable> change)
    {
        _recorder.Update(_at, change);
        return this;
    }
}

/// <summary>A new partition, of which the table is still to be said.</summary>
public sealed class CreatePartitionBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _name;
    private readonly Origin _origin;
    private readonly Action _said;

    internal CreatePartitionBuilder(OperationRecorder recorder, QualifiedName name, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _origin = origin;
        _said = recorder.Expect($"Create.Partition(\"{name}\") does nothing: add .Of(table, bounds).", origin);
    }

    /// <summary>Of which table, and which rows.</summary>
    /// <param name="table">The partitioned table.</param>
    /// <param name="bounds"><c>FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')</c>, <c>FOR VALUES IN ('eu')</c>, or <c>DEFAULT</c>.</param>
    public void Of(string table, string bounds)
    {
        _said();
        _recorder.Add(new CreatePartition(_name, QualifiedName.Parse(table), bounds) { Origin = _origin });
    }
}

/// <summary>A new index, of which the table is still to be said.</summary>
public sealed class CreateIndexBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly string _name;
    private readonly Origin _origin;
    private readonly Action _said;

    internal CreateIndexBuilder(OperationRecorder recorder, string name, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _origin = origin;
        _said = recorder.Expect($"Create.Index(\"{name}\") does nothing: add .On(table, columns).", origin);
    }

    /// <summary>On which table, over what.</summary>
    /// <param name="table">The table.</param>
    /// <param name="elements">Columns or expressions as SQL: <c>user_id</c>, <c>created_at DESC</c>, <c>lower(email)</c>.</param>
    public IndexOptions On(string table, params string[] elements)
    {
        if (elements.Length == 0)
        {
            throw new AuthoringException($"Create.Index(\"{_name}\").On(\"{table}\") names no column: add one or more.", _origin);
        }

        _said();
        return new(_recorder, _recorder.Add(new CreateIndex(_name, QualifiedName.Parse(table), new(elements)) { Origin = _origin }));
    }
}

/// <summary>What can be said of a new index.</summary>
public sealed class IndexOptions
{
    private readonly OperationRecorder _recorder;
    private readonly int _at;

    internal IndexOptions(OperationRecorder recorder, int at)
    {
        _recorder = recorder;
        _at = at;
    }

    /// <summary>Equal keys are an error.</summary>
    public IndexOptions Unique() => With(index => index with { Unique = true });

    /// <summary>
    /// Builds it without blocking writes (SHARE UPDATE EXCLUSIVE instead of SHARE), as a step of its own outside a transaction. A build that
    /// was cut off leaves an invalid index; the next run removes it and builds again.
    /// </summary>
    public IndexOptions Concurrently() => With(index => index with { Concurrently = true });

    /// <summary>The access method: <c>gin</c>, <c>gist</c>, <c>brin</c>, <c>hash</c>. Without it, <c>btree</c>.</summary>
    public IndexOptions Using(string method) => With(index => index with { Method = method });

    /// <summary>Columns that the index holds beside its key, for index-only scans.</summary>
    public IndexOptions Include(params string[] columns) => With(index => index with { Include = new(columns) });

    /// <summary>Only rows that meet the condition are indexed.</summary>
    /// <param name="condition">An SQL condition.</param>
    public IndexOptions Where(string condition) => With(index => index with { Where = condition });

    private IndexOptions With(Func<CreateIndex, CreateIndex> change)
    {
        _recorder.Update(_at, change);
        return this;
    }
}
