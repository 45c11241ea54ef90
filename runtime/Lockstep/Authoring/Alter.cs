using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verbs that change something.</summary>
public readonly struct Alter
{
    private readonly OperationRecorder _recorder;

    internal Alter(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Changes a table.</summary>
    /// <param name="name">The table: <c>users</c> or <c>audit.events</c>.</param>
    public AlterTableBuilder Table(string name) => new(_recorder, QualifiedName.Parse(name));
}

/// <summary>A table that is changed.</summary>
public sealed class AlterTableBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _table;

    internal AlterTableBuilder(OperationRecorder recorder, QualifiedName table)
    {
        _recorder = recorder;
        _table = table;
    }

    /// <summary>Adds a column. The words that follow speak of it, up to the next verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AddColumnBuilder AddColumn(string name, ColumnType type, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(this, _recorder, _recorder.Add(new AddColumn(_table, new(name, type.Sql)) { Origin = new(file, line) }));

    /// <summary>
    /// Drops a column, its data, and the indexes and constraints on it. Deprecate it in an earlier release first
    /// (<see cref="DeprecatesAttribute"/>).
    /// </summary>
    /// <param name="name">The column.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder DropColumn(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _recorder.Add(new DropColumn(_table, name) { Origin = new(file, line) });
        return this;
    }
}

/// <summary>A column that is added to a table.</summary>
public sealed class AddColumnBuilder : ColumnOptions<AddColumnBuilder>
{
    private readonly AlterTableBuilder _table;
    private readonly OperationRecorder _recorder;
    private readonly int _at;

    internal AddColumnBuilder(AlterTableBuilder table, OperationRecorder recorder, int at)
    {
        _table = table;
        _recorder = recorder;
        _at = at;
    }

    /// <inheritdoc cref="AlterTableBuilder.AddColumn" />
    public AddColumnBuilder AddColumn(string name, ColumnType type, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _table.AddColumn(name, type, file, line);

    /// <inheritdoc cref="AlterTableBuilder.DropColumn" />
    public AlterTableBuilder DropColumn(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _table.DropColumn(name, file, line);

    private protected override AddColumnBuilder With(Func<ColumnDefinition, ColumnDefinition> change)
    {
        _recorder.Update<AddColumn>(_at, add => add with { Column = change(add.Column) });
        return this;
    }
}
