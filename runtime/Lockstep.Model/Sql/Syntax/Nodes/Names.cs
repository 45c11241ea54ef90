namespace Lockstep.Model.Sql.Syntax;

/// <summary>One name, as PostgreSQL keeps it: folded if it was not quoted, cut to 63 bytes.</summary>
/// <param name="Value">The name, without quotes.</param>
/// <param name="IsQuoted">Whether it was quoted.</param>
/// <param name="HasHole">Whether a part of it is a hole, so that <paramref name="Value"/> is not the whole truth.</param>
public sealed record SqlName(string Value, bool IsQuoted = false, bool HasHole = false) : SqlNode
{
    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>A name with the names before it: <c>catalog.schema.name</c>.</summary>
/// <param name="Parts">At least one.</param>
public sealed record SqlNamePath(IReadOnlyList<SqlName> Parts) : SqlNode
{
    /// <summary>The last part.</summary>
    public SqlName Last => Parts[Parts.Count - 1];

    /// <summary>The object's own name.</summary>
    public string Name => Last.Value;

    /// <summary>The part before the last; null if there is none.</summary>
    public string? Qualifier => Parts.Count > 1 ? Parts[Parts.Count - 2].Value : null;

    /// <summary>Whether a part of it is a hole.</summary>
    public bool HasHole => Parts.Any(part => part.HasHole);

    /// <summary>The parts with dots between them, without quotes.</summary>
    public override string ToString() => Parts.Count == 1 ? Parts[0].Value : string.Join(".", Parts.Select(part => part.Value));
}

/// <summary>A table, view or the like.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Only">Whether ONLY stands before it: without its children.</param>
/// <param name="Alias">What the statement calls it.</param>
/// <param name="ColumnAliases">What the statement calls its columns.</param>
public sealed record SqlRelation(SqlNamePath Name, bool Only = false, SqlName? Alias = null, IReadOnlyList<SqlName>? ColumnAliases = null) : SqlNode
{
    /// <inheritdoc />
    public override string ToString() => Name.ToString();
}

/// <summary>A role, also CURRENT_USER and its like, or PUBLIC.</summary>
/// <param name="Name">The role's name; the keyword in lower case where one stands.</param>
/// <param name="IsKeyword">Whether it is CURRENT_USER, CURRENT_ROLE or SESSION_USER.</param>
public sealed record SqlRole(SqlName Name, bool IsKeyword) : SqlNode
{
    /// <inheritdoc />
    public override string ToString() => Name.Value;
}

/// <summary>An operator, maybe with its schema.</summary>
/// <param name="Schema">The names before it.</param>
/// <param name="Symbol">Such as <c>&lt;=</c>.</param>
public sealed record SqlOperator(IReadOnlyList<SqlName> Schema, string Symbol) : SqlNode
{
    /// <inheritdoc />
    public override string ToString() => string.Concat(Schema.Select(part => part.Value + ".")) + Symbol;
}

/// <summary>A type.</summary>
/// <param name="Name">The name that PostgreSQL gives it: <c>integer</c> is <c>pg_catalog.int4</c>.</param>
/// <param name="Modifiers">As in <c>numeric(10, 2)</c>.</param>
/// <param name="ArrayBounds">One for each dimension; null where none is said.</param>
/// <param name="IsSet">SETOF.</param>
/// <param name="IsPercentType">The type of a column: <c>table.column%TYPE</c>.</param>
/// <param name="IntervalFields">As in <c>interval day to second</c>, in lower case; null if none.</param>
public sealed record SqlTypeName(
    SqlNamePath Name,
    IReadOnlyList<SqlExpression> Modifiers,
    IReadOnlyList<int?> ArrayBounds,
    bool IsSet = false,
    bool IsPercentType = false,
    string? IntervalFields = null) : SqlNode
{
    /// <summary>Whether it is an array.</summary>
    public bool IsArray => ArrayBounds.Count > 0;

    /// <summary>PostgreSQL's name for it, without modifiers.</summary>
    public override string ToString() => Name.ToString();
}

/// <summary>An option in a list, such as <c>fillfactor = 70</c> or <c>VERBOSE</c>.</summary>
/// <param name="Namespace">As in <c>toast.autovacuum_enabled</c>.</param>
/// <param name="Name">The option's name, in lower case unless quoted.</param>
/// <param name="Value">What it is set to; null if nothing is said.</param>
/// <param name="Action">SET, ADD or DROP in the options of foreign objects.</param>
public sealed record SqlOption(string? Namespace, SqlName Name, SqlOptionValue? Value, OptionAction Action = OptionAction.None) : SqlNode;

/// <summary>What happens to an option of a foreign object.</summary>
public enum OptionAction
{
    /// <summary>Nothing is said.</summary>
    None,

    /// <summary>SET.</summary>
    Set,

    /// <summary>ADD.</summary>
    Add,

    /// <summary>DROP.</summary>
    Drop,
}

/// <summary>The value of an option.</summary>
/// <param name="Text">Its text: of a string what it stands for, of words as PostgreSQL keeps them.</param>
/// <param name="Type">The type, where it is one.</param>
/// <param name="Items">The parts, where it is a list.</param>
public sealed record SqlOptionValue(string Text, SqlTypeName? Type = null, IReadOnlyList<SqlOptionValue>? Items = null) : SqlNode;
