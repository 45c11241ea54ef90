using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Effects;

/// <summary>What a schema tells of types.</summary>
/// <param name="schema">The schema.</param>
internal sealed class TypeCatalog(DatabaseSchema schema)
{
    /// <summary>Domains on domains without end are not looked into further.</summary>
    private const int MaximumDepth = 20;

    /// <summary>The type that a statement means.</summary>
    /// <param name="sql">The type as it was written.</param>
    public TypeReference Read(string sql) => TypeReference.Parse(TypeNames.Canonical(sql, name => Find(name)?.Name));

    /// <summary>The domain that the type is; null if it is none.</summary>
    public DomainType? DomainOf(TypeReference type) =>
        type is { IsArray: false, UserType: { } name } ? schema.Types.Find(name) as DomainType : null;

    /// <summary>The type under a domain, and under the domain under that; any other type itself.</summary>
    public TypeReference BaseOf(TypeReference type) =>
        DomainsOf(type).LastOrDefault() is { } last ? TypeReference.Parse(last.Type) : type;

    /// <summary>Whether the type is a domain that refuses some values: also one whose checks were never validated.</summary>
    public bool HasConstraints(TypeReference type) => DomainsOf(type).Any(domain => domain.NotNull || !domain.Constraints.IsEmpty);

    /// <summary>The default that a domain gives a column that has none of its own; null for none.</summary>
    public string? DefaultOf(TypeReference type) => DomainsOf(type).Select(domain => domain.Default).FirstOrDefault(value => value is not null);

    /// <summary>The collation that the type gives a column, as SQL; null for the database's.</summary>
    public string? CollationOf(TypeReference type) => DomainsOf(type).Select(domain => domain.Collation).FirstOrDefault(collation => collation is not null);

    /// <summary>Whether the schema, or PostgreSQL, tells what the type is; what extensions bring is not known.</summary>
    public bool IsKnown(TypeReference type) => type.UserType is { } name ? schema.Types.Find(name) is not null || IsRow(name) : BuiltInTypes.Has(type.Name);

    /// <summary>The user's type, if it is one that the schema holds.</summary>
    public UserType? UserTypeOf(TypeReference type) => type.UserType is { } name ? schema.Types.Find(name) : null;

    /// <summary>Whether the name is a table's, whose rows are a type.</summary>
    public bool IsRow(ObjectName name) => schema.Relations.Find(name) is RowRelation;

    /// <summary>The domain that the type is, the one that it is made on, and so on.</summary>
    private IEnumerable<DomainType> DomainsOf(TypeReference type)
    {
        for (var depth = 0; depth < MaximumDepth && DomainOf(type) is { } domain; depth++)
        {
            yield return domain;
            type = TypeReference.Parse(domain.Type);
        }
    }

    private UserType? Find(QualifiedName name)
    {
        if (name.Schema is { } place) return schema.Types.Find(new(place, name.Name));
        return schema.SearchPath.Prepend("pg_temp").Select(path => schema.Types.Find(new(path, name.Name))).FirstOrDefault(found => found is not null);
    }
}
