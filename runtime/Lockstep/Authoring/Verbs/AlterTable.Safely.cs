using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <content>Changes that would hold a strong lock while every row is read, taken apart into steps that do not.</content>
public sealed partial class AlterTableBuilder
{
    /// <summary>
    /// A column is a key of another table, in two steps, each a transaction: NOT VALID (SHARE ROW EXCLUSIVE on both tables, for an instant),
    /// then VALIDATE (SHARE UPDATE EXCLUSIVE, and ROW SHARE on the other table, while every row is looked up). Not for a migration that
    /// wants one transaction.
    /// </summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="column">The column here.</param>
    /// <param name="table">The other table.</param>
    /// <param name="referenced">Its column; without it, its primary key.</param>
    /// <param name="onDelete">What happens here when the row there is deleted.</param>
    /// <param name="onUpdate">What happens here when the key there changes.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder AddForeignKeySafely(
        string name,
        string column,
        string table,
        string? referenced = null,
        ReferentialAction onDelete = ReferentialAction.NoAction,
        ReferentialAction onUpdate = ReferentialAction.NoAction,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        AddForeignKeySafely(name, [column], table, referenced is null ? [] : [referenced], onDelete, onUpdate, file, line);

    /// <inheritdoc cref="AddForeignKeySafely(string, string, string, string?, ReferentialAction, ReferentialAction, string, int)" />
    /// <param name="name">The constraint's name.</param>
    /// <param name="columns">The columns here.</param>
    /// <param name="table">The other table.</param>
    /// <param name="referenced">Its columns; empty for its primary key.</param>
    /// <param name="onDelete">What happens here when the row there is deleted.</param>
    /// <param name="onUpdate">What happens here when the key there changes.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder AddForeignKeySafely(
        string name,
        string[] columns,
        string table,
        string[] referenced,
        ReferentialAction onDelete = ReferentialAction.NoAction,
        ReferentialAction onUpdate = ReferentialAction.NoAction,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var add = ForeignKey(name, columns, table, referenced, file, line);
        var key = (ForeignKeyConstraint)add.Constraint;
        return InSteps(
            file,
            line,
            add with { Constraint = key with { NotValid = true, Target = key.Target with { OnDelete = onDelete, OnUpdate = onUpdate } } },
            new ValidateConstraint(RelationName, name));
    }

    /// <summary>
    /// Every row meets a condition, in two steps, each a transaction: NOT VALID (ACCESS EXCLUSIVE, for an instant), then VALIDATE
    /// (SHARE UPDATE EXCLUSIVE while every row is looked at). Not for a migration that wants one transaction.
    /// </summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="condition">An SQL condition.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder AddCheckSafely(
        string name, string condition, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => InSteps(
        file,
        line,
        new AddConstraint(RelationName, new CheckConstraint(name, condition) { NotValid = true }),
        new ValidateConstraint(RelationName, name));

    /// <summary>
    /// No two rows have the same values in all these columns, in two steps: a unique index, built concurrently and outside a transaction
    /// (SHARE UPDATE EXCLUSIVE), then the constraint that uses it (ACCESS EXCLUSIVE, for an instant). Not for a migration that wants one
    /// transaction.
    /// </summary>
    /// <param name="name">The constraint's name, and its index's.</param>
    /// <param name="columns">Its columns.</param>
    public AlterTableBuilder AddUniqueSafely(string name, params string[] columns)
    {
        var keys = Said.Columns(columns, "AddUniqueSafely", _origin).Select(SqlIdentifier.Quote);
        Recorder.NewStep();
        Recorder.Add(new CreateIndex(name, RelationName, new(keys)) { Unique = true, Concurrently = true, Origin = _origin });
        return InSteps(_origin.File, _origin.Line, new AddConstraint(RelationName, new UniqueConstraint(name, default) { UsingIndex = name }));
    }

    /// <summary>
    /// A column has no nulls, in four steps: a check (NOT VALID, an instant), its validation (SHARE UPDATE EXCLUSIVE while every row is
    /// looked at), SET NOT NULL, which then has nothing to look at (ACCESS EXCLUSIVE, for an instant), and the check goes.
    /// </summary>
    internal void SetNotNullSafely(string column, string file, int line)
    {
        // Not "…_not_null": so PostgreSQL calls the constraint itself, since version 18.
        var check = ObjectNames.For(RelationName.Name, column, "present");
        InSteps(
            file,
            line,
            new AddConstraint(RelationName, new CheckConstraint(check, SqlIdentifier.Quote(column) + " IS NOT NULL") { NotValid = true }),
            new ValidateConstraint(RelationName, check),
            new SetNotNull(RelationName, column),
            new DropConstraint(RelationName, check));
    }

    private AlterTableBuilder InSteps(string file, int line, params TableChange[] changes)
    {
        foreach (var change in changes)
        {
            Recorder.NewStep();
            Note(change, file, line);
        }

        // What follows has no part in the last step: were it undone, so would be a validation that took an hour.
        Recorder.NewStep();
        return this;
    }
}

/// <summary>Names that verbs choose.</summary>
internal static class ObjectNames
{
    /// <summary>A name of a table, a column and a word, cut as PostgreSQL cuts the names that it chooses: so that all three stay in it.</summary>
    public static string For(string table, string column, string word)
    {
        var room = SqlIdentifier.MaxBytes - word.Length - 2;
        while (Bytes(table) + Bytes(column) > room)
        {
            if (Bytes(table) > Bytes(column)) table = Shorter(table);
            else column = Shorter(column);
        }

        return table + "_" + column + "_" + word;
    }

    private static int Bytes(string name) => System.Text.Encoding.UTF8.GetByteCount(name);

    private static string Shorter(string name) =>
        name.Substring(0, name.Length - (name.Length > 1 && char.IsLowSurrogate(name[name.Length - 1]) ? 2 : 1));
}
