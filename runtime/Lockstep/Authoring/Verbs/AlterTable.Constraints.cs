using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <content>Constraints.</content>
public sealed partial class AlterTableBuilder
{
    /// <summary>
    /// Adds a primary key. Lock: ACCESS EXCLUSIVE while its index is built and the columns are looked through for nulls. With
    /// <see cref="KeyOptions.UsingIndex"/> and columns that are NOT NULL it is an instant.
    /// </summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="columns">Its columns; none with <see cref="KeyOptions.UsingIndex"/>.</param>
    public KeyOptions AddPrimaryKey(string name, params string[] columns) =>
        AddKey(new PrimaryKeyConstraint(name, new(columns)), "AddPrimaryKey", columns.Length);

    /// <summary>
    /// No two rows have the same values in all these columns. Lock: ACCESS EXCLUSIVE while its index is built. Where the table has rows,
    /// prefer <see cref="AddUniqueSafely"/>.
    /// </summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="columns">Its columns; none with <see cref="KeyOptions.UsingIndex"/>.</param>
    public KeyOptions AddUnique(string name, params string[] columns) =>
        AddKey(new UniqueConstraint(name, new(columns)), "AddUnique", columns.Length);

    /// <summary>
    /// A column is a key of another table. Lock: SHARE ROW EXCLUSIVE on both tables while every row is looked up. Where the table has
    /// rows, prefer <see cref="AddForeignKeySafely(string, string, string, string?, ReferentialAction, ReferentialAction, string, int)"/>.
    /// </summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="column">The column here.</param>
    /// <param name="table">The other table.</param>
    /// <param name="referenced">Its column; without it, its primary key.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public ForeignKeyOptions AddForeignKey(
        string name, string column, string table, string? referenced = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        AddForeignKey(name, [column], table, referenced is null ? [] : [referenced], file, line);

    /// <inheritdoc cref="AddForeignKey(string, string, string, string?, string, int)" />
    /// <param name="name">The constraint's name.</param>
    /// <param name="columns">The columns here.</param>
    /// <param name="table">The other table.</param>
    /// <param name="referenced">Its columns; empty for its primary key.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public ForeignKeyOptions AddForeignKey(
        string name, string[] columns, string table, string[] referenced,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(Recorder, ForeignKey(name, columns, table, referenced, file, line));

    /// <summary>
    /// Every row meets a condition. Lock: ACCESS EXCLUSIVE while every row is looked at. Where the table has rows, prefer
    /// <see cref="AddCheckSafely"/>.
    /// </summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="condition">An SQL condition.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CheckOptions AddCheck(string name, string condition, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(Recorder, Placed(new AddConstraint(RelationName, new CheckConstraint(name, condition)), file, line));

    /// <summary>No two rows are alike in the sense of these operators. Lock: ACCESS EXCLUSIVE while its index is built.</summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="method">The access method, such as <c>gist</c>.</param>
    /// <param name="elements">Each as SQL: <c>room WITH =</c>, <c>during WITH &amp;&amp;</c>.</param>
    public ExclusionOptions AddExclusion(string name, string method, params string[] elements) => new(
        Recorder,
        Placed(
            new AddConstraint(RelationName, new ExclusionConstraint(name, Said.Columns(elements, "AddExclusion", _origin)) { Method = method }),
            _origin.File,
            _origin.Line));

    /// <summary>Looks at the rows that a constraint made with NOT VALID has not seen. Lock: SHARE UPDATE EXCLUSIVE; of a foreign key, ROW SHARE on the other table.</summary>
    /// <param name="name">The constraint.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder ValidateConstraint(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new ValidateConstraint(RelationName, name), file, line);

    /// <summary>Drops a constraint. Lock: ACCESS EXCLUSIVE, of a foreign key on both tables, for an instant.</summary>
    /// <param name="name">The constraint.</param>
    /// <param name="ifExists">Whether a missing constraint is no error.</param>
    /// <param name="cascade">Whether foreign keys that depend on it go too.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder DropConstraint(
        string name, bool ifExists = false, bool cascade = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new DropConstraint(RelationName, name) { IfExists = ifExists, Cascade = cascade }, file, line);

    /// <summary>Changes when a foreign key is checked. What is null stays. Lock: ACCESS EXCLUSIVE, of both tables, for an instant.</summary>
    /// <param name="name">The foreign key.</param>
    /// <param name="deferrable">Whether a transaction may put its check off.</param>
    /// <param name="initiallyDeferred">Whether its check is put off unless told otherwise.</param>
    /// <param name="enforced">Whether it is enforced (since PostgreSQL 18).</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder AlterConstraint(
        string name,
        bool? deferrable = null,
        bool? initiallyDeferred = null,
        bool? enforced = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(
            new AlterConstraint(RelationName, name) { Deferrable = deferrable, InitiallyDeferred = initiallyDeferred, Enforced = enforced },
            file,
            line);

    private AddConstraint ForeignKey(string name, string[] columns, string table, string[] referenced, string file, int line) => Placed(
        new AddConstraint(
            RelationName,
            new ForeignKeyConstraint(name, Said.Columns(columns, "AddForeignKey", _origin), new(Said.Name(table, _origin), new(referenced)))),
        file,
        line);

    private KeyOptions AddKey(IndexConstraint key, string verb, int columns)
    {
        var said = columns > 0
            ? null
            : Recorder.Expect($"Alter.Table(\"{RelationName}\").{verb}(\"{key.Name}\") names no column: add one or more, or UsingIndex(index).", _origin);
        return new(Recorder, Placed(new AddConstraint(RelationName, key), _origin.File, _origin.Line), said);
    }
}
