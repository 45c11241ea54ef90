using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <summary>The name that an object has in one database: with its schema, and with what tells it apart from others of that name.</summary>
/// <remarks>A class, since the collections of a struct would be compiled anew in each compiler process that loads the analyzers.</remarks>
/// <param name="Schema">The schema; empty for objects that live in none.</param>
/// <param name="Name">The object's own name.</param>
/// <param name="Signature">The types of a routine's arguments, such as <c>int4, text</c>; of other objects the kind; empty for relations and types.</param>
public sealed record ObjectName(string Schema, string Name, string Signature = "") : IComparable<ObjectName>
{
    /// <inheritdoc />
    public int CompareTo(ObjectName? other)
    {
        if (other is null) return 1;
        var order = string.CompareOrdinal(Schema, other.Schema);
        if (order == 0) order = string.CompareOrdinal(Name, other.Name);
        return order == 0 ? string.CompareOrdinal(Signature, other.Signature) : order;
    }

    /// <summary>The name as statements write it.</summary>
    public QualifiedName ToQualifiedName() => new(Schema.Length == 0 ? null : Schema, Name);

    /// <summary>The name for people: without the schema <c>public</c>, which goes without saying.</summary>
    public override string ToString() => Schema.Length == 0 || Schema == "public" ? Name : Schema + "." + Name;

    /// <summary>Whether the first comes before the second.</summary>
    public static bool operator <(ObjectName left, ObjectName right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first comes after the second.</summary>
    public static bool operator >(ObjectName left, ObjectName right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first does not come after the second.</summary>
    public static bool operator <=(ObjectName left, ObjectName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first does not come before the second.</summary>
    public static bool operator >=(ObjectName left, ObjectName right) => left.CompareTo(right) >= 0;
}
