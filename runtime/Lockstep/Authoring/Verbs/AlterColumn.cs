using System.Runtime.CompilerServices;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A column that is added to a table.</summary>
public sealed class AddColumnBuilder : ColumnOptions<AddColumnBuilder>, IChainOfChanges
{
    private readonly AlterTableBuilder _table;
    private readonly int _at;

    internal AddColumnBuilder(AlterTableBuilder table, OperationRecorder recorder, int at)
    {
        _table = table;
        Recorder = recorder;
        _at = at;
    }

    private protected override OperationRecorder Recorder { get; }

    private protected override QualifiedName TableName => Recorder.Get<AddColumn>(_at).Table;

    /// <summary>An existing column of that name is no error, and is left as it is.</summary>
    public AddColumnBuilder IfNotExists()
    {
        Recorder.Update<AddColumn>(_at, add => add with { IfNotExists = true });
        return this;
    }

    /// <inheritdoc cref="AlterTableBuilder.AddColumn" />
    public AddColumnBuilder AddColumn(string name, ColumnType type, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _table.AddColumn(name, type, file, line);

    /// <inheritdoc cref="AlterTableBuilder.DropColumn" />
    public AlterTableBuilder DropColumn(
        string name, bool ifExists = false, bool cascade = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _table.DropColumn(name, ifExists, cascade, file, line);

    /// <inheritdoc cref="AlterTableBuilder.Column" />
    public AlterColumnBuilder Column(string name) => _table.Column(name);

    private protected override AddColumnBuilder With(Func<ColumnDefinition, ColumnDefinition> change)
    {
        Recorder.Update<AddColumn>(_at, add => add with { Column = change(add.Column) });
        return this;
    }
}

/// <summary>A column that is changed. Each verb is a change; unless it says otherwise it takes ACCESS EXCLUSIVE on the table, for an instant.</summary>
public sealed class AlterColumnBuilder : IChainOfChanges
{
    private readonly AlterTableBuilder _table;
    private readonly string _column;

    internal AlterColumnBuilder(AlterTableBuilder table, string column)
    {
        _table = table;
        _column = column;
    }

    /// <summary>Goes on with another column of the table.</summary>
    /// <param name="name">The column.</param>
    public AlterColumnBuilder Column(string name) => _table.Column(name);

    /// <summary>
    /// Gives the column another type. ACCESS EXCLUSIVE while every row, and every index on the column, is written anew, unless the old
    /// values are values of the new type as they are (<c>varchar(20)</c> to <c>varchar(40)</c> or <c>text</c>).
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="using">An SQL expression that makes new values of old ones; without it, the cast that assignments use.</param>
    /// <param name="collation">The collation; without it, the type's own.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetType(
        ColumnType type, string? @using = null, string? collation = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Change(
        (table, column) => new AlterColumnType(table, column, type.Sql)
        {
            Using = @using,
            Collation = collation is null ? null : QualifiedName.Parse(collation).ToSql(),
        },
        file,
        line);

    /// <summary>
    /// The column has no nulls. ACCESS EXCLUSIVE while every row is looked at, unless a validated check says already that there are none.
    /// Where the table has rows, prefer <see cref="SetNotNullSafely"/>.
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetNotNull([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new SetNotNull(table, column), file, line);

    /// <summary>
    /// The column has no nulls, in four steps, each a transaction: a check NOT VALID (ACCESS EXCLUSIVE, for an instant), its validation
    /// (SHARE UPDATE EXCLUSIVE while every row is looked at), SET NOT NULL, which then looks at no row (ACCESS EXCLUSIVE, for an instant), and
    /// the check is dropped. Not for a migration that wants one transaction.
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetNotNullSafely([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _table.SetNotNullSafely(_column, file, line);
        return this;
    }

    /// <summary>The column may have nulls.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder DropNotNull([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new DropNotNull(table, column), file, line);

    /// <summary>New rows get a constant unless they say otherwise; rows that are there stay as they are.</summary>
    /// <param name="value">Text, a number, a truth value, a moment, a span of time or a UUID; <c>Sql("now()")</c> for an expression.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetDefault(object value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var sql = Said.Value(value, new(file, line));
        return Change((table, column) => new SetColumnDefault(table, column, sql), file, line);
    }

    /// <summary>New rows get what an SQL expression gives unless they say otherwise; rows that are there stay as they are.</summary>
    /// <param name="expression">The expression: <c>now()</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetDefaultSql(string expression, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new SetColumnDefault(table, column, expression), file, line);

    /// <summary>New rows get no default.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder DropDefault([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new SetColumnDefault(table, column, null), file, line);

    /// <summary>How finely ANALYZE looks at the column. Lock: SHARE UPDATE EXCLUSIVE.</summary>
    /// <param name="target">0 to 10000; null for the server's default.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetStatistics(
        int? target, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => target is < 0 or > 10000
        ? throw new AuthoringException($"SetStatistics({target}): the target is from 0 to 10000, or null.", new(file, line))
        : Change((table, column) => new SetColumnStatistics(table, column, target), file, line);

    /// <summary>Sets a planner option of the column. Lock: SHARE UPDATE EXCLUSIVE.</summary>
    /// <param name="option"><c>n_distinct</c> or <c>n_distinct_inherited</c>.</param>
    /// <param name="value">Its value as SQL.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetOption(string option, string value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new SetColumnOptions(table, column, EquatableArray.Of(new OptionSetting(option, value))), file, line);

    /// <summary>Takes planner options of the column back to their defaults. Lock: SHARE UPDATE EXCLUSIVE.</summary>
    /// <param name="options">Their names.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder ResetOptions(string[] options, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new ResetColumnOptions(table, column, new(options)), file, line);

    /// <summary>How long values are stored from now on; those that are there stay as they are.</summary>
    /// <param name="storage"><c>plain</c>, <c>external</c>, <c>extended</c>, <c>main</c>, or since PostgreSQL 16 <c>default</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetStorage(string storage, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new SetColumnStorage(table, column, storage), file, line);

    /// <summary>How long values are compressed from now on; those that are there stay as they are.</summary>
    /// <param name="method"><c>pglz</c>, <c>lz4</c> or <c>default</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetCompression(string method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new SetColumnCompression(table, column, method), file, line);

    /// <summary>The column, which must be NOT NULL, numbers the rows; a given value is an error.</summary>
    /// <param name="start">The first number; without it, 1. Rows that are there keep theirs.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder AddIdentity(long? start = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new AddIdentity(table, column, Identity.Always) { Sequence = StartingWith(start) }, file, line);

    /// <summary>The column, which must be NOT NULL, numbers the rows that come without a value.</summary>
    /// <param name="start">The first number; without it, 1. Rows that are there keep theirs.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder AddIdentityByDefault(
        long? start = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new AddIdentity(table, column, Identity.ByDefault) { Sequence = StartingWith(start) }, file, line);

    /// <summary>Of an identity column, a given value is an error from now on.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetGeneratedAlways([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new AlterIdentity(table, column) { Identity = Identity.Always }, file, line);

    /// <summary>Of an identity column, a given value wins from now on.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetGeneratedByDefault([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new AlterIdentity(table, column) { Identity = Identity.ByDefault }, file, line);

    /// <summary>An identity column goes on with another number.</summary>
    /// <param name="value">The next number; without it, its first.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder RestartIdentity(long? value = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) =>
        new AlterIdentity(table, column) { Sequence = new() { Restart = true, RestartWith = value } }, file, line);

    /// <summary>The column does not number the rows any more.</summary>
    /// <param name="ifExists">Whether a column without identity is no error.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder DropIdentity(bool ifExists = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new DropIdentity(table, column) { IfExists = ifExists }, file, line);

    /// <summary>A generated column is computed otherwise (since PostgreSQL 17). Rewrites the table unless the column is virtual.</summary>
    /// <param name="expression">An immutable SQL expression.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder SetExpression(string expression, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new SetExpression(table, column, expression), file, line);

    /// <summary>A generated column becomes an ordinary one; its values stay.</summary>
    /// <param name="ifExists">Whether a column that is not generated is no error.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterColumnBuilder DropExpression(bool ifExists = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change((table, column) => new DropExpression(table, column) { IfExists = ifExists }, file, line);

    private static SequenceOptions StartingWith(long? start) => start is null ? SequenceOptions.None : new() { Start = start };

    private AlterColumnBuilder Change(Func<QualifiedName, string, ColumnChange> change, string file, int line)
    {
        _table.ChangeColumn(_column, change, file, line);
        return this;
    }
}
