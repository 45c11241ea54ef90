using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using static Lockstep.Model.EquatableArray;

namespace Lockstep.Model.Tests.Operations;

/// <summary>Every kind of operation, in a form that PostgreSQL accepts in a database in which <see cref="Setup"/> was run.</summary>
internal static class OperationSamples
{
    public const string Setup = """
        CREATE ROLE sample_role; CREATE ROLE sample_member;
        CREATE SCHEMA s;
        CREATE TABLE t (id bigint PRIMARY KEY, a int, b text CONSTRAINT b_short CHECK (length(b) < 10), c int GENERATED ALWAYS AS (1) STORED, i int GENERATED ALWAYS AS IDENTITY);
        CREATE TABLE u (id bigint PRIMARY KEY, t_id bigint CONSTRAINT u_t REFERENCES t DEFERRABLE, r int4range, n int NOT NULL);
        ALTER TABLE u ADD CONSTRAINT late CHECK (n > 0) NOT VALID;
        CREATE UNIQUE INDEX u_n ON u (n);
        CREATE INDEX t_expression ON t ((a + 1));
        CREATE TABLE p (id int, k text) PARTITION BY RANGE (id);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
        CREATE TABLE p2 (id int, k text);
        CREATE INDEX p_k ON ONLY p (k); CREATE INDEX p1_k ON p1 (k);
        CREATE TABLE parent (x int); CREATE TABLE child (y int) INHERITS (parent); CREATE TABLE orphan (x int);
        CREATE SEQUENCE sq;
        CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (l int, r int);
        CREATE TABLE typed OF pair;
        CREATE DOMAIN email AS text CONSTRAINT has_at CHECK (VALUE LIKE '%@%'); ALTER DOMAIN email ADD CONSTRAINT unchecked CHECK (VALUE <> '') NOT VALID;
        CREATE VIEW v AS SELECT id, a FROM t; CREATE MATERIALIZED VIEW mv AS SELECT id FROM t; CREATE UNIQUE INDEX mv_id ON mv (id);
        CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x'; CREATE PROCEDURE pr() LANGUAGE sql AS '';
        CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE FUNCTION ef() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf(); CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION ef();
        CREATE RULE ru AS ON UPDATE TO u DO ALSO NOTHING; CREATE POLICY po ON t;
        CREATE STATISTICS st ON a, b FROM t; CREATE PUBLICATION pub FOR TABLE t;
        CREATE TABLE keyless (n int, r int4range);
        CREATE FOREIGN DATA WRAPPER w; CREATE SERVER srv FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a int) SERVER srv;
        CREATE SUBSCRIPTION sub0 CONNECTION 'dbname=none' PUBLICATION p WITH (connect = false, slot_name = NONE);
        """;

    private static readonly ColumnDefinition Plain = new("z", "text");

    public static IReadOnlyList<(Operation Operation, int Since)> All { get; } =
    [
        .. Tables().Concat(Columns()).Concat(Constraints()).Concat(Indexes()).Concat(Types()).Concat(Views()).Concat(Code()).Concat(Rights())
            .Concat(Objects()).Concat(Rows()).Concat(Sessions()).Select(operation => (operation, 15)),
        .. Newer(),
    ];

    private static IEnumerable<Operation> Tables() =>
    [
        new CreateTable(T("s.new"), Of(Plain), Of<TableConstraint>(new CheckConstraint("ck", "z <> ''"))) { Unlogged = true, Storage = new() { AccessMethod = "heap", Options = Of(new OptionSetting("fillfactor", "70"), new OptionSetting("toast.autovacuum_enabled", "false")), Tablespace = "pg_default" } },
        new CreateTable(T("copy"), Of(Plain), default) { Like = Of(new LikeTable(T("t"), LikeOptions.All & ~LikeOptions.Identity, 0), new LikeTable(T("orphan"), LikeOptions.None, 1)) },
        new CreateTable(T("heir"), default, default) { Inherits = Of(T("parent")), Temporary = true, Storage = new() { OnCommit = "DELETE ROWS" } },
        new CreateTable(T("typed2"), Of(new ColumnDefinition("l", "") { NotNull = true }), default) { OfType = T("pair") },
        new CreatePartition(T("p3"), T("p"), "FOR VALUES FROM (20) TO (30)") { Columns = Of(new ColumnDefinition("k", "") { NotNull = true }), Constraints = Of<TableConstraint>(new CheckConstraint("p3_k", "k <> ''")), PartitionBy = "LIST (k)", IfNotExists = true },
        new CreateTableAs(T("made"), "SELECT id, a FROM t") { Columns = Of("x", "Y"), IfNotExists = true, Persistence = Persistence.Temporary, Storage = new() { OnCommit = "DROP" }, WithNoData = true },
        new DropTable(T("orphan")) { IfExists = true, Cascade = true },
        new RenameTable(T("t"), "Renamed") { IfTableExists = true },
        new RenameTable(T("v"), "v2") { Relation = RelationKind.View },
        new SetTableSchema(T("sq"), "s") { Relation = RelationKind.Sequence },
        new SetTableOptions(T("t"), Of(new OptionSetting("fillfactor", "90"))),
        new ResetTableOptions(T("t"), Of("fillfactor", "toast.autovacuum_enabled")),
        new SetTableLogged(T("orphan"), false),
        new SetTableAccessMethod(T("t"), "heap"),
        new SetTableTablespace(T("mv"), "pg_default") { Relation = RelationKind.MaterializedView },
        new MoveTablespace(RelationKind.Table, "pg_default", "pg_default") { OwnedBy = Of("CURRENT_USER"), NoWait = true },
        new SetClusterIndex(T("t"), "t_pkey"),
        new SetClusterIndex(T("t"), null),
        new SetReplicaIdentity(T("t"), ReplicaIdentity.Full),
        new SetReplicaIdentity(T("u"), ReplicaIdentity.Index, "u_n"),
        new SetInheritance(T("orphan"), T("parent"), true),
        new SetInheritance(T("child"), T("parent"), false),
        new SetTableType(T("typed"), null),
        new AttachPartition(T("p"), T("p2"), "FOR VALUES FROM (10) TO (20)"),
        new DetachPartition(T("p"), T("p1")),
        new DetachPartition(T("p"), T("p1")) { Concurrently = true },
        new AttachIndexPartition(T("p_k"), T("p1_k")) { Relation = RelationKind.Index },
    ];

    private static IEnumerable<Operation> Columns() =>
    [
        new AddColumn(T("t"), Plain with { Compression = "pglz", Collation = "\"C\"", Constraints = Of<TableConstraint>(new CheckConstraint("z1", "z <> ''") { NoInherit = true }, new UniqueConstraint("z2", Of("z")) { Deferrable = true, InitiallyDeferred = true }) }) { IfNotExists = true },
        new AddColumn(T("t"), new("k", "integer") { Identity = Identity.ByDefault, IdentitySequence = new() { Start = 5, Increment = 2, SequenceName = T("k_sequence") } }) { Relation = RelationKind.Table, IfTableExists = true },
        new DropColumn(T("t"), "b") { IfExists = true, Cascade = true },
        new RenameColumn(T("t"), "a", "A"),
        new AlterColumnType(T("orphan"), "x", "text") { Using = "x::text", Collation = "\"C\"" },
        new SetColumnDefault(T("t"), "a", "1 + 1") { Only = true },
        new SetColumnDefault(T("t"), "a", null),
        new SetNotNull(T("t"), "a"),
        new DropNotNull(T("u"), "n"),
        new SetColumnStatistics(T("t"), "a", 500),
        new SetColumnStatistics(T("t_expression"), "1", null) { Relation = RelationKind.Index },
        new SetColumnOptions(T("t"), "a", Of(new OptionSetting("n_distinct", "-0.5"))),
        new ResetColumnOptions(T("t"), "a", Of("n_distinct")),
        new SetColumnStorage(T("t"), "b", "external"),
        new SetColumnCompression(T("t"), "b", "pglz"),
        new AddIdentity(T("u"), "n", Identity.Always) { Sequence = new() { Minimum = 1, NoMaximum = true, Cache = 10, Cycle = false } },
        new AlterIdentity(T("t"), "i") { Identity = Identity.ByDefault, Sequence = new() { Increment = 3, Restart = true, RestartWith = 7 } },
        new DropIdentity(T("t"), "i") { IfExists = true },
        new DropExpression(T("t"), "c") { IfExists = true },
    ];

    private static IEnumerable<Operation> Constraints() =>
    [
        new AddConstraint(T("keyless"), new PrimaryKeyConstraint(null, Of("n"))),
        new AddConstraint(T("t"), new UniqueConstraint("a_b", Of("a", "b")) { Include = Of("c"), NullsNotDistinct = true, Options = Of(new OptionSetting("fillfactor", "80")), Tablespace = "pg_default" }),
        new AddConstraint(T("u"), new UniqueConstraint("u_n_key", default) { UsingIndex = "u_n" }),
        new AddConstraint(T("u"), new ExclusionConstraint("no_overlap", Of("r WITH &&")) { Method = "gist", Where = "n > 0" }),
        new AddConstraint(T("u"), new CheckConstraint(null, "n < 10") { NotValid = true, NoInherit = true }),
        new AddConstraint(T("u"), new ForeignKeyConstraint("u_self", Of("t_id"), new(T("u"), Of("id"), ReferentialAction.SetNull, ReferentialAction.Cascade) { MatchFull = true, OnDeleteColumns = Of("t_id") }) { Deferrable = true, NotValid = true }),
        new DropConstraint(T("t"), "b_short") { IfExists = true, Cascade = true },
        new ValidateConstraint(T("u"), "late"),
        new RenameConstraint(T("t"), "b_short", "Short"),
        new AlterConstraint(T("u"), "u_t") { Deferrable = true, InitiallyDeferred = true },
    ];

    private static IEnumerable<Operation> Indexes() =>
    [
        new CreateIndex("ix", T("t"), Of("a DESC NULLS LAST", "lower(b) text_pattern_ops")) { Unique = true, IfNotExists = true, Method = "btree", Include = Of("c"), NullsNotDistinct = true, Options = Of(new OptionSetting("fillfactor", "70")), Tablespace = "pg_default", Where = "a IS NOT NULL" },
        new CreateIndex("ix2", T("t"), Of("a")) { Concurrently = true },
        new DropIndex(T("t_expression")) { Concurrently = true },
        new CreateSequence(T("s.q"), new() { Type = "integer", Increment = -1, Minimum = -9, Maximum = -1, Start = -2, Cache = 2, Cycle = true, OwnedBy = "NONE" }) { IfNotExists = true },
        new CreateSequence(T("q"), SequenceOptions.None) { Persistence = Persistence.Temporary },
        new AlterSequence(T("sq"), new() { NoMinimum = true, Restart = true, OwnedBy = "t.a" }) { IfExists = true },
        new CreateStatistics(T("s.stat"), T("t"), Of("a", "b")) { Kinds = Of("ndistinct", "mcv"), IfNotExists = true },
        new SetStatisticsTarget(T("st"), 100) { IfExists = true },
    ];

    private static IEnumerable<Operation> Types() =>
    [
        new CreateEnumType(T("s.e"), Of("it's", "b\\c")),
        new AddEnumValue(T("mood"), "happy") { IfNotExists = true, After = "sad" },
        new RenameEnumValue(T("mood"), "ok", "fine"),
        new CreateCompositeType(T("triple"), Of(new ColumnDefinition("a", "int"), new ColumnDefinition("B", "text") { Collation = "\"C\"" })),
        new AddField(T("pair"), new("m", "numeric(10, 2)")) { Cascade = true },
        new DropField(T("pair"), "r") { IfExists = true, Cascade = true },
        new AlterFieldType(T("pair"), "r", "text") { Collation = "\"C\"", Cascade = true },
        new CreateRangeType(T("floats"), Of(new OptionSetting("subtype", "float8"))),
        new CreateDomain(T("s.name"), "varchar(20)") { Default = "'x'", NotNull = true, Collation = "\"C\"", Constraints = Of<TableConstraint>(new CheckConstraint("n", "VALUE <> ''")) },
        new SetDomainDefault(T("email"), "'a@b'"),
        new SetDomainDefault(T("email"), null),
        new SetDomainNotNull(T("email"), true),
        new AddDomainConstraint(T("email"), new CheckConstraint("short", "length(VALUE) < 99") { NotValid = true }),
        new DropDomainConstraint(T("email"), "has_at") { IfExists = true, Cascade = true },
        new ValidateDomainConstraint(T("email"), "unchecked"),
    ];

    private static IEnumerable<Operation> Views() =>
    [
        new CreateView(T("v"), "SELECT id, a FROM t WHERE a > 0") { Columns = Of("id", "a"), OrReplace = true, Options = Of(new OptionSetting("security_barrier", "true")), CheckOption = "LOCAL" },
        new CreateView(T("numbers"), "VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 5") { Columns = Of("n"), Recursive = true, Temporary = true },
        new CreateMaterializedView(T("s.kept"), "SELECT 1 AS one") { IfNotExists = true, Storage = new() { Options = Of(new OptionSetting("fillfactor", "70")) }, WithNoData = true },
        new CreateRule("r", T("u"), "INSERT", Of("DELETE FROM t", "SELECT 1")) { OrReplace = true, Where = "new.n > 0", Instead = true },
        new CreateRule("r", T("u"), "DELETE", default),
        new SetRuleState(T("u"), "ru", FiringState.Replica),
        new CreatePolicy("p", T("t")) { Restrictive = true, Command = "UPDATE", Roles = Of("sample_role", "CURRENT_USER"), Using = "a > 0", WithCheck = "a < 9" },
        new AlterPolicy("po", T("t")) { Roles = Of("PUBLIC"), Using = "true" },
        new SetRowSecurity(T("t"), true),
        new SetRowSecurityForced(T("t"), false),
    ];

    private static IEnumerable<Operation> Code() =>
    [
        new CreateRoutine(T("s.g"), Of(new RoutineParameter(ParameterMode.In, "x", "int", "1"), new RoutineParameter(ParameterMode.Table, "y", "int"))) { OrReplace = true, Language = "sql", Body = "SELECT length($$a$$) + x", Options = Of("STABLE", "STRICT", "SECURITY DEFINER", "COST 10", "ROWS 5", "PARALLEL SAFE", "SET search_path TO pg_catalog") },
        new CreateRoutine(T("h"), Of(new RoutineParameter(ParameterMode.Variadic, null, "int[]"))) { Returns = "SETOF int", Language = "sql", SqlBody = "BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END" },
        new CreateRoutine(T("add"), Of(new RoutineParameter(ParameterMode.InOut, "x", "int"), new RoutineParameter(ParameterMode.In, null, "int"))) { Procedure = true, Language = "plpgsql", Body = "BEGIN x := x + 1; END" },
        new CreateRoutine(T("c"), Of(new RoutineParameter(ParameterMode.In, null, "int4"), new RoutineParameter(ParameterMode.In, null, "int4"))) { Returns = "int4", Language = "internal", Body = "int4pl" },
        new AlterRoutine(Function("f", "(integer)"), Of("IMMUTABLE", "RESET ALL")),
        new CreateTrigger("t1", T("t"), TriggerTiming.Before, Of("INSERT", "UPDATE OF a, b"), T("tf")) { OrReplace = true, ForEachRow = true, When = "new.a > 0", Arguments = Of("x", "it's") },
        new CreateTrigger("t2", T("t"), TriggerTiming.After, Of("UPDATE"), T("tf")) { OldTable = "o", NewTable = "n" },
        new CreateTrigger("t3", T("t"), TriggerTiming.After, Of("DELETE"), T("tf")) { Constraint = true, From = T("u"), Deferrable = true, InitiallyDeferred = true, ForEachRow = true },
        new CreateTrigger("t4", T("v"), TriggerTiming.InsteadOf, Of("INSERT"), T("tf")) { ForEachRow = true },
        new SetTriggerState(T("t"), "tr", FiringState.Always),
        new SetTriggerState(T("t"), null, FiringState.Disabled) { UserOnly = true },
        new CreateEventTrigger("e", "sql_drop", T("ef")) { Tags = Of("DROP TABLE", "DROP VIEW") },
        new SetEventTriggerState("et", FiringState.Disabled),
    ];

    private static IEnumerable<Operation> Rights() =>
    [
        new GrantPrivileges(Of("SELECT (id, a)", "INSERT"), new("TABLE", Of("t")), Of("sample_role", "PUBLIC")) { WithGrantOption = false, GrantedBy = "CURRENT_USER" },
        new GrantPrivileges(Of("ALL"), new("TABLES", Of("s", "public")) { AllInSchemas = true }, Of("sample_role")) { WithGrantOption = true },
        new GrantPrivileges(Of("EXECUTE"), new("FUNCTION", Of("f(integer)")), Of("sample_role")),
        new RevokePrivileges(Of("USAGE"), new("SCHEMA", Of("s")), Of("sample_role")) { GrantOptionOnly = true, Cascade = true },
        new AlterDefaultPrivileges(new GrantPrivileges(Of("SELECT"), new("TABLES", default), Of("sample_role"))) { Roles = Of("CURRENT_USER"), Schemas = Of("s") },
        new GrantRoles(Of("sample_role"), Of("sample_member")) { Options = Of(new OptionSetting("ADMIN", "OPTION")) },
        new RevokeRoles(Of("sample_role"), Of("sample_member")) { OptionOnly = "ADMIN", Cascade = true },
        new CreateRole("sample_new", "NOLOGIN CREATEDB") { User = true },
        new DropOwned(Of("sample_role")) { Cascade = true },
        new ReassignOwned(Of("sample_role"), "CURRENT_USER"),
    ];

    private static IEnumerable<Operation> Objects() =>
    [
        new DropObject(new(ObjectKind.View, T("v"))) { IfExists = true, Cascade = true },
        new DropObject(Function("f", "(integer)")),
        new DropObject(OnTable(ObjectKind.Trigger, "tr")),
        new DropObject(new(ObjectKind.Role, T("sample_member"))),
        new RenameObject(new(ObjectKind.Attribute, T("l")) { Of = T("pair") }, "left_side") { Cascade = true },
        new RenameObject(new(ObjectKind.DomainConstraint, T("has_at")) { Of = T("email") }, "at"),
        new RenameObject(OnTable(ObjectKind.Policy, "po"), "policy"),
        new RenameObject(Function("f", null), "f2"),
        new SetObjectSchema(new(ObjectKind.Type, T("mood")), "s"),
        new SetOwner(new(ObjectKind.Table, T("t")), "sample_role") { IfExists = true },
        new SetExtensionDependency(Function("tf", "()"), "plpgsql", true),
        new DefineObject(new(ObjectKind.Aggregate, T("total")) { Signature = "(int)" }, "(SFUNC = int4pl, STYPE = int)") { Modifiers = "OR REPLACE" },
        new DefineObject(new(ObjectKind.Cast, new(null, "mood AS int")), "WITH INOUT AS ASSIGNMENT") ,
        new DefineObject(new(ObjectKind.Operator, new("s", "===")), "(FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int)"),
        new DefineObject(new(ObjectKind.Collation, T("german")), "FROM \"C\"") { IfNotExists = true },
        new AlterObject(new(ObjectKind.Role, new(null, "sample_role")), "SET work_mem TO '1MB'"),
        new SetComment(new(ObjectKind.Column, T("a")) { Of = T("public.t") }, "It's"),
        new SetComment(new(ObjectKind.TableConstraint, T("b_short")) { Of = T("t") }, null),
        new SetComment(new(ObjectKind.DomainConstraint, T("has_at")) { Of = T("email") }, "x"),
        new SetComment(Function("f", "(integer)"), "x"),
        new CreateSchema("s2") { IfNotExists = false, Owner = "CURRENT_USER", Elements = Of<Operation>(new CreateTable(T("inner_table"), Of(Plain), default), new CreateView(T("inner_view"), "SELECT z FROM inner_table")) },
        new CreateExtension("plpgsql") { IfNotExists = true, Schema = "pg_catalog", Version = "1.0", Cascade = true },
        new UpdateExtension("plpgsql", "1.0"),
        new SetExtensionMember("plpgsql", new(ObjectKind.View, T("v")), true),
        new CreatePublication("pub2", Of(new PublishedObject(T("t"), null) { Only = true, Columns = Of("id", "a"), Where = "id > 0" }, new PublishedObject(T("u"), null))) { Options = Of(new OptionSetting("publish", "'insert'")) },
        new CreatePublication("pub3", default) { AllTables = true },
        new AlterPublication("pub", PublicationChange.Add) { Objects = Of(new PublishedObject(null, "s")) },
        new AlterPublication("pub", PublicationChange.SetOptions) { Options = Of(new OptionSetting("publish_via_partition_root", "true")) },
        new CreateTable(T("far"), Of(new ColumnDefinition("a", "int") { ForeignOptions = "x 'y'" }), default) { Server = "srv", ForeignOptions = Of(new OptionSetting("o", "'1'")) },
        new SetForeignOptions(T("ft"), "ADD o '1'") { Relation = RelationKind.ForeignTable },
        new SetColumnForeignOptions(T("ft"), "a", "ADD o '1'") { Relation = RelationKind.ForeignTable },
        new DefineObject(new(ObjectKind.UserMapping, new(null, "FOR CURRENT_USER SERVER srv")), "OPTIONS (user 'x')") { IfNotExists = true },
        new AlterObject(new(ObjectKind.Server, T("srv")), "VERSION '2'"),
        new AlterSubscription("sub0", "CONNECTION 'dbname=other'"),
        new CreateSubscription("sub", "host=127.0.0.1 dbname=none", Of("pub")) { Options = Of(new OptionSetting("connect", "false"), new OptionSetting("slot_name", "NONE")) },
    ];

    private static IEnumerable<Operation> Rows() =>
    [
        new Query("SELECT 1"),
        new InsertRows(T("t"), "INSERT INTO t (id) VALUES (1)"),
        new UpdateRows(T("t"), "UPDATE t SET a = 1, b = 'x'") { Columns = Of("a", "b") },
        new UpdateRows(T("t"), "UPDATE t SET a = 1 WHERE id = 1") { Columns = Of("a"), HasWhere = true },
        new DeleteRows(T("t"), "DELETE FROM t WHERE id = 1") { HasWhere = true },
        new MergeRows(T("t"), "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DO NOTHING"),
        new CopyRows(T("t"), "COPY t FROM '/dev/null'") { From = true },
        new CallProcedure(T("pr"), "CALL pr()"),
        new Truncate(Of(T("orphan"), T("t"))) { Only = true, RestartIdentity = true, Cascade = true },
        new Vacuum(Of(new MaintenanceTarget(T("t"), Of("a")))) { Options = Of(new OptionSetting("analyze", null), new OptionSetting("parallel", "0")) },
        new Analyze(default) { Options = Of(new OptionSetting("skip_locked", "true")) },
        new Reindex(ReindexScope.Table, T("t")) { Options = Of(new OptionSetting("verbose", null)) },
        new Reindex(ReindexScope.Index, T("u_n")) { Concurrently = true },
        new Reindex(ReindexScope.Schema, T("s")),
        new Cluster(T("t")) { Index = "t_pkey", Verbose = true },
        new Cluster(null),
        new RefreshView(T("mv")) { Concurrently = true },
        new RefreshView(T("mv")) { WithNoData = true },
        new LockTables(Of(T("t"), T("u")), "SHARE ROW EXCLUSIVE") { NoWait = true },
        new Checkpoint(),
    ];

    private static IEnumerable<Operation> Sessions() =>
    [
        new TransactionControl(TransactionVerb.Begin) { Modes = "ISOLATION LEVEL SERIALIZABLE, READ ONLY" },
        new TransactionControl(TransactionVerb.Commit),
        new TransactionControl(TransactionVerb.Savepoint) { Name = "here" },
        new SetSetting("lock_timeout", "'1s'") { Local = true },
        new SetSetting("search_path", "s, public"),
        new SetSetting("timezone", "'UTC'"),
        new SetSetting("role", "sample_role"),
        new ResetSetting("lock_timeout"),
        new ResetSetting(null),
        new SetTransaction("ISOLATION LEVEL REPEATABLE READ"),
        new SetTransaction("READ WRITE") { Session = true },
        new SetConstraints(Of("u_t"), true),
        new SetConstraints(default, false),
        new Discard("ALL"),
        new Discard("PLANS"),
    ];

    /// <summary>What PostgreSQL has learnt since 15.</summary>
    private static IEnumerable<(Operation Operation, int Since)> Newer() =>
    [
        (new SetExpression(T("t"), "c", "2"), 17),
        (new AddColumn(T("t"), new("virt", "int") { GeneratedAs = "1", GeneratedVirtual = true }), 18),
        (new AddConstraint(T("u"), new NotNullConstraint("r_there", "r") { NotValid = true }), 18),
        (new AddConstraint(T("u"), new CheckConstraint("wish", "n > 1") { NotEnforced = true }), 18),
        (new CreateTable(T("temporal"), Of(new ColumnDefinition("n", "int4range"), new("r", "int4range")), Of<TableConstraint>(new PrimaryKeyConstraint("whole", Of("n", "r")) { WithoutOverlaps = true }, new ForeignKeyConstraint("part", Of("n", "r"), new(T("temporal"), Of("n", "r")) { Period = true }))), 18),
        (new AlterConstraint(T("u"), "u_t") { Enforced = false }, 18),
        // No server here has a provider of labels, or another one's transaction to use.
        (new SetSecurityLabel(OnTable(ObjectKind.Trigger, "tr") with { Kind = ObjectKind.Table, Name = T("t"), Of = null }, "it's") { Provider = "selinux" }, 99),
        (new TransactionControl(TransactionVerb.CommitPrepared) { Name = "it's" }, 99),
        (new SetTransaction("SNAPSHOT '00000003-0000001B-1'"), 99),
    ];

    private static QualifiedName T(string name) => QualifiedName.Parse(name);

    private static DatabaseObject Function(string name, string? signature) => new(ObjectKind.Function, T(name)) { Signature = signature };

    private static DatabaseObject OnTable(ObjectKind kind, string name) => new(kind, T(name)) { Of = T("t") };
}
