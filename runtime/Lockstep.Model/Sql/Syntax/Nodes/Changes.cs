namespace Lockstep.Model.Sql.Syntax;

/// <summary>INSERT.</summary>
/// <param name="With">WITH.</param>
/// <param name="Relation">The table.</param>
/// <param name="Columns">The columns that are given; empty for all.</param>
/// <param name="Overriding">user, system, or null.</param>
/// <param name="Source">The query; null for DEFAULT VALUES.</param>
/// <param name="OnConflict">ON CONFLICT.</param>
/// <param name="Returning">RETURNING.</param>
public sealed record InsertStatement(
    WithClause? With,
    SqlRelation Relation,
    IReadOnlyList<AssignmentTarget> Columns,
    string? Overriding,
    SelectStatement? Source,
    OnConflictClause? OnConflict,
    IReadOnlyList<TargetItem> Returning) : SqlStatement("InsertStmt");

/// <summary>ON CONFLICT.</summary>
/// <param name="Columns">The columns or expressions of the index that is meant.</param>
/// <param name="IndexWhere">The predicate of the index that is meant.</param>
/// <param name="Constraint">ON CONSTRAINT.</param>
/// <param name="Assignments">DO UPDATE SET; empty for DO NOTHING.</param>
/// <param name="Where">Which rows are updated.</param>
public sealed record OnConflictClause(
    IReadOnlyList<IndexElement> Columns, SqlExpression? IndexWhere, SqlName? Constraint, IReadOnlyList<Assignment> Assignments, SqlExpression? Where) : SqlNode;

/// <summary>A column, or a part of its value, that is assigned to.</summary>
/// <param name="Column">The column.</param>
/// <param name="Steps">The way into its value.</param>
public sealed record AssignmentTarget(SqlName Column, IReadOnlyList<IndirectionStep> Steps) : SqlNode;

/// <summary><c>column = value</c>, or <c>(a, b) = (…)</c>.</summary>
/// <param name="Targets">The columns.</param>
/// <param name="Value">The value.</param>
public sealed record Assignment(IReadOnlyList<AssignmentTarget> Targets, SqlExpression Value) : SqlNode;

/// <summary>UPDATE.</summary>
/// <param name="With">WITH.</param>
/// <param name="Relation">The table.</param>
/// <param name="Assignments">SET.</param>
/// <param name="From">FROM.</param>
/// <param name="Where">WHERE.</param>
/// <param name="Returning">RETURNING.</param>
public sealed record UpdateStatement(
    WithClause? With,
    SqlRelation Relation,
    IReadOnlyList<Assignment> Assignments,
    IReadOnlyList<TableSource> From,
    SqlExpression? Where,
    IReadOnlyList<TargetItem> Returning) : SqlStatement("UpdateStmt");

/// <summary>DELETE.</summary>
/// <param name="With">WITH.</param>
/// <param name="Relation">The table.</param>
/// <param name="Using">USING.</param>
/// <param name="Where">WHERE.</param>
/// <param name="Returning">RETURNING.</param>
public sealed record DeleteStatement(
    WithClause? With, SqlRelation Relation, IReadOnlyList<TableSource> Using, SqlExpression? Where, IReadOnlyList<TargetItem> Returning) : SqlStatement("DeleteStmt");

/// <summary>MERGE.</summary>
/// <param name="With">WITH.</param>
/// <param name="Relation">The table that is changed.</param>
/// <param name="Source">USING.</param>
/// <param name="On">ON.</param>
/// <param name="Branches">WHEN ….</param>
/// <param name="Returning">RETURNING.</param>
public sealed record MergeStatement(
    WithClause? With,
    SqlRelation Relation,
    TableSource Source,
    SqlExpression On,
    IReadOnlyList<MergeBranch> Branches,
    IReadOnlyList<TargetItem> Returning) : SqlStatement("MergeStmt");

/// <summary>A branch of MERGE.</summary>
/// <param name="Match">matched, not matched by source, or not matched by target.</param>
/// <param name="Condition">AND ….</param>
/// <param name="Action">update, delete, insert or nothing.</param>
/// <param name="Assignments">What UPDATE sets.</param>
/// <param name="Columns">The columns of INSERT.</param>
/// <param name="Overriding">user, system, or null.</param>
/// <param name="Values">The values of INSERT; empty for DEFAULT VALUES.</param>
public sealed record MergeBranch(
    string Match,
    SqlExpression? Condition,
    string Action,
    IReadOnlyList<Assignment> Assignments,
    IReadOnlyList<AssignmentTarget> Columns,
    string? Overriding,
    IReadOnlyList<SqlExpression> Values) : SqlNode;

/// <summary>COPY.</summary>
/// <param name="Relation">The table; null if a query is copied.</param>
/// <param name="Query">The query.</param>
/// <param name="Columns">The columns; empty for all.</param>
/// <param name="IsFrom">FROM, not TO.</param>
/// <param name="IsProgram">PROGRAM.</param>
/// <param name="File">The file or program; null for STDIN and STDOUT.</param>
/// <param name="Options">WITH.</param>
/// <param name="Where">WHERE.</param>
public sealed record CopyStatement(
    SqlRelation? Relation,
    SqlStatement? Query,
    IReadOnlyList<SqlName> Columns,
    bool IsFrom,
    bool IsProgram,
    string? File,
    IReadOnlyList<SqlOption> Options,
    SqlExpression? Where) : SqlStatement("CopyStmt");

/// <summary>TRUNCATE.</summary>
/// <param name="Relations">The tables.</param>
/// <param name="RestartIdentity">RESTART IDENTITY.</param>
/// <param name="Cascade">CASCADE.</param>
public sealed record TruncateStatement(IReadOnlyList<SqlRelation> Relations, bool RestartIdentity, bool Cascade) : SqlStatement("TruncateStmt");

/// <summary>LOCK.</summary>
/// <param name="Relations">The tables.</param>
/// <param name="Mode">PostgreSQL's number of the mode: 1 ACCESS SHARE to 8 ACCESS EXCLUSIVE.</param>
/// <param name="NoWait">NOWAIT.</param>
public sealed record LockStatement(IReadOnlyList<SqlRelation> Relations, int Mode, bool NoWait) : SqlStatement("LockStmt");

/// <summary>CALL.</summary>
/// <param name="Call">The procedure and its arguments.</param>
public sealed record CallStatement(FunctionCallExpression Call) : SqlStatement("CallStmt");

/// <summary>RETURN, in a function's body.</summary>
/// <param name="Value">What is returned.</param>
public sealed record ReturnStatement(SqlExpression Value) : SqlStatement("ReturnStmt");
