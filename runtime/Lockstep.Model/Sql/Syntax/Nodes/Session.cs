namespace Lockstep.Model.Sql.Syntax;

/// <summary>SET or RESET. Kind is PostgreSQL's: VAR_SET_VALUE, VAR_SET_DEFAULT, VAR_SET_CURRENT, VAR_SET_MULTI, VAR_RESET or VAR_RESET_ALL.</summary>
public sealed record SetStatement(string Kind, string? Name, IReadOnlyList<SqlOptionValue> Values, bool IsLocal) : SqlStatement("VariableSetStmt");

/// <summary>SHOW.</summary>
public sealed record ShowStatement(string Name) : SqlStatement("VariableShowStmt");

/// <summary>SET CONSTRAINTS; no names for ALL.</summary>
public sealed record SetConstraintsStatement(IReadOnlyList<SqlRelation> Constraints, bool Deferred) : SqlStatement("ConstraintsSetStmt");

/// <summary>BEGIN, COMMIT and the like. Kind is PostgreSQL's without TRANS_STMT_; Name is a savepoint's or a prepared transaction's.</summary>
public sealed record TransactionStatement(string Kind, string? Name, IReadOnlyList<string> Modes, bool? Chain) : SqlStatement("TransactionStmt");

/// <summary>PREPARE.</summary>
public sealed record PrepareStatement(SqlName Name, IReadOnlyList<SqlTypeName> Types, SqlStatement Statement) : SqlStatement("PrepareStmt");

/// <summary>EXECUTE.</summary>
public sealed record ExecuteStatement(SqlName Name, IReadOnlyList<SqlExpression> Arguments) : SqlStatement("ExecuteStmt");

/// <summary>DEALLOCATE; no name for ALL.</summary>
public sealed record DeallocateStatement(SqlName? Name) : SqlStatement("DeallocateStmt");

/// <summary>DECLARE CURSOR.</summary>
public sealed record DeclareCursorStatement(SqlName Name, IReadOnlyList<string> Options, bool WithHold, SelectStatement Query) : SqlStatement("DeclareCursorStmt");

/// <summary>FETCH or MOVE. Direction is in lower case: forward, backward, absolute or relative; Count null for ALL.</summary>
public sealed record FetchStatement(SqlName Cursor, bool IsMove, string Direction, int? Count) : SqlStatement("FetchStmt");

/// <summary>CLOSE; no name for ALL.</summary>
public sealed record CloseStatement(SqlName? Cursor) : SqlStatement("ClosePortalStmt");

/// <summary>LISTEN.</summary>
public sealed record ListenStatement(SqlName Channel) : SqlStatement("ListenStmt");

/// <summary>UNLISTEN; no name for all.</summary>
public sealed record UnlistenStatement(SqlName? Channel) : SqlStatement("UnlistenStmt");

/// <summary>NOTIFY.</summary>
public sealed record NotifyStatement(SqlName Channel, string? Payload) : SqlStatement("NotifyStmt");

/// <summary>DISCARD: all, temp, plans or sequences.</summary>
public sealed record DiscardStatement(string Target) : SqlStatement("DiscardStmt");

/// <summary>EXPLAIN.</summary>
public sealed record ExplainStatement(IReadOnlyList<SqlOption> Options, SqlStatement Statement) : SqlStatement("ExplainStmt");
