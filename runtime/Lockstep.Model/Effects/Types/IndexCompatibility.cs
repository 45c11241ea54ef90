using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Whether indexes on a column keep their files when its type changes but not how its values are stored, as <c>CheckIndexCompatible</c> tells.</summary>
internal sealed class IndexCompatibility
{
    private readonly string _column;
    private readonly bool _keepsCollation;
    private readonly bool _isArray;

    /// <summary>For one change.</summary>
    /// <param name="types">The types.</param>
    /// <param name="column">The column as it is.</param>
    /// <param name="to">Its new type.</param>
    /// <param name="collation">The collation that is said with the type, as SQL; null for the type's own.</param>
    public IndexCompatibility(TypeCatalog types, Column column, TypeReference to, string? collation)
    {
        _column = column.Name;
        var from = TypeReference.Parse(column.Type);
        _isArray = types.BaseOf(from).IsArray;
        _keepsCollation = Name(column.Collation ?? types.CollationOf(from)) == Name(collation ?? types.CollationOf(to));
        KeepsOperators = Operators(types, from) == Operators(types, to);
    }

    /// <summary>Whether the same operators compare the values.</summary>
    public bool KeepsOperators { get; }

    /// <summary>Whether the index serves as it is: all its columns are plain, and compared as before.</summary>
    public bool Keeps(TableIndex index) => index.Where is null && index.Elements.All(element => Keeps(element, index.Method));

    private bool Keeps(string element, string method)
    {
        if (SqlParser.Parse("CREATE INDEX ON t (" + element + ")").Statements.FirstOrDefault() is not CreateIndexStatement { Columns: [{ Column: { } column } plain] }) return false;
        if (column.Value != _column) return true;
        // It holds the elements, whose type the server takes for that of the column, and finds that it changed.
        if (_isArray && method == "gin") return false;
        return (plain.Collation is not null || _keepsCollation) && (plain.OperatorClass is not null || KeepsOperators);
    }

    private static TypeReference Operators(TypeCatalog types, TypeReference type)
    {
        var under = types.BaseOf(type).Bare;
        // Of types that share a class for all their kind, such as arrays, each is its own.
        return under.IsArray || under.Schema is not null || BuiltInTypes.IsPolymorphic(under.Name) ? under : under with { Name = BuiltInTypes.OperatorsOf(under.Name) };
    }

    private static string Name(string? collation) =>
        collation is null ? "default" : QualifiedName.Parse(collation) is { Schema: null or "pg_catalog" } own ? own.Name : collation;
}
