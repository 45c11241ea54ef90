namespace Lockstep.Model.Sql.Syntax;

/// <summary>An expression.</summary>
public abstract record SqlExpression : SqlNode;

/// <summary>The kind of a constant.</summary>
public enum ConstantKind
{
    /// <summary>A whole number that fits into 32 bits.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary><c>B'01'</c>.</summary>
    Bits,

    /// <summary><c>X'1F'</c>.</summary>
    HexBits,

    /// <summary>TRUE or FALSE.</summary>
    Boolean,

    /// <summary>NULL.</summary>
    Null,
}

/// <summary>A constant.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Value">Its text; of a string what it stands for.</param>
public sealed record ConstantExpression(ConstantKind Kind, string Value) : SqlExpression;

/// <summary><c>interval '1 day'</c> and the like: a type before a string.</summary>
/// <param name="Type">The type.</param>
/// <param name="Value">What the string stands for.</param>
public sealed record TypedConstantExpression(SqlTypeName Type, string Value) : SqlExpression;

/// <summary><c>$1</c>.</summary>
/// <param name="Number">From 1.</param>
public sealed record ParameterExpression(int Number) : SqlExpression;

/// <summary>A place that the caller fills in later.</summary>
public sealed record HoleExpression : SqlExpression;

/// <summary>DEFAULT, where a value stands.</summary>
public sealed record DefaultExpression : SqlExpression;

/// <summary><c>column</c>, <c>table.column</c>, <c>table.*</c> or <c>*</c>.</summary>
/// <param name="Name">The names; null for a star alone.</param>
/// <param name="IsStar">Whether a star ends it.</param>
public sealed record ColumnExpression(SqlNamePath? Name, bool IsStar) : SqlExpression;

/// <summary>A field or an element of a value: <c>(row).field</c>, <c>list[1]</c>, <c>list[1:2]</c>.</summary>
/// <param name="Value">The whole.</param>
/// <param name="Steps">From left to right.</param>
public sealed record IndirectionExpression(SqlExpression Value, IReadOnlyList<IndirectionStep> Steps) : SqlExpression;

/// <summary>One step into a value.</summary>
/// <param name="Field">The field, or null.</param>
/// <param name="IsStar"><c>.*</c>.</param>
/// <param name="IsSlice"><c>[from:to]</c>.</param>
/// <param name="Lower">The subscript, or where the slice begins.</param>
/// <param name="Upper">Where the slice ends.</param>
public sealed record IndirectionStep(SqlName? Field, bool IsStar, bool IsSlice, SqlExpression? Lower, SqlExpression? Upper) : SqlNode;

/// <summary>A call.</summary>
/// <param name="Name">The function.</param>
/// <param name="Arguments">In order.</param>
/// <param name="IsStar"><c>count(*)</c>.</param>
/// <param name="IsDistinct">DISTINCT.</param>
/// <param name="OrderBy">Inside the parentheses.</param>
/// <param name="WithinGroup">WITHIN GROUP (ORDER BY …).</param>
/// <param name="Filter">FILTER (WHERE …).</param>
/// <param name="Over">OVER ….</param>
public sealed record FunctionCallExpression(
    SqlNamePath Name,
    IReadOnlyList<FunctionArgument> Arguments,
    bool IsStar = false,
    bool IsDistinct = false,
    IReadOnlyList<SortItem>? OrderBy = null,
    IReadOnlyList<SortItem>? WithinGroup = null,
    SqlExpression? Filter = null,
    WindowSpecification? Over = null) : SqlExpression;

/// <summary>An argument of a call.</summary>
/// <param name="Name">The parameter's name, if it is said.</param>
/// <param name="Value">The value.</param>
/// <param name="IsVariadic">VARIADIC.</param>
public sealed record FunctionArgument(SqlName? Name, SqlExpression Value, bool IsVariadic = false) : SqlNode;

/// <summary>
/// What looks like a call but has a grammar of its own: EXTRACT, OVERLAY, COALESCE, CURRENT_DATE, the XML and JSON functions.
/// </summary>
/// <param name="Name">In lower case.</param>
/// <param name="Arguments">The expressions in it, in order.</param>
/// <param name="Type">A type that is named in it: CAST, TREAT, RETURNING.</param>
/// <param name="Query">A query in it: JSON_ARRAY(SELECT …).</param>
/// <param name="Filter">FILTER (WHERE …).</param>
/// <param name="Over">OVER ….</param>
public sealed record SpecialCallExpression(
    string Name,
    IReadOnlyList<SqlExpression> Arguments,
    SqlTypeName? Type = null,
    SelectStatement? Query = null,
    SqlExpression? Filter = null,
    WindowSpecification? Over = null) : SqlExpression;

/// <summary>A cast.</summary>
/// <param name="Value">What is cast.</param>
/// <param name="Type">To what.</param>
/// <param name="IsShort"><c>value::type</c>, not CAST.</param>
public sealed record CastExpression(SqlExpression Value, SqlTypeName Type, bool IsShort) : SqlExpression;

/// <summary>An operator before its operand.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Operand">The operand.</param>
public sealed record UnaryExpression(SqlOperator Operator, SqlExpression Operand) : SqlExpression;

/// <summary>An operator between two operands.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">The first operand.</param>
/// <param name="Right">The second.</param>
public sealed record BinaryExpression(SqlOperator Operator, SqlExpression Left, SqlExpression Right) : SqlExpression;

/// <summary>AND or OR of two or more.</summary>
/// <param name="IsAnd">AND.</param>
/// <param name="Operands">In order.</param>
public sealed record LogicalExpression(bool IsAnd, IReadOnlyList<SqlExpression> Operands) : SqlExpression;

/// <summary>NOT.</summary>
/// <param name="Operand">What is denied.</param>
public sealed record NotExpression(SqlExpression Operand) : SqlExpression;

/// <summary><c>value IS …</c>, also ISNULL and NOTNULL.</summary>
/// <param name="Value">The value.</param>
/// <param name="Test">In lower case: null, true, false, unknown, document, normalized, distinct from, json.</param>
/// <param name="IsNot">IS NOT.</param>
/// <param name="Other">What IS DISTINCT FROM compares with.</param>
public sealed record IsExpression(SqlExpression Value, string Test, bool IsNot, SqlExpression? Other = null) : SqlExpression;

/// <summary>BETWEEN.</summary>
/// <param name="Value">The value.</param>
/// <param name="Low">From.</param>
/// <param name="High">To.</param>
/// <param name="IsNot">NOT BETWEEN.</param>
/// <param name="IsSymmetric">BETWEEN SYMMETRIC.</param>
public sealed record BetweenExpression(SqlExpression Value, SqlExpression Low, SqlExpression High, bool IsNot, bool IsSymmetric) : SqlExpression;

/// <summary>IN.</summary>
/// <param name="Value">The value.</param>
/// <param name="Items">The list; empty if a query stands there.</param>
/// <param name="Query">The query.</param>
/// <param name="IsNot">NOT IN.</param>
public sealed record InExpression(SqlExpression Value, IReadOnlyList<SqlExpression> Items, SelectStatement? Query, bool IsNot) : SqlExpression;

/// <summary>LIKE, ILIKE or SIMILAR TO.</summary>
/// <param name="Kind">like, ilike or similar to.</param>
/// <param name="Value">The value.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Escape">ESCAPE.</param>
/// <param name="IsNot">NOT LIKE.</param>
public sealed record LikeExpression(string Kind, SqlExpression Value, SqlExpression Pattern, SqlExpression? Escape, bool IsNot) : SqlExpression;

/// <summary><c>value = ANY (…)</c>.</summary>
/// <param name="Value">The value.</param>
/// <param name="Operator">The operator, or like and its kind.</param>
/// <param name="IsAll">ALL, not ANY or SOME.</param>
/// <param name="Array">The array; null if a query stands there.</param>
/// <param name="Query">The query.</param>
public sealed record QuantifiedExpression(SqlExpression Value, SqlOperator Operator, bool IsAll, SqlExpression? Array, SelectStatement? Query) : SqlExpression;

/// <summary>CASE.</summary>
/// <param name="Value">What is compared; null if each WHEN is a condition.</param>
/// <param name="Branches">WHEN … THEN ….</param>
/// <param name="Else">ELSE.</param>
public sealed record CaseExpression(SqlExpression? Value, IReadOnlyList<CaseBranch> Branches, SqlExpression? Else) : SqlExpression;

/// <summary>WHEN … THEN ….</summary>
/// <param name="When">The condition or value.</param>
/// <param name="Then">The result.</param>
public sealed record CaseBranch(SqlExpression When, SqlExpression Then) : SqlNode;

/// <summary>What a query in an expression gives.</summary>
public enum SubqueryKind
{
    /// <summary>One value.</summary>
    Value,

    /// <summary>EXISTS.</summary>
    Exists,

    /// <summary>ARRAY(SELECT …).</summary>
    Array,

    /// <summary>UNIQUE.</summary>
    Unique,
}

/// <summary>A query in an expression.</summary>
/// <param name="Kind">What it gives.</param>
/// <param name="Query">The query.</param>
public sealed record SubqueryExpression(SubqueryKind Kind, SelectStatement Query) : SqlExpression;

/// <summary><c>ARRAY[…]</c>, and the lists in it.</summary>
/// <param name="Items">The elements.</param>
public sealed record ArrayExpression(IReadOnlyList<SqlExpression> Items) : SqlExpression;

/// <summary><c>ROW(…)</c> or <c>(a, b)</c>.</summary>
/// <param name="Items">The fields.</param>
/// <param name="IsExplicit">Whether ROW is said.</param>
public sealed record RowExpression(IReadOnlyList<SqlExpression> Items, bool IsExplicit) : SqlExpression;

/// <summary>COLLATE.</summary>
/// <param name="Value">The value.</param>
/// <param name="Collation">The collation.</param>
public sealed record CollateExpression(SqlExpression Value, SqlNamePath Collation) : SqlExpression;

/// <summary>AT TIME ZONE.</summary>
/// <param name="Value">The time.</param>
/// <param name="Zone">The zone; null for AT LOCAL.</param>
public sealed record AtTimeZoneExpression(SqlExpression Value, SqlExpression? Zone) : SqlExpression;

/// <summary>WHERE CURRENT OF cursor.</summary>
/// <param name="Cursor">The cursor.</param>
public sealed record CurrentOfExpression(SqlName Cursor) : SqlExpression;
