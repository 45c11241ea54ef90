namespace Lockstep.Model.Sql.Syntax;

/// <summary>
/// An object that a statement is about. Kind is PostgreSQL's without OBJECT_: TABLE, COLUMN, FUNCTION, TSPARSER, TABCONSTRAINT and so on. Name is
/// its name; Parent the table or domain it belongs to, or the access method of an operator class; Types what a cast or transform is for, or the
/// type that is meant; Parameters the signature of a routine, if it is said.
/// </summary>
public sealed record ObjectReference(
    string Kind,
    SqlNamePath? Name,
    SqlNamePath? Parent = null,
    IReadOnlyList<SqlTypeName>? Types = null,
    IReadOnlyList<FunctionParameter>? Parameters = null,
    SqlOperator? Operator = null,
    string? Number = null) : SqlNode
{
    /// <summary>Whether it is a routine, aggregate or operator, which arguments tell apart.</summary>
    public bool HasSignature => Kind is "FUNCTION" or "PROCEDURE" or "ROUTINE" or "AGGREGATE" or "OPERATOR";
}

/// <summary>A parameter of a function. Mode is in, out, inout, variadic, table, or null.</summary>
public sealed record FunctionParameter(string? Mode, SqlName? Name, SqlTypeName Type, SqlExpression? Default) : SqlNode;

/// <summary>DROP of nearly anything.</summary>
public sealed record DropStatement(string ObjectKind, IReadOnlyList<ObjectReference> Objects, bool IfExists, bool Cascade, bool Concurrently) : SqlStatement("DropStmt");

/// <summary>ALTER … RENAME. SubName is the column, constraint or the like that is renamed, and the old name of what has no schema.</summary>
public sealed record RenameStatement(
    string ObjectKind, ObjectReference Object, SqlRelation? Relation, SqlName? SubName, SqlName NewName, bool IfExists, bool Cascade) : SqlStatement("RenameStmt");

/// <summary>ALTER … OWNER TO.</summary>
public sealed record AlterOwnerStatement(ObjectReference Object, SqlRole NewOwner) : SqlStatement("AlterOwnerStmt");

/// <summary>ALTER … SET SCHEMA.</summary>
public sealed record AlterSchemaStatement(ObjectReference Object, SqlRelation? Relation, SqlName NewSchema, bool IfExists) : SqlStatement("AlterObjectSchemaStmt");

/// <summary>ALTER … DEPENDS ON EXTENSION.</summary>
public sealed record AlterDependsStatement(ObjectReference Object, SqlRelation? Relation, SqlName Extension, bool IsRemoved) : SqlStatement("AlterObjectDependsStmt");

/// <summary>COMMENT ON. Text is null where the comment is taken away.</summary>
public sealed record CommentStatement(ObjectReference Object, string? Comment) : SqlStatement("CommentStmt");

/// <summary>SECURITY LABEL.</summary>
public sealed record SecurityLabelStatement(ObjectReference Object, string? Provider, string? Label) : SqlStatement("SecLabelStmt");

/// <summary>CREATE SCHEMA, with the statements in it.</summary>
public sealed record CreateSchemaStatement(SqlName? Name, SqlRole? Owner, bool IfNotExists, IReadOnlyList<SqlStatement> Elements) : SqlStatement("CreateSchemaStmt");

/// <summary>CREATE EXTENSION.</summary>
public sealed record CreateExtensionStatement(SqlName Name, bool IfNotExists, IReadOnlyList<SqlOption> Options) : SqlStatement("CreateExtensionStmt");

/// <summary>ALTER EXTENSION … UPDATE.</summary>
public sealed record AlterExtensionStatement(SqlName Name, IReadOnlyList<SqlOption> Options) : SqlStatement("AlterExtensionStmt");

/// <summary>ALTER EXTENSION … ADD or DROP.</summary>
public sealed record AlterExtensionContentsStatement(SqlName Name, bool IsAdded, ObjectReference Object) : SqlStatement("AlterExtensionContentsStmt");

/// <summary>CREATE AGGREGATE, OPERATOR, TYPE (base or shell), COLLATION and what text search consists of.</summary>
public sealed record DefineStatement(ObjectReference Object, bool OrReplace, bool IfNotExists, IReadOnlyList<SqlOption> Definition, SqlNamePath? CopyOf) : SqlStatement("DefineStmt");

/// <summary>CREATE TYPE … AS (…).</summary>
public sealed record CreateCompositeTypeStatement(SqlNamePath Name, IReadOnlyList<ColumnDefinition> Attributes) : SqlStatement("CompositeTypeStmt");

/// <summary>CREATE TYPE … AS ENUM.</summary>
public sealed record CreateEnumStatement(SqlNamePath Name, IReadOnlyList<string> Values) : SqlStatement("CreateEnumStmt");

/// <summary>CREATE TYPE … AS RANGE.</summary>
public sealed record CreateRangeStatement(SqlNamePath Name, IReadOnlyList<SqlOption> Options) : SqlStatement("CreateRangeStmt");

/// <summary>ALTER TYPE … ADD VALUE or RENAME VALUE (then OldValue is set).</summary>
public sealed record AlterEnumStatement(SqlNamePath Name, string? OldValue, string NewValue, bool IfNotExists, string? Neighbour, bool IsAfter) : SqlStatement("AlterEnumStmt");

/// <summary>ALTER TYPE … SET (…).</summary>
public sealed record AlterTypeStatement(SqlNamePath Name, IReadOnlyList<SqlOption> Options) : SqlStatement("AlterTypeStmt");

/// <summary>ALTER OPERATOR … SET (…).</summary>
public sealed record AlterOperatorStatement(ObjectReference Object, IReadOnlyList<SqlOption> Options) : SqlStatement("AlterOperatorStmt");

/// <summary>CREATE DOMAIN.</summary>
public sealed record CreateDomainStatement(SqlNamePath Name, SqlTypeName Type, SqlNamePath? Collation, IReadOnlyList<ConstraintDefinition> Constraints) : SqlStatement("CreateDomainStmt");

/// <summary>ALTER DOMAIN. Action is set default, drop default, set not null, drop not null, add constraint, drop constraint or validate constraint.</summary>
public sealed record AlterDomainStatement(
    SqlNamePath Domain, string Action, SqlExpression? Default, ConstraintDefinition? Constraint, SqlName? ConstraintName, bool IfExists, bool Cascade)
    : SqlStatement("AlterDomainStmt");

/// <summary>CREATE FUNCTION or PROCEDURE. Body holds the statements of BEGIN ATOMIC … END, or the one RETURN.</summary>
public sealed record CreateFunctionStatement(
    SqlNamePath Name,
    bool IsProcedure,
    bool OrReplace,
    IReadOnlyList<FunctionParameter> Parameters,
    SqlTypeName? Returns,
    IReadOnlyList<FunctionParameter> ReturnsTable,
    IReadOnlyList<FunctionOption> Options,
    IReadOnlyList<SqlStatement>? Body) : SqlStatement("CreateFunctionStmt");

/// <summary>ALTER FUNCTION, PROCEDURE or ROUTINE with options.</summary>
public sealed record AlterFunctionStatement(ObjectReference Object, IReadOnlyList<FunctionOption> Options) : SqlStatement("AlterFunctionStmt");

/// <summary>
/// An option of a function: as, language, volatility, strict, security, leakproof, cost, rows, support, set, parallel, transform, window. Code is
/// the place of the string after AS or DO.
/// </summary>
public sealed record FunctionOption(string Name, string? Value, SqlSpan? Code = null, SetStatement? Set = null) : SqlNode;

/// <summary>DO.</summary>
public sealed record DoStatement(IReadOnlyList<FunctionOption> Options) : SqlStatement("DoStmt");

/// <summary>CREATE TRIGGER. Timing is before, after or instead of; the events are in lower case.</summary>
public sealed record CreateTriggerStatement(
    SqlName Name,
    SqlRelation Relation,
    bool OrReplace,
    bool IsConstraint,
    string Timing,
    IReadOnlyList<string> Events,
    IReadOnlyList<SqlName> Columns,
    SqlRelation? ConstraintRelation,
    ConstraintAttributes? Attributes,
    IReadOnlyList<TransitionTable> Transitions,
    bool IsForEachRow,
    SqlExpression? When,
    SqlNamePath Function,
    IReadOnlyList<string> Arguments) : SqlStatement("CreateTrigStmt");

/// <summary>REFERENCING NEW TABLE AS ….</summary>
public sealed record TransitionTable(bool IsNew, bool IsTable, SqlName Name) : SqlNode;

/// <summary>CREATE EVENT TRIGGER.</summary>
public sealed record CreateEventTriggerStatement(SqlName Name, SqlName Event, IReadOnlyList<SqlOption> Filters, SqlNamePath Function) : SqlStatement("CreateEventTrigStmt");

/// <summary>ALTER EVENT TRIGGER: enable, enable replica, enable always or disable.</summary>
public sealed record AlterEventTriggerStatement(SqlName Name, string State) : SqlStatement("AlterEventTrigStmt");

/// <summary>CREATE RULE.</summary>
public sealed record CreateRuleStatement(
    SqlName Name, SqlRelation Relation, bool OrReplace, string Event, SqlExpression? Where, bool IsInstead, IReadOnlyList<SqlStatement> Actions) : SqlStatement("RuleStmt");

/// <summary>CREATE POLICY, or ALTER POLICY.</summary>
public sealed record PolicyStatement(
    bool IsAlter,
    SqlName Name,
    SqlRelation Relation,
    bool IsPermissive,
    string Command,
    IReadOnlyList<SqlRole> Roles,
    SqlExpression? Using,
    SqlExpression? Check) : SqlStatement(IsAlter ? "AlterPolicyStmt" : "CreatePolicyStmt");

/// <summary>CREATE CAST. Method is a function, without function, or inout; Context is implicit, assignment or explicit.</summary>
public sealed record CreateCastStatement(SqlTypeName Source, SqlTypeName Target, ObjectReference? Function, bool IsInOut, string Context) : SqlStatement("CreateCastStmt");

/// <summary>CREATE TRANSFORM.</summary>
public sealed record CreateTransformStatement(SqlTypeName Type, SqlName Language, bool OrReplace, ObjectReference? FromSql, ObjectReference? ToSql) : SqlStatement("CreateTransformStmt");

/// <summary>CREATE CONVERSION.</summary>
public sealed record CreateConversionStatement(SqlNamePath Name, bool IsDefault, string Source, string Target, SqlNamePath Function) : SqlStatement("CreateConversionStmt");

/// <summary>CREATE LANGUAGE.</summary>
public sealed record CreateLanguageStatement(SqlName Name, bool OrReplace, bool IsTrusted, SqlNamePath? Handler, SqlNamePath? Inline, SqlNamePath? Validator) : SqlStatement("CreatePLangStmt");

/// <summary>CREATE ACCESS METHOD.</summary>
public sealed record CreateAccessMethodStatement(SqlName Name, bool IsIndex, SqlNamePath Handler) : SqlStatement("CreateAmStmt");

/// <summary>CREATE OPERATOR CLASS.</summary>
public sealed record CreateOperatorClassStatement(
    SqlNamePath Name, bool IsDefault, SqlTypeName Type, SqlName Method, SqlNamePath? Family, IReadOnlyList<OperatorClassItem> Items) : SqlStatement("CreateOpClassStmt");

/// <summary>An operator, function or storage type of an operator class.</summary>
public sealed record OperatorClassItem(string Kind, int Number, ObjectReference? Object, IReadOnlyList<SqlTypeName> Types, SqlNamePath? OrderFamily) : SqlNode;

/// <summary>CREATE OPERATOR FAMILY.</summary>
public sealed record CreateOperatorFamilyStatement(SqlNamePath Name, SqlName Method) : SqlStatement("CreateOpFamilyStmt");

/// <summary>ALTER OPERATOR FAMILY.</summary>
public sealed record AlterOperatorFamilyStatement(SqlNamePath Name, SqlName Method, bool IsDrop, IReadOnlyList<OperatorClassItem> Items) : SqlStatement("AlterOpFamilyStmt");

/// <summary>ALTER COLLATION … REFRESH VERSION.</summary>
public sealed record AlterCollationStatement(SqlNamePath Name) : SqlStatement("AlterCollationStmt");

/// <summary>ALTER TEXT SEARCH DICTIONARY.</summary>
public sealed record AlterTextSearchDictionaryStatement(SqlNamePath Name, IReadOnlyList<SqlOption> Options) : SqlStatement("AlterTSDictionaryStmt");

/// <summary>ALTER TEXT SEARCH CONFIGURATION. Action is add mapping, alter mapping, replace or drop mapping.</summary>
public sealed record AlterTextSearchConfigurationStatement(
    SqlNamePath Name, string Action, IReadOnlyList<SqlName> Tokens, IReadOnlyList<SqlNamePath> Dictionaries, bool IfExists) : SqlStatement("AlterTSConfigurationStmt");

/// <summary>CREATE ASSERTION, which PostgreSQL does not have.</summary>
public sealed record CreateAssertionStatement(SqlNamePath Name) : SqlStatement("CreateAssertionStmt");
