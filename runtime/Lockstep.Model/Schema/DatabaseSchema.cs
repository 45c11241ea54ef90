using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <summary>
/// What a database holds, as far as operations tell. Nothing changes it: <see cref="Apply(Operation)"/> gives a new one. What extensions bring and
/// PostgreSQL's own objects are not in it.
/// </summary>
public sealed class DatabaseSchema
{
    internal DatabaseSchema(
        EquatableArray<string> searchPath,
        ObjectCollection<NamespaceObject> schemas,
        ObjectCollection<Relation> relations,
        ObjectCollection<UserType> types,
        ObjectCollection<Routine> routines,
        ObjectCollection<OtherObject> others)
    {
        SearchPath = searchPath;
        Schemas = schemas;
        Relations = relations;
        Types = types;
        Routines = routines;
        Others = others;
    }

    /// <summary>A new database: nothing but the schema <c>public</c>.</summary>
    public static DatabaseSchema Empty { get; } = new(
        EquatableArray.Of("public"),
        ObjectCollection<NamespaceObject>.Empty.With(new(new ObjectName(string.Empty, "public"))),
        ObjectCollection<Relation>.Empty,
        ObjectCollection<UserType>.Empty,
        ObjectCollection<Routine>.Empty,
        ObjectCollection<OtherObject>.Empty);

    /// <summary>Where names without a schema are looked for, in order; new objects go to the first.</summary>
    public EquatableArray<string> SearchPath { get; }

    /// <summary>The schemas.</summary>
    public ObjectCollection<NamespaceObject> Schemas { get; }

    /// <summary>Tables, views, indexes and sequences.</summary>
    public ObjectCollection<Relation> Relations { get; }

    /// <summary>Types and domains.</summary>
    public ObjectCollection<UserType> Types { get; }

    /// <summary>Functions, procedures and aggregates.</summary>
    public ObjectCollection<Routine> Routines { get; }

    /// <summary>Everything else.</summary>
    public ObjectCollection<OtherObject> Others { get; }

    /// <summary>The relation that a statement means by the name; null if there is none.</summary>
    /// <param name="name">With or without its schema.</param>
    public Relation? Find(QualifiedName name)
    {
        if (name.Schema is { } schema) return Relations.Find(new(schema, name.Name));
        if (Relations.Find(new("pg_temp", name.Name)) is { } temporary) return temporary;
        foreach (var place in SearchPath)
        {
            if (Relations.Find(new(place, name.Name)) is { } found) return found;
        }

        return null;
    }

    /// <summary>The table that a statement means by the name; null if there is none, or it is no table.</summary>
    /// <param name="name">With or without its schema.</param>
    public Table? FindTable(QualifiedName name) => Find(name) as Table;

    /// <summary>The indexes of a table or materialized view.</summary>
    /// <param name="table">The table's whole name.</param>
    public IEnumerable<TableIndex> IndexesOf(ObjectName table) => 
        Relations.Where<TableIndex, ObjectName>(table, static (index, table) => index.Table == table);

    /// <summary>What the schema is after an operation, and what would be wrong with it.</summary>
    /// <param name="operation">The operation.</param>
    public SchemaReplay Apply(Operation operation) => Apply([operation]);

    /// <summary>What the schema is after some operations, and what would be wrong with them. An operation that would fail changes nothing.</summary>
    /// <param name="operations">The operations, in order.</param>
    public SchemaReplay Apply(IEnumerable<Operation> operations)
    {
        var builder = new SchemaBuilder(this);
        foreach (var operation in operations) builder.Apply(operation);
        return new(builder.Build(), builder.Problems);
    }
}

/// <summary>What came of replaying operations.</summary>
/// <param name="Schema">The schema after them.</param>
/// <param name="Problems">What PostgreSQL would refuse, and what could not be followed, in order.</param>
public sealed record SchemaReplay(DatabaseSchema Schema, IReadOnlyList<SchemaProblem> Problems);

/// <summary>Something that is wrong with an operation, or could not be followed.</summary>
/// <param name="Message">What.</param>
/// <param name="Operation">Which operation.</param>
/// <param name="IsNote">Whether PostgreSQL would do it, and only the schema does not know what it does.</param>
public sealed record SchemaProblem(string Message, Operation Operation, bool IsNote);
