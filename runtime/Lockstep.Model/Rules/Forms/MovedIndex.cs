using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>An index of a column that is built anew for the one that takes over, and then takes over its name.</summary>
/// <param name="index">The index.</param>
/// <param name="key">The primary key or unique constraint that it enforces; null if none.</param>
/// <param name="table">The table, as the statement names it.</param>
/// <param name="column">The column.</param>
internal sealed class MovedIndex(TableIndex index, IndexConstraint? key, QualifiedName table, string column)
{
    /// <summary>The name that it has before and after the move.</summary>
    public string Name => index.Name.Name;

    /// <summary>Whether it is a constraint's: then that goes, with the index, when another index becomes the constraint's.</summary>
    public bool IsKey => key is not null;

    /// <summary>The same index, for another column.</summary>
    public CreateIndex Build(string name, string other) =>
        new(name, table, new(index.Elements.Select(element => ExpressionText.Rename(element, column, other))))
        {
            Unique = index.Unique,
            Concurrently = true,
            Method = index.Method == "btree" ? null : index.Method,
            Include = new(index.Include.Select(included => included == column ? other : included)),
            Where = index.Where is { } where ? ExpressionText.Rename(where, column, other) : null,
            NullsNotDistinct = index.NullsNotDistinct,
            Options = index.Options,
            Tablespace = index.Tablespace,
        };

    /// <summary>The constraint, made of an index that was built for it.</summary>
    public AddConstraint Adopt(string built)
    {
        IndexConstraint made = key is PrimaryKeyConstraint ? new PrimaryKeyConstraint(Name, default) : new UniqueConstraint(Name, default);
        return new(table, made with { UsingIndex = built, Deferrable = key!.Deferrable, InitiallyDeferred = key.InitiallyDeferred });
    }

    /// <summary>Another name for an index of the table.</summary>
    public RenameTable Rename(string name, string newName) => new(new(table.Schema, name), newName) { Relation = RelationKind.Index };
}
