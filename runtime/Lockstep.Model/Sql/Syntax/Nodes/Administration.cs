namespace Lockstep.Model.Sql.Syntax;

/// <summary>A privilege with its columns: select, all, or a role where roles are granted.</summary>
public sealed record Privilege(SqlName Name, IReadOnlyList<SqlName> Columns) : SqlNode;

/// <summary>
/// GRANT or REVOKE on objects. TargetKind is PostgreSQL's: TABLE, SEQUENCE, FUNCTION, SCHEMA and so on; AllInSchema says that Objects are
/// schemas. Privileges is empty for ALL.
/// </summary>
public sealed record GrantStatement(
    bool IsGrant,
    IReadOnlyList<Privilege> Privileges,
    string TargetKind,
    bool AllInSchema,
    IReadOnlyList<ObjectReference> Objects,
    IReadOnlyList<SqlRole> Grantees,
    bool GrantOption,
    SqlRole? GrantedBy,
    bool Cascade) : SqlStatement("GrantStmt");

/// <summary>GRANT or REVOKE of roles.</summary>
public sealed record GrantRoleStatement(
    bool IsGrant, IReadOnlyList<Privilege> Roles, IReadOnlyList<SqlRole> Grantees, IReadOnlyList<SqlOption> Options, SqlRole? GrantedBy, bool Cascade)
    : SqlStatement("GrantRoleStmt");

/// <summary>ALTER DEFAULT PRIVILEGES.</summary>
public sealed record AlterDefaultPrivilegesStatement(IReadOnlyList<SqlName> Schemas, IReadOnlyList<SqlRole> Roles, GrantStatement Grant) : SqlStatement("AlterDefaultPrivilegesStmt");

/// <summary>CREATE ROLE, USER or GROUP. RoleKind is role, user or group.</summary>
public sealed record CreateRoleStatement(string RoleKind, SqlRole Role, IReadOnlyList<SqlOption> Options) : SqlStatement("CreateRoleStmt");

/// <summary>ALTER ROLE, USER, or GROUP … ADD or DROP USER.</summary>
public sealed record AlterRoleStatement(SqlRole Role, IReadOnlyList<SqlOption> Options) : SqlStatement("AlterRoleStmt");

/// <summary>ALTER ROLE … SET or RESET; Role is null for ALL.</summary>
public sealed record AlterRoleSetStatement(SqlRole? Role, SqlName? Database, SetStatement Set) : SqlStatement("AlterRoleSetStmt");

/// <summary>DROP ROLE, USER or GROUP.</summary>
public sealed record DropRoleStatement(IReadOnlyList<SqlRole> Roles, bool IfExists) : SqlStatement("DropRoleStmt");

/// <summary>DROP OWNED BY.</summary>
public sealed record DropOwnedStatement(IReadOnlyList<SqlRole> Roles, bool Cascade) : SqlStatement("DropOwnedStmt");

/// <summary>REASSIGN OWNED BY.</summary>
public sealed record ReassignOwnedStatement(IReadOnlyList<SqlRole> Roles, SqlRole NewRole) : SqlStatement("ReassignOwnedStmt");

/// <summary>CREATE DATABASE.</summary>
public sealed record CreateDatabaseStatement(SqlName Name, IReadOnlyList<SqlOption> Options) : SqlStatement("CreatedbStmt");

/// <summary>ALTER DATABASE with options.</summary>
public sealed record AlterDatabaseStatement(SqlName Name, IReadOnlyList<SqlOption> Options) : SqlStatement("AlterDatabaseStmt");

/// <summary>ALTER DATABASE … REFRESH COLLATION VERSION.</summary>
public sealed record AlterDatabaseRefreshStatement(SqlName Name) : SqlStatement("AlterDatabaseRefreshCollStmt");

/// <summary>ALTER DATABASE … SET or RESET.</summary>
public sealed record AlterDatabaseSetStatement(SqlName Name, SetStatement Set) : SqlStatement("AlterDatabaseSetStmt");

/// <summary>DROP DATABASE.</summary>
public sealed record DropDatabaseStatement(SqlName Name, bool IfExists, bool Force) : SqlStatement("DropdbStmt");

/// <summary>ALTER SYSTEM.</summary>
public sealed record AlterSystemStatement(SetStatement Set) : SqlStatement("AlterSystemStmt");

/// <summary>CREATE TABLESPACE.</summary>
public sealed record CreateTablespaceStatement(SqlName Name, SqlRole? Owner, string Location, IReadOnlyList<SqlOption> Options) : SqlStatement("CreateTableSpaceStmt");

/// <summary>ALTER TABLESPACE … SET or RESET.</summary>
public sealed record AlterTablespaceStatement(SqlName Name, bool IsReset, IReadOnlyList<SqlOption> Options) : SqlStatement("AlterTableSpaceOptionsStmt");

/// <summary>DROP TABLESPACE.</summary>
public sealed record DropTablespaceStatement(SqlName Name, bool IfExists) : SqlStatement("DropTableSpaceStmt");

/// <summary>CREATE or ALTER FOREIGN DATA WRAPPER. Functions are handler and validator, null after NO.</summary>
public sealed record ForeignDataWrapperStatement(bool IsAlter, SqlName Name, IReadOnlyList<SqlOption> Functions, IReadOnlyList<SqlOption> Options)
    : SqlStatement(IsAlter ? "AlterFdwStmt" : "CreateFdwStmt");

/// <summary>CREATE SERVER.</summary>
public sealed record CreateServerStatement(SqlName Name, bool IfNotExists, string? Type, string? Version, SqlName Wrapper, IReadOnlyList<SqlOption> Options)
    : SqlStatement("CreateForeignServerStmt");

/// <summary>ALTER SERVER.</summary>
public sealed record AlterServerStatement(SqlName Name, bool HasVersion, string? Version, IReadOnlyList<SqlOption> Options) : SqlStatement("AlterForeignServerStmt");

/// <summary>CREATE, ALTER or DROP USER MAPPING. Verb is the first word in lower case.</summary>
public sealed record UserMappingStatement(string Verb, SqlRole User, SqlName Server, bool Conditional, IReadOnlyList<SqlOption> Options)
    : SqlStatement(Verb == "create" ? "CreateUserMappingStmt" : Verb == "alter" ? "AlterUserMappingStmt" : "DropUserMappingStmt");

/// <summary>IMPORT FOREIGN SCHEMA. Restriction is limit to, except, or null.</summary>
public sealed record ImportForeignSchemaStatement(
    SqlName RemoteSchema, SqlName Server, SqlName LocalSchema, string? Restriction, IReadOnlyList<SqlRelation> Tables, IReadOnlyList<SqlOption> Options)
    : SqlStatement("ImportForeignSchemaStmt");

/// <summary>A table or schema of a publication. Schema is set for TABLES IN SCHEMA.</summary>
public sealed record PublicationObject(SqlRelation? Relation, IReadOnlyList<SqlName> Columns, SqlExpression? Where, SqlName? Schema, bool IsCurrentSchema) : SqlNode;

/// <summary>CREATE PUBLICATION.</summary>
public sealed record CreatePublicationStatement(SqlName Name, bool AllTables, IReadOnlyList<PublicationObject> Objects, IReadOnlyList<SqlOption> Options)
    : SqlStatement("CreatePublicationStmt");

/// <summary>ALTER PUBLICATION. Action is set options, add, set or drop.</summary>
public sealed record AlterPublicationStatement(SqlName Name, string Action, IReadOnlyList<PublicationObject> Objects, IReadOnlyList<SqlOption> Options)
    : SqlStatement("AlterPublicationStmt");

/// <summary>CREATE SUBSCRIPTION.</summary>
public sealed record CreateSubscriptionStatement(SqlName Name, string Connection, IReadOnlyList<SqlName> Publications, IReadOnlyList<SqlOption> Options)
    : SqlStatement("CreateSubscriptionStmt");

/// <summary>ALTER SUBSCRIPTION. Action is options, connection, refresh, add, drop, set, enable, disable or skip.</summary>
public sealed record AlterSubscriptionStatement(SqlName Name, string Action, string? Connection, IReadOnlyList<SqlName> Publications, IReadOnlyList<SqlOption> Options)
    : SqlStatement("AlterSubscriptionStmt");

/// <summary>DROP SUBSCRIPTION.</summary>
public sealed record DropSubscriptionStatement(SqlName Name, bool IfExists, bool Cascade) : SqlStatement("DropSubscriptionStmt");

/// <summary>A table with columns, for VACUUM and ANALYZE.</summary>
public sealed record VacuumTarget(SqlRelation Relation, IReadOnlyList<SqlName> Columns) : SqlNode;

/// <summary>VACUUM or ANALYZE.</summary>
public sealed record VacuumStatement(bool IsVacuum, IReadOnlyList<SqlOption> Options, IReadOnlyList<VacuumTarget> Targets) : SqlStatement("VacuumStmt");

/// <summary>CLUSTER.</summary>
public sealed record ClusterStatement(SqlRelation? Relation, SqlName? Index, IReadOnlyList<SqlOption> Options) : SqlStatement("ClusterStmt");

/// <summary>REINDEX. Target is index, table, schema, system or database.</summary>
public sealed record ReindexStatement(string Target, SqlRelation? Relation, SqlName? Name, IReadOnlyList<SqlOption> Options) : SqlStatement("ReindexStmt");

/// <summary>CHECKPOINT.</summary>
public sealed record CheckpointStatement() : SqlStatement("CheckPointStmt");

/// <summary>LOAD.</summary>
public sealed record LoadStatement(string File) : SqlStatement("LoadStmt");
