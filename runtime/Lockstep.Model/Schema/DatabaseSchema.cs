using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <summary>
/// What a database holds, as far as operations tell. Nothing changes it: <see cref="Apply(Operation)"/> gives a new one. What extensions bring and
/// PostgreSQL's own objects are not in it.
/// </summary>
public sealed class DatabaseSchema
{
    private Forms.FormContext? _names;

    internal DatabaseSchema()
    {
    }

    /// <summary>A new database: nothing but the schema <c>public</c> and the extension <c>plpgsql</c>.</summary>
    public static DatabaseSchema Empty { get; } = new()
    {
        Schemas = ObjectCollection<NamespaceObject>.Empty.With(new(new ObjectName(string.Empty, "public"))),
        Others = ObjectCollection<OtherObject>.Empty.With(new(new ObjectName(string.Empty, "plpgsql", nameof(ObjectKind.Extension)), ObjectKind.Extension, new CreateExtension("plpgsql"))),
    };

    /// <summary>What names in its expressions mean.</summary>
    internal Forms.FormContext Names => _names ??= new(this);

    /// <summary>The major version of the server that it is of, or for; null if it is not known: then what the newest does.</summary>
    public int? ServerVersion { get; internal init; }

    /// <summary>The role, as SQL, that objects without an owner here belong to: the one that loaded it; null if it is not known.</summary>
    public string? Role { get; internal init; }

    /// <summary>Where names without a schema are looked for, in order; new objects go to the first.</summary>
    public EquatableArray<string> SearchPath { get; internal init; } = EquatableArray.Of("public");

    /// <summary>The schemas.</summary>
    public ObjectCollection<NamespaceObject> Schemas { get; internal init; } = ObjectCollection<NamespaceObject>.Empty;

    /// <summary>Tables, views, indexes and sequences.</summary>
    public ObjectCollection<Relation> Relations { get; internal init; } = ObjectCollection<Relation>.Empty;

    /// <summary>Types and domains.</summary>
    public ObjectCollection<UserType> Types { get; internal init; } = ObjectCollection<UserType>.Empty;

    /// <summary>Functions, procedures and aggregates.</summary>
    public ObjectCollection<Routine> Routines { get; internal init; } = ObjectCollection<Routine>.Empty;

    /// <summary>Everything else.</summary>
    public ObjectCollection<OtherObject> Others { get; internal init; } = ObjectCollection<OtherObject>.Empty;

    /// <summary>What objects get granted that are made from now on.</summary>
    public ObjectCollection<DefaultPrivileges> DefaultPrivileges { get; internal init; } = ObjectCollection<DefaultPrivileges>.Empty;

    /// <summary>
    /// Tables and indexes that the schema does not hold but statements took for granted, with what these have said of them: constraints, and how an index
    /// is made. Their columns are not known.
    /// </summary>
    internal ObjectCollection<Relation> Assumed { get; init; } = ObjectCollection<Relation>.Empty;

    /// <summary>The same schema, for a server of the version.</summary>
    /// <param name="major">Its major version, such as 17.</param>
    public DatabaseSchema ForServer(int major) => new()
    {
        ServerVersion = major,
        Role = Role,
        SearchPath = SearchPath,
        Schemas = Schemas,
        Relations = Relations,
        Types = Types,
        Routines = Routines,
        Others = Others,
        DefaultPrivileges = DefaultPrivileges,
        Assumed = Assumed,
    };

    /// <summary>
    /// Whether both hold the same objects, each equal to that of its name. Of two schemas that came from one, it costs no more than a walk along both; in
    /// doubt, where an object has something that does not compare by its value, they do not.
    /// </summary>
    internal bool HoldsTheSameAs(DatabaseSchema other) =>
        ServerVersion == other.ServerVersion &&
        Role == other.Role &&
        SearchPath.Equals(other.SearchPath) &&
        Schemas.HoldsTheSameAs(other.Schemas) &&
        Relations.HoldsTheSameAs(other.Relations) &&
        Types.HoldsTheSameAs(other.Types) &&
        Routines.HoldsTheSameAs(other.Routines) &&
        Others.HoldsTheSameAs(other.Others) &&
        DefaultPrivileges.HoldsTheSameAs(other.DefaultPrivileges) &&
        Assumed.HoldsTheSameAs(other.Assumed);

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

    /// <summary>The table that a statement means by the name; if the schema has none, what statements have said of it; null if nothing.</summary>
    /// <param name="name">With or without its schema.</param>
    internal Table? FindOrAssumed(QualifiedName name) =>
        Find(name) is { } found ? found as Table : Assumed.Find(new(name.Schema ?? (SearchPath.IsEmpty ? "public" : SearchPath[0]), name.Name)) as Table;

    /// <summary>The index of that name; if the schema has no such relation, what statements have said of it; null if nothing.</summary>
    /// <param name="name">Its whole name.</param>
    internal TableIndex? IndexOrAssumed(ObjectName name) => (Relations.Find(name) ?? Assumed.Find(name)) as TableIndex;

    /// <summary>The indexes of a table or materialized view.</summary>
    /// <param name="table">The table's whole name.</param>
    public IEnumerable<TableIndex> IndexesOf(ObjectName table) => 
        Relations.UsersOf<TableIndex>(table, static (index, table) => index.Table == table);

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
