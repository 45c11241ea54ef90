namespace Lockstep.Model.Sql.Syntax;

/// <summary>How long a table or the like stays.</summary>
public enum Persistence
{
    /// <summary>Until it is dropped.</summary>
    Permanent,

    /// <summary>UNLOGGED: until it is dropped, but emptied by a crash.</summary>
    Unlogged,

    /// <summary>TEMPORARY: as long as the session.</summary>
    Temporary,
}

/// <summary>A part of a table's definition: a column, a constraint or LIKE.</summary>
public abstract record TableElement : SqlNode;

/// <summary>A column. The type is null in a typed table or a partition; a default, NOT NULL and so on are constraints.</summary>
public sealed record ColumnDefinition(
    SqlName Name,
    SqlTypeName? Type,
    IReadOnlyList<ConstraintDefinition> Constraints,
    SqlNamePath? Collation,
    SqlName? Storage,
    SqlName? Compression,
    IReadOnlyList<SqlOption> ForeignOptions) : TableElement;

/// <summary><c>LIKE table INCLUDING …</c>. The options are in lower case, each with whether it is included.</summary>
public sealed record LikeElement(SqlRelation Relation, IReadOnlyList<(string Option, bool IsIncluded)> Options) : TableElement;

/// <summary>The kind of a constraint.</summary>
public enum ConstraintKind
{
    /// <summary>NOT NULL.</summary>
    NotNull,

    /// <summary>NULL.</summary>
    Null,

    /// <summary>DEFAULT.</summary>
    Default,

    /// <summary>GENERATED … AS IDENTITY.</summary>
    Identity,

    /// <summary>GENERATED ALWAYS AS (…).</summary>
    Generated,

    /// <summary>CHECK.</summary>
    Check,

    /// <summary>PRIMARY KEY.</summary>
    Primary,

    /// <summary>UNIQUE.</summary>
    Unique,

    /// <summary>EXCLUDE.</summary>
    Exclusion,

    /// <summary>FOREIGN KEY or REFERENCES.</summary>
    Foreign,
}

/// <summary>
/// A constraint of a column, table or domain. Columns is empty for one of a column; Expression is the condition, the default or what is
/// generated; Index, Key and Reference are set for the kinds that have them.
/// </summary>
public sealed record ConstraintDefinition(
    ConstraintKind Kind,
    SqlName? Name,
    IReadOnlyList<SqlName> Columns,
    SqlExpression? Expression = null,
    ConstraintIndex? Index = null,
    ForeignKeyReference? Reference = null,
    GeneratedValue? Generated = null,
    ConstraintAttributes? Attributes = null) : TableElement;

/// <summary>The index behind UNIQUE, PRIMARY KEY and EXCLUDE.</summary>
public sealed record ConstraintIndex(
    bool NullsNotDistinct,
    bool WithoutOverlaps,
    IReadOnlyList<SqlName> Include,
    IReadOnlyList<SqlOption> Options,
    SqlName? Tablespace,
    SqlName? Existing,
    SqlName? Method,
    IReadOnlyList<ExclusionElement> Exclusions,
    SqlExpression? Where) : SqlNode;

/// <summary>A column of EXCLUDE and its operator.</summary>
public sealed record ExclusionElement(IndexElement Element, SqlOperator Operator) : SqlNode;

/// <summary>REFERENCES. Match is full, partial or simple; the actions are in lower case, null if none is said.</summary>
public sealed record ForeignKeyReference(
    SqlRelation Relation,
    IReadOnlyList<SqlName> Columns,
    bool HasPeriod,
    string? Match,
    string? OnUpdate,
    string? OnDelete,
    IReadOnlyList<SqlName> OnDeleteColumns) : SqlNode;

/// <summary>GENERATED ALWAYS or BY DEFAULT; IsStored is null for an identity, and where neither STORED nor VIRTUAL is said.</summary>
public sealed record GeneratedValue(bool IsAlways, bool? IsStored, IReadOnlyList<SequenceOption> SequenceOptions) : SqlNode;

/// <summary>DEFERRABLE, NOT VALID and the like; null where nothing is said.</summary>
public sealed record ConstraintAttributes(bool? IsDeferrable, bool? InitiallyDeferred, bool? IsEnforced, bool NotValid, bool NoInherit) : SqlNode;

/// <summary>An option of a sequence: as, cache, cycle, increment, maxvalue, minvalue, owned by, start, restart, sequence name, logged. Value is null after NO.</summary>
public sealed record SequenceOption(string Name, string? Value, SqlNamePath? Path = null, SqlTypeName? Type = null) : SqlNode;

/// <summary>PARTITION BY: list, range or hash.</summary>
public sealed record PartitionSpecification(string Strategy, IReadOnlyList<PartitionColumn> Columns) : SqlNode;

/// <summary>A column or expression of PARTITION BY.</summary>
public sealed record PartitionColumn(SqlName? Name, SqlExpression? Expression, SqlNamePath? Collation, SqlNamePath? OperatorClass) : SqlNode;

/// <summary>FOR VALUES …, or DEFAULT. Kind is in, from, with or default; From holds the list of IN too.</summary>
public sealed record PartitionBound(string Kind, IReadOnlyList<SqlExpression> From, IReadOnlyList<SqlExpression> To, int? Modulus, int? Remainder) : SqlNode;

/// <summary>CREATE TABLE, also CREATE FOREIGN TABLE.</summary>
public sealed record CreateTableStatement(
    SqlRelation Relation,
    Persistence Persistence,
    bool IfNotExists,
    IReadOnlyList<TableElement> Elements,
    IReadOnlyList<SqlRelation> Inherits,
    SqlNamePath? OfType,
    SqlRelation? PartitionOf,
    PartitionBound? Bound,
    PartitionSpecification? PartitionBy,
    SqlName? AccessMethod,
    IReadOnlyList<SqlOption> Options,
    string? OnCommit,
    SqlName? Tablespace,
    SqlName? Server = null,
    IReadOnlyList<SqlOption>? ForeignOptions = null) : SqlStatement(Server is null ? "CreateStmt" : "CreateForeignTableStmt")
{
    /// <summary>The columns in it.</summary>
    public IEnumerable<ColumnDefinition> Columns => Elements.OfType<ColumnDefinition>();
}

/// <summary>CREATE TABLE AS, CREATE MATERIALIZED VIEW. Query is SELECT or EXECUTE; ObjectKind is TABLE or MATVIEW.</summary>
public sealed record CreateTableAsStatement(
    SqlRelation Relation,
    string ObjectKind,
    Persistence Persistence,
    bool IfNotExists,
    IReadOnlyList<SqlName> Columns,
    SqlName? AccessMethod,
    IReadOnlyList<SqlOption> Options,
    string? OnCommit,
    SqlName? Tablespace,
    SqlStatement Query,
    bool WithNoData) : SqlStatement("CreateTableAsStmt");

/// <summary>
/// ALTER TABLE, and the like for indexes, sequences, views, materialized views, foreign tables and composite types. ObjectKind is PostgreSQL's:
/// TABLE, INDEX, SEQUENCE, VIEW, MATVIEW, FOREIGN_TABLE, TYPE.
/// </summary>
public sealed record AlterTableStatement(SqlRelation Relation, string ObjectKind, bool IfExists, IReadOnlyList<AlterTableCommand> Commands) : SqlStatement("AlterTableStmt");

/// <summary>
/// One change of ALTER TABLE. Action is PostgreSQL's name for it without AT_, such as AddColumn, AlterColumnType, ValidateConstraint; Name is
/// what it is about: a column, constraint, trigger, index, tablespace. The others are set for the actions that have them.
/// </summary>
public sealed record AlterTableCommand(
    string Action,
    SqlName? Name = null,
    ColumnDefinition? Column = null,
    ConstraintDefinition? Constraint = null,
    SqlExpression? Expression = null,
    IReadOnlyList<SqlOption>? Options = null,
    SqlRelation? Relation = null,
    SqlNamePath? Path = null,
    PartitionBound? Bound = null,
    SqlRole? Role = null,
    ConstraintAttributes? Attributes = null,
    IReadOnlyList<SequenceOption>? SequenceOptions = null,
    string? Value = null,
    bool MissingOk = false,
    bool Cascade = false,
    bool Concurrently = false) : SqlNode;

/// <summary>ALTER TABLE ALL IN TABLESPACE … SET TABLESPACE ….</summary>
public sealed record AlterAllInTablespaceStatement(string ObjectKind, SqlName From, IReadOnlyList<SqlRole> OwnedBy, SqlName To, bool NoWait)
    : SqlStatement("AlterTableMoveAllStmt");

/// <summary>CREATE INDEX.</summary>
public sealed record CreateIndexStatement(
    SqlName? Name,
    SqlRelation Relation,
    bool IsUnique,
    bool Concurrently,
    bool IfNotExists,
    SqlName? Method,
    IReadOnlyList<IndexElement> Columns,
    IReadOnlyList<IndexElement> Include,
    bool? NullsNotDistinct,
    IReadOnlyList<SqlOption> Options,
    SqlName? Tablespace,
    SqlExpression? Where) : SqlStatement("IndexStmt");

/// <summary>A column or expression of an index.</summary>
public sealed record IndexElement(
    SqlName? Column,
    SqlExpression? Expression,
    SqlNamePath? Collation,
    SqlNamePath? OperatorClass,
    IReadOnlyList<SqlOption> OperatorClassOptions,
    string? Direction,
    bool? NullsFirst) : SqlNode;

/// <summary>CREATE SEQUENCE.</summary>
public sealed record CreateSequenceStatement(SqlRelation Relation, Persistence Persistence, bool IfNotExists, IReadOnlyList<SequenceOption> Options)
    : SqlStatement("CreateSeqStmt");

/// <summary>ALTER SEQUENCE with options of the sequence.</summary>
public sealed record AlterSequenceStatement(SqlRelation Relation, bool IfExists, IReadOnlyList<SequenceOption> Options) : SqlStatement("AlterSeqStmt");

/// <summary>CREATE VIEW. CheckOption is local, cascaded, or null.</summary>
public sealed record CreateViewStatement(
    SqlRelation Relation,
    bool OrReplace,
    Persistence Persistence,
    bool IsRecursive,
    IReadOnlyList<SqlName> Columns,
    IReadOnlyList<SqlOption> Options,
    SelectStatement Query,
    string? CheckOption) : SqlStatement("ViewStmt");

/// <summary>REFRESH MATERIALIZED VIEW.</summary>
public sealed record RefreshStatement(SqlRelation Relation, bool Concurrently, bool WithNoData) : SqlStatement("RefreshMatViewStmt");

/// <summary>CREATE STATISTICS.</summary>
public sealed record CreateStatisticsStatement(
    SqlNamePath? Name, bool IfNotExists, IReadOnlyList<SqlName> Kinds, IReadOnlyList<PartitionColumn> Columns, IReadOnlyList<TableSource> From)
    : SqlStatement("CreateStatsStmt");

/// <summary>ALTER STATISTICS … SET STATISTICS; null for DEFAULT.</summary>
public sealed record AlterStatisticsStatement(SqlNamePath Name, bool IfExists, int? Target) : SqlStatement("AlterStatsStmt");
