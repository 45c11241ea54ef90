namespace Lockstep.Model.Sql.Syntax;

/// <summary>A query: SELECT, VALUES, TABLE, and what UNION and its like make of them.</summary>
/// <param name="With">WITH.</param>
/// <param name="Body">The query itself.</param>
/// <param name="OrderBy">ORDER BY.</param>
/// <param name="Limit">LIMIT, OFFSET or FETCH FIRST.</param>
/// <param name="Locking">FOR UPDATE and its like.</param>
public sealed record SelectStatement(
    WithClause? With, QueryBody Body, IReadOnlyList<SortItem> OrderBy, LimitClause? Limit, IReadOnlyList<LockingClause> Locking) : SqlStatement("SelectStmt");

/// <summary>What a query consists of.</summary>
public abstract record QueryBody : SqlNode;

/// <summary>SELECT.</summary>
/// <param name="IsDistinct">DISTINCT.</param>
/// <param name="DistinctOn">DISTINCT ON (…).</param>
/// <param name="Targets">What is selected.</param>
/// <param name="Into">SELECT INTO.</param>
/// <param name="From">FROM.</param>
/// <param name="Where">WHERE.</param>
/// <param name="GroupBy">GROUP BY; sets of columns are calls of cube, rollup and grouping sets.</param>
/// <param name="Having">HAVING.</param>
/// <param name="Windows">WINDOW.</param>
public sealed record SelectBody(
    bool IsDistinct,
    IReadOnlyList<SqlExpression> DistinctOn,
    IReadOnlyList<TargetItem> Targets,
    IntoClause? Into,
    IReadOnlyList<TableSource> From,
    SqlExpression? Where,
    IReadOnlyList<SqlExpression> GroupBy,
    SqlExpression? Having,
    IReadOnlyList<WindowSpecification> Windows) : QueryBody;

/// <summary>VALUES.</summary>
/// <param name="Rows">The rows.</param>
public sealed record ValuesBody(IReadOnlyList<RowExpression> Rows) : QueryBody;

/// <summary>TABLE name.</summary>
/// <param name="Relation">The table.</param>
public sealed record TableBody(SqlRelation Relation) : QueryBody;

/// <summary>UNION, INTERSECT or EXCEPT.</summary>
/// <param name="Operation">In lower case.</param>
/// <param name="IsAll">ALL.</param>
/// <param name="Left">The first query.</param>
/// <param name="Right">The second.</param>
public sealed record SetOperationBody(string Operation, bool IsAll, QueryBody Left, QueryBody Right) : QueryBody;

/// <summary>A query in parentheses.</summary>
/// <param name="Query">The query.</param>
public sealed record NestedBody(SelectStatement Query) : QueryBody;

/// <summary>SELECT INTO.</summary>
/// <param name="Relation">The table that is made.</param>
/// <param name="Persistence">Whether it stays.</param>
public sealed record IntoClause(SqlRelation Relation, Persistence Persistence) : SqlNode;

/// <summary>An item that is selected or returned.</summary>
/// <param name="Value">The value.</param>
/// <param name="Label">Its name.</param>
public sealed record TargetItem(SqlExpression Value, SqlName? Label) : SqlNode;

/// <summary>An item of ORDER BY, or a column of an index.</summary>
/// <param name="Value">The value.</param>
/// <param name="Direction">asc, desc, an operator's name with USING, or null.</param>
/// <param name="NullsFirst">NULLS FIRST or LAST; null if it is not said.</param>
public sealed record SortItem(SqlExpression Value, string? Direction, bool? NullsFirst) : SqlNode;

/// <summary>LIMIT and OFFSET.</summary>
/// <param name="Count">How many rows; null for ALL.</param>
/// <param name="Offset">How many are skipped.</param>
/// <param name="WithTies">WITH TIES.</param>
public sealed record LimitClause(SqlExpression? Count, SqlExpression? Offset, bool WithTies) : SqlNode;

/// <summary>FOR UPDATE and its like.</summary>
/// <param name="Strength">update, no key update, share or key share.</param>
/// <param name="Of">The tables; empty for all.</param>
/// <param name="Wait">nowait, skip locked, or null.</param>
public sealed record LockingClause(string Strength, IReadOnlyList<SqlRelation> Of, string? Wait) : SqlNode;

/// <summary>WITH.</summary>
/// <param name="IsRecursive">RECURSIVE.</param>
/// <param name="Tables">The queries that get names.</param>
public sealed record WithClause(bool IsRecursive, IReadOnlyList<CommonTable> Tables) : SqlNode;

/// <summary>A query that gets a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Columns">The names of its columns.</param>
/// <param name="IsMaterialized">MATERIALIZED or NOT MATERIALIZED; null if it is not said.</param>
/// <param name="Statement">SELECT, INSERT, UPDATE, DELETE or MERGE.</param>
public sealed record CommonTable(SqlName Name, IReadOnlyList<SqlName> Columns, bool? IsMaterialized, SqlStatement Statement) : SqlNode;

/// <summary>A window, in OVER or in WINDOW.</summary>
/// <param name="Name">The name it gets, or the one it is taken from with <c>OVER name</c>.</param>
/// <param name="BasedOn">The window that it goes on from.</param>
/// <param name="PartitionBy">PARTITION BY.</param>
/// <param name="OrderBy">ORDER BY.</param>
/// <param name="FrameMode">range, rows, groups, or null.</param>
/// <param name="FrameBounds">The expressions in the frame's bounds.</param>
public sealed record WindowSpecification(
    SqlName? Name,
    SqlName? BasedOn,
    IReadOnlyList<SqlExpression> PartitionBy,
    IReadOnlyList<SortItem> OrderBy,
    string? FrameMode,
    IReadOnlyList<SqlExpression> FrameBounds) : SqlNode;

/// <summary>Something in FROM.</summary>
public abstract record TableSource : SqlNode;

/// <summary>A table in FROM.</summary>
/// <param name="Relation">The table, with its alias.</param>
/// <param name="Sample">TABLESAMPLE.</param>
public sealed record RelationSource(SqlRelation Relation, TableSample? Sample) : TableSource;

/// <summary>TABLESAMPLE.</summary>
/// <param name="Method">The method.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Repeatable">REPEATABLE (seed).</param>
public sealed record TableSample(SqlNamePath Method, IReadOnlyList<SqlExpression> Arguments, SqlExpression? Repeatable) : SqlNode;

/// <summary>A query in FROM.</summary>
/// <param name="Query">The query.</param>
/// <param name="IsLateral">LATERAL.</param>
/// <param name="Alias">Its name.</param>
/// <param name="ColumnAliases">The names of its columns.</param>
public sealed record QuerySource(SelectStatement Query, bool IsLateral, SqlName? Alias, IReadOnlyList<SqlName> ColumnAliases) : TableSource;

/// <summary>Functions in FROM, also XMLTABLE and JSON_TABLE.</summary>
/// <param name="Functions">One, or those of ROWS FROM.</param>
/// <param name="IsLateral">LATERAL.</param>
/// <param name="WithOrdinality">WITH ORDINALITY.</param>
/// <param name="Alias">The name.</param>
/// <param name="ColumnAliases">The names of the columns.</param>
/// <param name="Columns">The columns with their types, where they are told.</param>
public sealed record FunctionSource(
    IReadOnlyList<SqlExpression> Functions,
    bool IsLateral,
    bool WithOrdinality,
    SqlName? Alias,
    IReadOnlyList<SqlName> ColumnAliases,
    IReadOnlyList<ColumnDefinition> Columns) : TableSource;

/// <summary>A join.</summary>
/// <param name="Kind">inner, left, right, full or cross.</param>
/// <param name="IsNatural">NATURAL.</param>
/// <param name="Left">The first.</param>
/// <param name="Right">The second.</param>
/// <param name="Using">USING (…).</param>
/// <param name="On">ON.</param>
/// <param name="Alias">The name of the whole.</param>
public sealed record JoinSource(
    string Kind, bool IsNatural, TableSource Left, TableSource Right, IReadOnlyList<SqlName> Using, SqlExpression? On, SqlName? Alias) : TableSource
{
    /// <summary>The names that a join in parentheses gives its first columns.</summary>
    public IReadOnlyList<SqlName> ColumnAliases { get; init; } = [];
}
