using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>
/// What a change of a column's type does to its values, as <c>ATColumnChangeRequiresRewrite</c> tells after the planner took away casts to a greater
/// length: nothing if every value stays as it is stored.
/// </summary>
/// <param name="schema">The schema.</param>
/// <param name="server">The server, whose time zone matters.</param>
internal sealed class TypeChange(DatabaseSchema schema, ServerFacts server)
{
    private readonly TypeCatalog _types = new(schema);

    /// <summary>Whether a type is not known, so that the claim is not certain.</summary>
    public bool IsGuess { get; private set; }

    /// <summary>Whether every value has to be written anew.</summary>
    /// <param name="column">The column as it is.</param>
    /// <param name="to">Its new type.</param>
    /// <param name="conversion">USING; null for the column itself.</param>
    public bool Rewrites(Column column, TypeReference to, string? conversion)
    {
        var from = TypeReference.Parse(column.Type);
        var expression = conversion is null ? null : SqlParser.ParseExpression(conversion);
        if (conversion is not null && expression is null) return true;
        var stored = expression is null ? from : TypeOf(expression, conversion!, column.Name, from);
        return stored is null || Coerced(stored, to) is null;
    }

    /// <summary>The type of an expression that gives the column's values as they are stored; null if it gives others.</summary>
    private TypeReference? TypeOf(SqlExpression expression, string source, string column, TypeReference type) => expression switch
    {
        ColumnExpression { IsStar: false, Name: { } name } => name.Name == column ? type : null,
        CollateExpression collate => TypeOf(collate.Value, source, column, type),
        CastExpression cast => Cast(cast.Value, cast.Type, source, column, type),
        SpecialCallExpression { Name: "cast", Arguments: [var value], Type: { } target } => Cast(value, target, source, column, type),
        _ => null,
    };

    private TypeReference? Cast(SqlExpression value, SqlTypeName to, string source, string column, TypeReference type) =>
        TypeOf(value, source, column, type) is { } inner ? Coerced(inner, _types.Read(to.TextIn(source))) : null;

    /// <summary>The type of the values after a cast that leaves them as they are stored; null if it does not.</summary>
    private TypeReference? Coerced(TypeReference from, TypeReference to)
    {
        if (from == to) return to;
        if (_types.DomainOf(to) is not null)
        {
            if (_types.HasConstraints(to)) return null;
            return Coerced(from, _types.BaseOf(to)) is null ? null : to;
        }

        if (_types.DomainOf(from) is not null)
        {
            // The length that the domain keeps to is forgotten on the way.
            from = _types.BaseOf(from).Bare;
            if (from == to) return to;
        }

        if (from.Bare == to.Bare) return KeepsLength(from, to) ? to : null;
        if (!IsKnown(from) || !IsKnown(to)) IsGuess = true;
        if (from.IsArray || to.IsArray) return null;
        var isRelabelled = IsTimestamp(from, to) ? IsTimeZoneConstant() : IsBinaryCoercible(from, to);
        return isRelabelled && KeepsLength(to.Bare, to) ? to : null;
    }

    private static bool IsTimestamp(TypeReference from, TypeReference to) =>
        from.Schema is null && to.Schema is null && (from.Name, to.Name) is ("timestamp", "timestamptz") or ("timestamptz", "timestamp");

    private bool IsKnown(TypeReference type) => _types.IsKnown(type) || ExtensionTypes.Has(type.Name);

    private bool IsTimeZoneConstant()
    {
        if (server.TimeZone is null) IsGuess = true;
        return TimeZones.IsUtc(server.TimeZone);
    }

    private bool IsBinaryCoercible(TypeReference from, TypeReference to)
    {
        if (from.Schema is null && to.Schema is null && BuiltInTypes.IsBinaryCoercible(from.Name, to.Name)) return true;
        if (ExtensionTypes.IsBinaryCoercible(from.Name, to.Name)) return true;
        return schema.Others.Any(other => other is { Kind: ObjectKind.Cast, Definition: DefineObject cast } &&
            cast.Definition.StartsWith("WITHOUT FUNCTION", StringComparison.OrdinalIgnoreCase) && IsCast(cast.Object.Name.Name, from, to));
    }

    private bool IsCast(string name, TypeReference from, TypeReference to)
    {
        const string As = " AS ";
        var at = name.IndexOf(As, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && _types.Read(name.Substring(0, at).Trim()).Bare == from.Bare && _types.Read(name.Substring(at + As.Length).Trim()).Bare == to.Bare;
    }

    /// <summary>Whether the cast to another length or precision of the same type is none that the server would have to run.</summary>
    private static bool KeepsLength(TypeReference from, TypeReference to)
    {
        if (!to.HasModifier || from == to) return true;
        if (from.IsArray) return false;
        return to.Name switch
        {
            "varchar" or "varbit" => from.Modifier(0) is { } old && to.Modifier(0) is { } length && length >= old,
            "numeric" => from.Modifier(0) is { } old && to.Modifier(0) is { } digits && digits >= old && (from.Modifier(1) ?? 0) == (to.Modifier(1) ?? 0),
            "timestamp" or "timestamptz" or "time" or "timetz" => to.Modifier(0) is { } digits && (digits >= MaximumPrecision || digits >= from.Modifier(0)),
            "interval" => KeepsInterval(from, to),
            _ => false,
        };
    }

    private const int MaximumPrecision = 6;

    /// <summary>An interval loses something only in its smallest field, or in the digits of its seconds.</summary>
    private static bool KeepsInterval(TypeReference from, TypeReference to) =>
        SmallestField(to.Fields) <= SmallestField(from.Fields) &&
        (SmallestField(to.Fields) > 0 || (to.Modifier(0) ?? MaximumPrecision) >= Math.Min(from.Modifier(0) ?? MaximumPrecision, MaximumPrecision));

    private static int SmallestField(string? fields)
    {
        if (fields is null) return 0;
        string[] smallestFirst = ["second", "minute", "hour", "day", "month", "year"];
        return Math.Max(0, Array.FindIndex(smallestFirst, field => fields.EndsWith(field, StringComparison.OrdinalIgnoreCase)));
    }
}
