using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Catalog;

/// <summary>Makes a schema of a catalog's rows. What is written as SQL there is read by the same reader that reads migrations.</summary>
internal sealed partial class SchemaAssembler
{
    private readonly CatalogData _data;
    private readonly Dictionary<uint, ObjectName> _relations;
    private readonly HashSet<ObjectName> _types;
    private readonly Dictionary<ObjectKey, string> _comments;
    private readonly ILookup<ObjectKey, GrantRow> _grants;
    private readonly ILookup<uint, GrantRow> _columnGrants;
    private readonly ILookup<uint, DropsWithRow> _dropsWith;
    private readonly ILookup<uint, AttributeRow> _attributes;

    private readonly StatementCache _statements;
    private readonly Dictionary<string, string> _typeNames = new(StringComparer.Ordinal);

    private SchemaAssembler(CatalogData data, StatementCache statements)
    {
        _data = data;
        _statements = statements;
        _relations = data.Classes.ToDictionary(row => row.Oid, row => new ObjectName(row.Space, row.Name));
        _types = [.. data.Types.Select(row => new ObjectName(row.Space, row.Name)), .. data.Classes.Where(row => row.Kind is 'r' or 'p' or 'v' or 'm' or 'f').Select(row => new ObjectName(row.Space, row.Name))];
        _comments = data.Comments.ToDictionary(row => row.Object, row => row.Text);
        _grants = data.Grants.ToLookup(row => row.Object);
        _columnGrants = data.Grants.Where(row => row.Object.Part > 0).ToLookup(row => row.Object.Oid);
        _dropsWith = data.DropsWith.ToLookup(row => row.Oid);
        _attributes = data.Attributes.ToLookup(row => row.Relation);
    }

    /// <summary>The schema that the rows tell of.</summary>
    public static DatabaseSchema Assemble(CatalogData data, StatementCache statements) => new SchemaAssembler(data, statements).Assemble();

    private DatabaseSchema Assemble() => new()
    {
        ServerVersion = _data.Version,
        Role = _data.Role,
        SearchPath = new(_data.SearchPath.Where(name => !name.StartsWith("pg_temp", StringComparison.Ordinal) && name != "pg_catalog")),
        Schemas = ObjectCollection<NamespaceObject>.Of(_data.Namespaces.Select(row => Finish(new NamespaceObject(new(string.Empty, row.Name)), Catalogs.Namespace, row.Oid, row.Owner))),
        Relations = ObjectCollection<Relation>.Of(Relations()),
        Types = ObjectCollection<UserType>.Of(Types()),
        Routines = ObjectCollection<Routine>.Of(_data.Routines.Select(Routine)),
        Others = ObjectCollection<OtherObject>.Of(_data.Others.Select(Other)),
        DefaultPrivileges = ObjectCollection<DefaultPrivileges>.Of(Defaults()),
    };

    /// <summary>Adds what objects of all kinds have.</summary>
    private T Finish<T>(T item, uint catalog, uint oid, string? owner)
        where T : SchemaObject => item with
    {
        Owner = owner,
        Comment = Comment(catalog, oid),
        Grants = Sorted(_grants[new(catalog, oid, 0)].Concat(catalog == Catalogs.Class ? _columnGrants[oid] : []).Select(row => Grant(row, oid))),
        DropsWith = DropsWith(catalog, oid),
    };

    private string? Comment(uint catalog, uint oid, int part = 0) => _comments.GetValueOrDefault(new(catalog, oid, part));

    private EquatableArray<string> DropsWith(uint catalog, uint oid) => Sorted(_dropsWith[oid].Where(row => row.Catalog == catalog).Select(row => row.Extension));

    private static EquatableArray<string> Sorted(IEnumerable<string> texts) => new(texts.Order(StringComparer.Ordinal));

    private string Grant(GrantRow row, uint relation)
    {
        var columns = row.Object.Part == 0 ? "" : " (" + SqlIdentifier.Quote(_attributes[relation].First(column => column.Number == row.Object.Part).Name) + ")";
        return SchemaGrants.Write(row.Privilege + columns, row.Grantee ?? "PUBLIC", row.IsGrantable, row.IsMissing);
    }

    private IEnumerable<DefaultPrivileges> Defaults() => _data.DefaultPrivileges
        .GroupBy(row => row.Oid)
        .Select(rows => new DefaultPrivileges(new(rows.First().Space ?? "", rows.First().Role ?? "", SchemaGrants.DefaultKind(rows.First().Kind)))
        {
            Grants = Sorted(rows.Select(row => SchemaGrants.Write(row.Privilege, row.Grantee ?? "PUBLIC", row.IsGrantable, row.IsMissing))),
        });

    /// <summary>A type's name in a schema, if it is one that the rows tell of.</summary>
    private ObjectName? Find(QualifiedName name) => name.Schema is { } space && _types.Contains(new(space, name.Name)) ? new(space, name.Name) : null;

    private string TypeOf(string sql)
    {
        if (!_typeNames.TryGetValue(sql, out var name)) _typeNames.Add(sql, name = TypeNames.Canonical(sql, Find));
        return name;
    }

    private T Read<T>(string sql)
        where T : Operation => _statements.Read<T>(sql);

    private static EquatableArray<OptionSetting> Options(string[] options, string prefix = "") => new(options.Select(option => Option(option, prefix)).OrderBy(option => option.Name, StringComparer.Ordinal));

    private static OptionSetting Option(string option, string prefix)
    {
        var sign = option.IndexOf('=', StringComparison.Ordinal);
        return new(prefix + option[..sign], option[(sign + 1)..]);
    }

    private static FiringState State(char? letter) => letter switch
    {
        'D' => FiringState.Disabled,
        'R' => FiringState.Replica,
        'A' => FiringState.Always,
        _ => FiringState.Enabled,
    };
}
