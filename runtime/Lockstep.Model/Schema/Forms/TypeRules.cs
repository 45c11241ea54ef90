using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema.Forms;

/// <summary>When a value is taken without being asked for.</summary>
internal enum CastContext
{
    /// <summary>Always.</summary>
    Implicit,

    /// <summary>Where a column gets it.</summary>
    Assignment,

    /// <summary>Where a cast is written.</summary>
    Explicit,
}

/// <summary>PostgreSQL's rules of which type becomes which (<c>parse_coerce.c</c>), for its own types and those of a schema.</summary>
internal sealed class TypeRules
{
    private readonly Lazy<Dictionary<string, SchemaObject>> _own;

    public TypeRules(DatabaseSchema schema) => _own = new(() => Own(schema), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The type or relation of that name; null if the schema has none. All of a schema's have a dot, and few expressions name one.</summary>
    public SchemaObject? Find(string name) => name.IndexOf('.') >= 0 && _own.Value.TryGetValue(name, out var found) ? found : null;

    private static Dictionary<string, SchemaObject> Own(DatabaseSchema schema)
    {
        var own = new Dictionary<string, SchemaObject>(StringComparer.Ordinal);
        foreach (var relation in schema.Relations)
        {
            if (relation is RowRelation table) own[Sql(table)] = table;
        }

        foreach (var type in schema.Types) own[Sql(type)] = type;
        return own;
    }

    /// <summary>The type under domains.</summary>
    public SqlType Base(SqlType type)
    {
        var found = type;
        while (Find(found.Name) is DomainType domain) found = SqlType.Parse(domain.Type);
        return found;
    }

    public bool IsDomain(SqlType type) => Find(type.Name) is DomainType;

    public bool IsEnum(SqlType type) => Find(type.Name) is EnumType;

    public bool IsComposite(SqlType type) => type.Name == "record" || Find(type.Name) is CompositeType or RowRelation;

    /// <summary>What an array is made of; null if it is none.</summary>
    public static SqlType? Element(SqlType type) => type switch
    {
        { IsArray: true } => new(type.Name.Substring(0, type.Name.Length - 2), type.Modifier),
        { Name: "int2vector" } => new("int2"),
        { Name: "oidvector" } => new("oid"),
        { Name: "point" or "box" or "line" or "lseg" } => new("float8"),
        _ => null,
    };

    /// <summary>What a range is made of; null if it is none.</summary>
    public SqlType? RangeElement(SqlType type) =>
        BuiltIns.RangeElement(type.Name) is { } known ? new(known)
        : Find(type.Name) is DefinedType { Definition: CreateRangeType range } && range.Options.FirstOrDefault(option => option.Name == "subtype")?.Value is { } subtype
            ? SqlType.Parse(TypeNames.Canonical(subtype, static _ => null))
        : null;

    /// <summary>PostgreSQL's letter for the kind of type.</summary>
    public char Category(SqlType type)
    {
        if (type.IsUnknown) return 'X';
        if (type.IsArray) return 'A';
        if (BuiltIns.Type(type.Name) is { } known) return known.Category;
        return Find(type.Name) switch
        {
            EnumType => 'E',
            DomainType => Category(Base(type)),
            CompositeType or RowRelation => 'C',
            DefinedType { Definition: CreateRangeType } => 'R',
            _ => type.Name == "record" ? 'P' : 'U',
        };
    }

    /// <summary>Whether the others of its category become it when in doubt.</summary>
    public bool IsPreferred(SqlType type) => BuiltIns.Type(Base(type).Name) is { IsPreferred: true };

    /// <summary>Whether nothing is to be done: the same bytes under another name.</summary>
    public bool IsRelabel(SqlType from, SqlType to)
    {
        if (from.Name == to.Name) return true;
        if (IsDomain(to)) return false;
        var source = Base(from);
        if (source.Name == to.Name) return true;
        if (Element(source) is { } left && source.IsArray && Element(to) is { } right && to.IsArray) return !IsDomain(right) && IsRelabel(left, right);
        return BuiltIns.Cast(source.Name, to.Name) is { Method: 'b' };
    }

    /// <summary>Whether values of one type are taken where another is needed.</summary>
    public bool CanCoerce(SqlType from, SqlType to, CastContext context)
    {
        if (from.Name == to.Name || from.IsUnknown || from.IsUntold || to.IsUntold) return true;
        if (to.Name == "any") return true;
        if (PolymorphicTypes.IsOne(to.Name)) return PolymorphicTypes.Fits(this, from, to.Name);
        var source = Base(from);
        var target = Base(to);
        if (source.Name == target.Name) return true;
        if (BuiltIns.Cast(source.Name, target.Name) is { } cast) return cast.Context == 'i' || (cast.Context == 'a' && context != CastContext.Implicit) || context == CastContext.Explicit;
        if (source.IsArray && target.IsArray && Element(source) is { } left && Element(target) is { } right) return CanCoerce(left, right, context);
        if (target.Name == "record" && IsComposite(source)) return true;
        if (source.Name == "record" && IsComposite(target)) return true;
        // Everything can be written as text, and be read from it if that is asked for.
        if (Category(target) == 'S') return context != CastContext.Implicit;
        return Category(source) == 'S' && context == CastContext.Explicit;
    }

    private static string Sql(SchemaObject item) => item.Name.ToQualifiedName().ToSql();
}
