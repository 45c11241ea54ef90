using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <summary>Applies operations to a schema, one after the other.</summary>
internal sealed partial class SchemaBuilder
{
    private readonly List<SchemaProblem> _problems = [];
    private DatabaseSchema _before;
    private EquatableArray<string> _searchPath;
    private ObjectCollection<NamespaceObject> _schemas;
    private ObjectCollection<Relation> _settled;
    private Relation? _latest;
    private ObjectCollection<UserType> _types;
    private ObjectCollection<Routine> _routines;
    private ObjectCollection<OtherObject> _others;
    private ObjectCollection<DefaultPrivileges> _defaults;
    private ObjectCollection<Relation> _assumed;
    private Operation _operation = new UnknownSql();
    private readonly HashSet<ObjectName> _going = [];
    private bool _failed;

    public SchemaBuilder(DatabaseSchema schema)
    {
        _before = schema;
        (_searchPath, _schemas, _settled, _types, _routines, _others, _defaults) =
            (schema.SearchPath, schema.Schemas, schema.Relations, schema.Types, schema.Routines, schema.Others, schema.DefaultPrivileges);
        _assumed = schema.Assumed;
    }

    public IReadOnlyList<SchemaProblem> Problems => _problems;

    public DatabaseSchema Build() => new()
    {
        ServerVersion = _before.ServerVersion,
        Role = _before.Role,
        SearchPath = _searchPath,
        Schemas = _schemas,
        Relations = Relations,
        Types = _types,
        Routines = _routines,
        Others = _others,
        DefaultPrivileges = _defaults,
        Assumed = _assumed,
    };

    /// <summary>Applies one operation; if PostgreSQL would refuse it, tells why and leaves the schema as it was.</summary>
    public void Apply(Operation operation)
    {
        if (operation is SqlText text)
        {
            if (text.Kind == StatementKind.Block) Note("what the block does depends on its run", text);
            else if (text.Meaning.IsEmpty) Note("what it does to the schema is not known", text);
            Apply(text);
            return;
        }

        if (operation is UnknownSql || operation.Incomplete)
        {
            Note("a part of it is known only when it runs", operation);
            return;
        }

        _before = Build();
        _operation = operation;
        _failed = false;
        if (!Dispatch(operation)) Note("the schema does not know what it does", operation);
        if (!_failed) return;
        Restore(_before);
        TakeForGranted(operation);
    }

    /// <summary>Applies a statement: all of it, or nothing.</summary>
    private void Apply(SqlText text)
    {
        var before = Build();
        if (text.Meaning.Count > 1 && text.Meaning.Any(meant => meant is DropIndex { Concurrently: true })) Refuse(text, "DROP INDEX CONCURRENTLY does not support dropping multiple objects");
        else if (text.Kind == StatementKind.Block && text.Meaning.FirstOrDefault(meant => !meant.Transactional) is { } outside) Refuse(text, SqlWriter.Write(outside).Split(' ')[0] + " … cannot be executed from a function");
        else Apply(text, before);
    }

    private void Refuse(Operation operation, string message) => _problems.Add(new(message, operation, IsNote: false));

    private void Apply(SqlText text, DatabaseSchema before)
    {
        if (text.Meaning.Count > 1)
        {
            // What the statement drops too is in nobody's way.
            _going.UnionWith(text.Meaning.Select(meant => meant switch
            {
                DropTable drop => Find(drop.Table),
                DropObject { Object.Kind: ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.ForeignTable } drop => Find(drop.Object.Name),
                _ => null,
            }).OfType<Relation>().Select(relation => relation.Name));
        }

        foreach (var meant in text.Meaning)
        {
            if (text.Kind == StatementKind.Block && meant.Incomplete) continue;
            Apply(meant);
            if (!_failed || text.Kind == StatementKind.Block) continue;
            Restore(before);
            break;
        }

        _going.Clear();
    }

    private void Restore(DatabaseSchema schema) => (_searchPath, _schemas, Relations, _types, _routines, _others, _defaults) =
        (schema.SearchPath, schema.Schemas, schema.Relations, schema.Types, schema.Routines, schema.Others, schema.DefaultPrivileges);

    private bool Dispatch(Operation operation) => operation switch
    {
        CreateTable create => Create(create),
        CreatePartition create => Create(create),
        CreateTableAs create => Create(create),
        DropTable drop => Drop(drop.Table, RelationKind.Table, drop.IfExists, drop.Cascade),
        CreateIndex create => Create(create),
        DropIndex { Concurrently: true, Cascade: true } => Fail("DROP INDEX CONCURRENTLY does not support CASCADE"),
        DropIndex { Concurrently: true } drop when Find(drop.Index) is TableIndex { Table: var owner } && RelationAt(owner) is Table { PartitionBy: not null } => Fail($"cannot drop partitioned index \"{drop.Index}\" concurrently"),
        DropIndex drop => Drop(drop.Index, RelationKind.Index, drop.IfExists, drop.Cascade),
        CreateSequence create => Create(create),
        AlterSequence alter => Alter(alter),
        CreateView create => Create(create),
        CreateMaterializedView create => Create(create),
        TableChange change => Change(change),
        CreateSchema create => Create(create),
        DropObject drop => Drop(drop),
        RenameObject rename => Rename(rename),
        SetObjectSchema set => Move(set),
        SetOwner set => Own(set),
        SetComment set => CommentOn(set),
        GrantPrivileges or RevokePrivileges => Grant(operation),
        SetSetting { Name: "search_path" } set => SetSearchPath(set.Value),
        ResetSetting { Name: null or "search_path" } => SetSearchPath("public"),
        Cluster { Table: { } table, Index: { } index } => ClusterOn(table, index),
        Cluster { Table: { } table } => Find(table) is RowRelation { ClusterIndex: null, Name: var clustered } ? Fail($"there is no previously clustered index for table \"{clustered}\"") : true,
        Reindex { Scope: ReindexScope.Index or ReindexScope.Table, Name: { } name } reindex when reindex.Options.FirstOrDefault(option => option.Name == "tablespace")?.Value is { } space => MoveIndexes(reindex.Scope, name, space),
        AlterDefaultPrivileges alter => Alter(alter),
        ReassignOwned reassign => Reassign(reassign),
        DropOwned drop => Drop(drop),
        MoveTablespace move => Move(move),
        SetExtensionDependency set => Depend(set),
        DataStatement or TransactionControl or SetSetting or ResetSetting or SetTransaction or SetConstraints or Discard or Truncate or Vacuum or Analyze
            or Reindex or Cluster or RefreshView or LockTables or Checkpoint or GrantRoles or RevokeRoles => true,
        _ => DispatchType(operation) ?? DispatchOther(operation),
    };

    private void Note(string message, Operation operation) => _problems.Add(new(message, operation, IsNote: true));

    /// <summary>Says what PostgreSQL would refuse; true, since the operation is known.</summary>
    private bool Fail(string message)
    {
        if (!_failed) _problems.Add(new(message, _operation, IsNote: false));
        _failed = true;
        return true;
    }

    private bool SetSearchPath(string value)
    {
        var schemas = value == "DEFAULT" ? ["public"] : value.Split(',').Select(Unquoted).Where(name => name.Length > 0 && name != "$user").ToList();
        _searchPath = new(schemas);
        return true;
    }

    private static string Unquoted(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length >= 2 && trimmed[0] is '\'' or '"' ? trimmed.Substring(1, trimmed.Length - 2) : trimmed.ToLowerInvariant();
    }

    private bool HasSchema(string name) => name is "pg_temp" or "pg_catalog" or "pg_toast" or "information_schema" || _schemas.Find(new(string.Empty, name)) is not null;

    private string CreationSchema(QualifiedName name, bool temporary = false)
    {
        if (name.Schema is { } schema)
        {
            if (!HasSchema(schema)) Fail($"schema \"{schema}\" does not exist");
            return schema;
        }

        if (temporary) return "pg_temp";
        foreach (var place in _searchPath)
        {
            if (_schemas.Find(new(string.Empty, place)) is not null) return place;
        }

        Fail("no schema has been selected to create in");
        return "public";
    }

    private IEnumerable<string> Places(QualifiedName name) => name.Schema is { } schema ? [schema] : ["pg_temp", .. _searchPath, "pg_catalog"];

    private Relation? Find(QualifiedName name)
    {
        foreach (var place in Places(name))
        {
            if (RelationAt(new(place, name.Name)) is { } found) return found;
        }

        return null;
    }

    private UserType? FindType(QualifiedName name)
    {
        foreach (var place in Places(name))
        {
            if (_types.Find(new(place, name.Name)) is { } found) return found;
        }

        return null;
    }

    private string TypeOf(string sql) => TypeNames.Canonical(sql, name => FindType(name)?.Name);

    /// <summary>The name for a new relation; null if it is taken, which is said unless that is no error.</summary>
    private ObjectName? NewRelation(QualifiedName name, bool ifNotExists, bool temporary = false)
    {
        var whole = new ObjectName(CreationSchema(name, temporary), name.Name);
        if (RelationAt(whole) is null) return whole;
        if (!ifNotExists) Fail($"relation \"{name}\" already exists");
        return null;
    }

    private T? Missing<T>(QualifiedName name, bool ifExists)
        where T : class
    {
        if (!ifExists) Fail($"relation \"{name}\" does not exist");
        return null;
    }

    /// <summary>The relations, all of them settled.</summary>
    private ObjectCollection<Relation> Relations
    {
        get
        {
            if (_latest is { } latest) (_settled, _latest) = (_settled.With(latest), null);
            return _settled;
        }
        set => (_settled, _latest) = (value, null);
    }

    /// <summary>
    /// Puts a relation in the place of the one that has its name. A table is changed many times before it is made, with each column and each constraint: the
    /// collection gets only what was last, when another relation is put or somebody looks at more than one.
    /// </summary>
    private void Put(Relation relation)
    {
        if (_latest is { } other && other.Name != relation.Name) _settled = _settled.With(other);
        _latest = relation;
    }

    /// <summary>The relation of that name; null if there is none.</summary>
    private Relation? RelationAt(ObjectName name) => _latest is { } latest && latest.Name == name ? latest : _settled.Find(name);

    private IEnumerable<Table> Tables => Relations.OfType<Table>();

    private IReadOnlyList<Table> Children(ObjectName parent) => Relations.ChildrenOf(parent);

    private IReadOnlyList<TableIndex> Indexes(ObjectName table) => Relations.UsersOf<TableIndex>(table, static (index, table) => index.Table == table);

    private static EquatableArray<OptionSetting> Merge(EquatableArray<OptionSetting> options, IEnumerable<OptionSetting> changes, bool isQuoted = false)
    {
        var merged = options.ToDictionary(option => option.Name, option => option.Value);
        foreach (var change in changes) merged[change.Name] = isQuoted ? change.Value : change.Value?.Trim('\'');
        return new(merged.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => new OptionSetting(option.Key, option.Value)));
    }

    private static EquatableArray<OptionSetting> Without(EquatableArray<OptionSetting> options, IEnumerable<string> names) =>
        new(options.Where(option => !names.Contains(option.Name)));

    private static EquatableArray<T> Replaced<T>(EquatableArray<T> items, Func<T, bool> which, Func<T, T> change)
        where T : IEquatable<T> => new(items.Select(item => which(item) ? change(item) : item));
}
