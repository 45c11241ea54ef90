using Lockstep.Model.Sql;
using Lockstep.Tests.Support;
using Lockstep.Verification;
using Npgsql;

namespace Lockstep.Tests.Verification;

/// <summary>What a migration can make is seen, and taking it back leaves no difference.</summary>
public sealed class CatalogSnapshotTests(RolesServer server) : IClassFixture<RolesServer>
{
    private const string Start = """
        CREATE ROLE app; CREATE ROLE report;
        CREATE SCHEMA other;
        CREATE TABLE t (id int PRIMARY KEY, name text, amount numeric(10, 2), at timestamptz DEFAULT now());
        CREATE TABLE parent (id int, region text) PARTITION BY LIST (region);
        CREATE TABLE part (id int, region text);
        CREATE INDEX parent_id ON ONLY parent (id); CREATE INDEX part_id ON part (id);
        CREATE TABLE base (id int); CREATE TABLE derived (id int);
        CREATE VIEW v AS SELECT id FROM t;
        CREATE SEQUENCE s;
        CREATE TYPE mood AS ENUM ('sad', 'happy');
        CREATE TYPE pair AS (a int, b int);
        CREATE DOMAIN positive AS int;
        CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE FUNCTION evt() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE TRIGGER touched BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE TABLE child (t_id int REFERENCES t, UNIQUE (t_id));
        CREATE STATISTICS st ON id, name FROM t;
        CREATE FOREIGN DATA WRAPPER w; CREATE SERVER remote FOREIGN DATA WRAPPER w;
        CREATE PUBLICATION pub FOR TABLE t;
        """;

    /// <summary>What makes a change, and what takes it back.</summary>
    public static TheoryData<string, string> Changes { get; } = new()
    {
        { "CREATE TABLE x (id int)", "DROP TABLE x" },
        { "CREATE UNLOGGED TABLE x (id int)", "DROP TABLE x" },
        { "CREATE TABLE x OF pair", "DROP TABLE x" },
        { "ALTER TABLE t ADD COLUMN x int", "ALTER TABLE t DROP COLUMN x" },
        { "ALTER TABLE t ALTER amount TYPE numeric(12, 2)", "ALTER TABLE t ALTER amount TYPE numeric(10, 2)" },
        { "ALTER TABLE t ALTER name SET DEFAULT 'x'", "ALTER TABLE t ALTER name DROP DEFAULT" },
        { "ALTER TABLE t ALTER at SET DEFAULT clock_timestamp()", "ALTER TABLE t ALTER at SET DEFAULT now()" },
        { "ALTER TABLE t ALTER name SET NOT NULL", "ALTER TABLE t ALTER name DROP NOT NULL" },
        { "ALTER TABLE t ALTER id ADD GENERATED ALWAYS AS IDENTITY", "ALTER TABLE t ALTER id DROP IDENTITY" },
        { "ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (id * 2) STORED", "ALTER TABLE t DROP COLUMN g" },
        { "ALTER TABLE t ALTER name TYPE text COLLATE \"C\"", "ALTER TABLE t ALTER name TYPE text COLLATE \"default\"" },
        { "ALTER TABLE t ALTER name SET STORAGE EXTERNAL", "ALTER TABLE t ALTER name SET STORAGE EXTENDED" },
        { "ALTER TABLE t ALTER name SET COMPRESSION pglz", "ALTER TABLE t ALTER name SET COMPRESSION default" },
        { "ALTER TABLE t ALTER name SET STATISTICS 500", "ALTER TABLE t ALTER name SET STATISTICS -1" },
        { "ALTER TABLE t ALTER name SET (n_distinct = 5)", "ALTER TABLE t ALTER name RESET (n_distinct)" },
        { "ALTER TABLE t SET (fillfactor = 70)", "ALTER TABLE t RESET (fillfactor)" },
        { "ALTER TABLE t SET (toast.autovacuum_enabled = false)", "ALTER TABLE t RESET (toast.autovacuum_enabled)" },
        { "ALTER TABLE derived SET UNLOGGED", "ALTER TABLE derived SET LOGGED" },
        { "ALTER TABLE t OWNER TO app", "ALTER TABLE t OWNER TO postgres" },
        { "ALTER TABLE t SET SCHEMA other", "ALTER TABLE other.t SET SCHEMA public" },
        { "ALTER TABLE t RENAME name TO title", "ALTER TABLE t RENAME title TO name" },
        { "ALTER TABLE t REPLICA IDENTITY FULL", "ALTER TABLE t REPLICA IDENTITY DEFAULT" },
        { "ALTER TABLE t CLUSTER ON t_pkey", "ALTER TABLE t SET WITHOUT CLUSTER" },
        { "ALTER TABLE t ENABLE ROW LEVEL SECURITY", "ALTER TABLE t DISABLE ROW LEVEL SECURITY" },
        { "ALTER TABLE t FORCE ROW LEVEL SECURITY", "ALTER TABLE t NO FORCE ROW LEVEL SECURITY" },
        { "ALTER TABLE derived INHERIT base", "ALTER TABLE derived NO INHERIT base" },
        { "ALTER TABLE parent ATTACH PARTITION part FOR VALUES IN ('eu')", "ALTER TABLE parent DETACH PARTITION part" },
        { "CREATE TABLE p2 PARTITION OF parent FOR VALUES IN ('us')", "DROP TABLE p2" },
        { "CREATE INDEX x ON t (name)", "DROP INDEX x" },
        { "CREATE UNIQUE INDEX x ON t (lower(name)) INCLUDE (id) WHERE id > 0", "DROP INDEX x" },
        { "CREATE INDEX x ON t (lower(name)); ALTER INDEX x ALTER COLUMN 1 SET STATISTICS 100", "DROP INDEX x" },
        { "ALTER INDEX part_id SET (fillfactor = 50)", "ALTER INDEX part_id RESET (fillfactor)" },
        { "ALTER TABLE t ADD CONSTRAINT x CHECK (id > 0)", "ALTER TABLE t DROP CONSTRAINT x" },
        { "ALTER TABLE t ADD CONSTRAINT x CHECK (id > 0) NOT VALID", "ALTER TABLE t DROP CONSTRAINT x" },
        { "ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING btree (name WITH =)", "ALTER TABLE t DROP CONSTRAINT x" },
        { "ALTER TABLE child ALTER CONSTRAINT child_t_id_fkey DEFERRABLE INITIALLY DEFERRED", "ALTER TABLE child ALTER CONSTRAINT child_t_id_fkey NOT DEFERRABLE" },
        { "ALTER TABLE child RENAME CONSTRAINT child_t_id_key TO k", "ALTER TABLE child RENAME CONSTRAINT k TO child_t_id_key" },
        { "ALTER TABLE child DISABLE TRIGGER ALL", "ALTER TABLE child ENABLE TRIGGER ALL" },
        { "CREATE SEQUENCE x", "DROP SEQUENCE x" },
        { "ALTER SEQUENCE s INCREMENT 5", "ALTER SEQUENCE s INCREMENT 1" },
        { "ALTER SEQUENCE s AS int", "ALTER SEQUENCE s AS bigint" },
        { "ALTER SEQUENCE s OWNED BY t.id", "ALTER SEQUENCE s OWNED BY NONE" },
        { "CREATE OR REPLACE VIEW v AS SELECT id FROM t WHERE id > 0", "CREATE OR REPLACE VIEW v AS SELECT id FROM t" },
        { "ALTER VIEW v SET (security_barrier = true)", "ALTER VIEW v RESET (security_barrier)" },
        { "ALTER VIEW v ALTER id SET DEFAULT 7", "ALTER VIEW v ALTER id DROP DEFAULT" },
        { "CREATE MATERIALIZED VIEW x AS SELECT 1 AS one", "DROP MATERIALIZED VIEW x" },
        { "CREATE OR REPLACE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1'", "CREATE OR REPLACE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1'" },
        { "ALTER FUNCTION f(int) SECURITY DEFINER", "ALTER FUNCTION f(int) SECURITY INVOKER" },
        { "ALTER FUNCTION f(int) SET search_path = other", "ALTER FUNCTION f(int) RESET search_path" },
        { "CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1'", "DROP FUNCTION f(text)" },
        { "CREATE PROCEDURE p() LANGUAGE sql AS ''", "DROP PROCEDURE p()" },
        { "CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int, initcond = '0')", "DROP AGGREGATE total(int)" },
        { "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION touch()", "DROP TRIGGER x ON t" },
        { "CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t DEFERRABLE FOR EACH ROW EXECUTE FUNCTION touch()", "DROP TRIGGER x ON t" },
        { "ALTER TABLE t DISABLE TRIGGER touched", "ALTER TABLE t ENABLE TRIGGER touched" },
        { "CREATE RULE x AS ON DELETE TO t DO INSTEAD NOTHING", "DROP RULE x ON t" },
        { "CREATE POLICY x ON t FOR SELECT TO app USING (id > 0)", "DROP POLICY x ON t" },
        { "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'", "ALTER TYPE mood RENAME VALUE 'blue' TO 'sad'" },
        { "CREATE TYPE x AS ENUM ('a', 'b')", "DROP TYPE x" },
        { "ALTER TYPE pair ADD ATTRIBUTE c int", "ALTER TYPE pair DROP ATTRIBUTE c" },
        { "CREATE TYPE x AS RANGE (subtype = float8, subtype_diff = float8mi)", "DROP TYPE x" },
        { "ALTER DOMAIN positive ADD CONSTRAINT c CHECK (value > 0)", "ALTER DOMAIN positive DROP CONSTRAINT c" },
        { "ALTER DOMAIN positive SET DEFAULT 1", "ALTER DOMAIN positive DROP DEFAULT" },
        { "ALTER DOMAIN positive SET NOT NULL", "ALTER DOMAIN positive DROP NOT NULL" },
        { "CREATE DOMAIN x AS text COLLATE \"C\"", "DROP DOMAIN x" },
        { "CREATE EXTENSION pg_trgm", "DROP EXTENSION pg_trgm" },
        { "COMMENT ON TABLE t IS 'x'", "COMMENT ON TABLE t IS NULL" },
        { "COMMENT ON COLUMN t.id IS 'x'", "COMMENT ON COLUMN t.id IS NULL" },
        { "COMMENT ON CONSTRAINT t_pkey ON t IS 'x'", "COMMENT ON CONSTRAINT t_pkey ON t IS NULL" },
        { "COMMENT ON SCHEMA public IS 'x'", "COMMENT ON SCHEMA public IS 'standard public schema'" },
        { "COMMENT ON ROLE app IS 'x'", "COMMENT ON ROLE app IS NULL" },
        { "CREATE STATISTICS x ON id, amount FROM t", "DROP STATISTICS x" },
        { "ALTER STATISTICS st SET STATISTICS 9", "ALTER STATISTICS st SET STATISTICS -1" },
        { "CREATE PUBLICATION x FOR ALL TABLES", "DROP PUBLICATION x" },
        { "ALTER PUBLICATION pub ADD TABLE base", "ALTER PUBLICATION pub DROP TABLE base" },
        { "ALTER PUBLICATION pub SET (publish_via_partition_root = true)", "ALTER PUBLICATION pub SET (publish_via_partition_root = false)" },
        { "ALTER PUBLICATION pub SET TABLE t (id)", "ALTER PUBLICATION pub SET TABLE t" },
        { "ALTER PUBLICATION pub SET TABLE t WHERE (id > 0)", "ALTER PUBLICATION pub SET TABLE t" },
        { "ALTER PUBLICATION pub ADD TABLES IN SCHEMA other", "ALTER PUBLICATION pub DROP TABLES IN SCHEMA other" },
        { "CREATE SUBSCRIPTION x CONNECTION 'host=nowhere password=hush' PUBLICATION pub WITH (connect = false, slot_name = NONE)", "DROP SUBSCRIPTION x" },
        { "CREATE EVENT TRIGGER x ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION evt()", "DROP EVENT TRIGGER x" },
        { "GRANT SELECT ON t TO app", "REVOKE SELECT ON t FROM app" },
        { "GRANT SELECT (id) ON t TO app", "REVOKE SELECT (id) ON t FROM app" },
        { "GRANT USAGE ON SEQUENCE s TO app", "REVOKE USAGE ON SEQUENCE s FROM app" },
        { "GRANT CREATE ON SCHEMA other TO app", "REVOKE CREATE ON SCHEMA other FROM app" },
        { "REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC", "GRANT EXECUTE ON FUNCTION f(int) TO PUBLIC" },
        { "REVOKE USAGE ON TYPE mood FROM PUBLIC", "GRANT USAGE ON TYPE mood TO PUBLIC" },
        { "REVOKE CONNECT ON DATABASE {0} FROM PUBLIC", "GRANT CONNECT ON DATABASE {0} TO PUBLIC" },
        { "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO app", "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM app" },
        { "CREATE ROLE x LOGIN CONNECTION LIMIT 3", "DROP ROLE x" },
        { "ALTER ROLE app CREATEDB", "ALTER ROLE app NOCREATEDB" },
        { "GRANT report TO app", "REVOKE report FROM app" },
        { "ALTER ROLE app SET work_mem = '8MB'", "ALTER ROLE app RESET work_mem" },
        { "ALTER DATABASE {0} SET work_mem = '8MB'", "ALTER DATABASE {0} RESET work_mem" },
        { "CREATE SCHEMA x", "DROP SCHEMA x" },
        { "ALTER SCHEMA other OWNER TO app", "ALTER SCHEMA other OWNER TO postgres" },
        { "CREATE COLLATION x (locale = 'C')", "DROP COLLATION x" },
        { "CREATE CAST (text AS pair) WITH INOUT AS ASSIGNMENT", "DROP CAST (text AS pair)" },
        { "CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq)", "DROP OPERATOR === (int, int)" },
        { "CREATE OPERATOR FAMILY x USING btree", "DROP OPERATOR FAMILY x USING btree" },
        { "CREATE OPERATOR CLASS x FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 btint4cmp(int, int)", "DROP OPERATOR FAMILY x USING btree" },
        { "CREATE TEXT SEARCH CONFIGURATION x (COPY = simple)", "DROP TEXT SEARCH CONFIGURATION x" },
        { "CREATE TEXT SEARCH DICTIONARY x (TEMPLATE = simple, stopwords = english)", "DROP TEXT SEARCH DICTIONARY x" },
        { "CREATE TEXT SEARCH PARSER x (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype)", "DROP TEXT SEARCH PARSER x" },
        { "CREATE TEXT SEARCH TEMPLATE x (LEXIZE = dsimple_lexize)", "DROP TEXT SEARCH TEMPLATE x" },
        { "CREATE FOREIGN DATA WRAPPER x OPTIONS (a 'b')", "DROP FOREIGN DATA WRAPPER x" },
        { "ALTER SERVER remote OPTIONS (ADD host 'h')", "ALTER SERVER remote OPTIONS (DROP host)" },
        { "CREATE USER MAPPING FOR app SERVER remote OPTIONS (password 'hush')", "DROP USER MAPPING FOR app SERVER remote" },
        { "CREATE FOREIGN TABLE x (id int OPTIONS (c 'd')) SERVER remote OPTIONS (e 'f')", "DROP FOREIGN TABLE x" },
        { "CREATE LANGUAGE x HANDLER plpgsql_call_handler", "DROP LANGUAGE x" },
        { "CREATE ACCESS METHOD x TYPE TABLE HANDLER heap_tableam_handler", "DROP ACCESS METHOD x" },
        { "CREATE CONVERSION x FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8", "DROP CONVERSION x" },
        { "CREATE FUNCTION tf(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'pg_ndistinct_in'; CREATE TRANSFORM FOR pair LANGUAGE plpgsql (FROM SQL WITH FUNCTION tf(internal))", "DROP TRANSFORM FOR pair LANGUAGE plpgsql; DROP FUNCTION tf(internal)" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_is_seen_and_taking_it_back_leaves_no_difference(string change, string back)
    {
        // All in one database and each in a transaction: a hundred databases would take their time.
        var database = await server.SharedAsync(Start);
        await using var connection = await database.OpenAsync();
        await RunAsync(connection, database, "BEGIN");
        var before = await TakeAsync(connection);
        await RunAsync(connection, database, change);
        var after = await TakeAsync(connection);
        var seen = CatalogSnapshot.Differences(before, after);
        Assert.NotEmpty(seen);
        Assert.DoesNotContain(seen, difference => difference.Contains("hush", StringComparison.Ordinal));
        await RunAsync(connection, database, back);
        Assert.Empty(CatalogSnapshot.Differences(before, await TakeAsync(connection)));
        await RunAsync(connection, database, change);
        Assert.Empty(CatalogSnapshot.Differences(after, await TakeAsync(connection)));
    }

    [Fact]
    public async Task The_order_of_enum_values_is_seen()
    {
        await using var database = await server.PreparedAsync(Start);
        await using var connection = await database.OpenAsync();
        await RunAsync(connection, database, "CREATE TYPE x AS ENUM ('a', 'b')");
        var before = await TakeAsync(connection);
        await RunAsync(connection, database, "DROP TYPE x; CREATE TYPE x AS ENUM ('b', 'a')");
        Assert.Equal(["enum public.x is ''b', 'a' owner=postgres', was ''a', 'b' owner=postgres'"], CatalogSnapshot.Differences(before, await TakeAsync(connection)).Select(difference => difference.Replace(" =U/postgres,postgres=U/postgres", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_database_built_in_another_order_is_the_same()
    {
        await using var one = await server.PreparedAsync(Start);
        await using var two = await server.PreparedAsync("SELECT 1");
        var before = await SnapshotAsync(one);
        await one.RunAsync("CREATE TABLE x (a int, b text)", "GRANT SELECT ON x TO app", "GRANT INSERT ON x TO report", "ALTER TABLE x SET (fillfactor = 70)", "ALTER TABLE x SET (autovacuum_enabled = off)", "CREATE TABLE y (a int)");
        await two.RunAsync("CREATE TABLE noise (id serial)", "CREATE TYPE noise2 AS ENUM ('a')", "CREATE TABLE y (a int)");
        await two.RunAsync([.. SqlStatements.Split(Start).Select(span => span.Text(Start)).Where(statement => !statement.StartsWith("CREATE ROLE", StringComparison.Ordinal))]);
        await two.RunAsync("CREATE TABLE x (gone int, b text)", "ALTER TABLE x DROP gone", "ALTER TABLE x ADD a int", "ALTER TABLE x SET (autovacuum_enabled = off)", "ALTER TABLE x SET (fillfactor = 70)", "GRANT INSERT ON x TO report", "GRANT SELECT ON x TO app", "DROP TABLE noise", "DROP TYPE noise2");
        Assert.Empty(CatalogSnapshot.Differences(await SnapshotAsync(one), await SnapshotAsync(two)));
        Assert.NotEmpty(CatalogSnapshot.Differences(before, await SnapshotAsync(one)));
    }

    [Fact]
    public async Task Differences_are_told_in_words_and_the_object_before_its_parts()
    {
        await using var database = await server.PreparedAsync("CREATE TABLE t (id int, note text)");
        await using var connection = await database.OpenAsync();
        var before = await TakeAsync(connection);
        await RunAsync(connection, database, "CREATE TABLE x (id int); ALTER TABLE t DROP note; ALTER TABLE t ALTER id TYPE bigint");
        Assert.Equal(
            ["table public.x stays", "column public.x.id stays", "column public.t.note is missing", "column public.t.id is 'bigint', was 'integer'"],
            CatalogSnapshot.Differences(before, await TakeAsync(connection)));
    }

    [Fact]
    public async Task What_is_Lockstep_s_own_or_temporary_or_an_extension_s_is_left_out()
    {
        await using var database = await server.PreparedAsync("CREATE TABLE t (id int)");
        await using var connection = await database.OpenAsync();
        var before = await TakeAsync(connection);
        await RunAsync(connection, database, "CREATE TEMP TABLE x (id int)");
        await Lockstep.History.HistoryTable.EnsureAsync(connection, TestDatabase.Cancellation);
        Assert.Empty(CatalogSnapshot.Differences(before, await TakeAsync(connection)));
        await RunAsync(connection, database, "CREATE EXTENSION hstore");
        Assert.Equal("extension hstore stays", Assert.Single(CatalogSnapshot.Differences(before, await TakeAsync(connection))));
    }

    private static async Task<CatalogSnapshot> SnapshotAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return await TakeAsync(connection);
    }

    private static Task<CatalogSnapshot> TakeAsync(NpgsqlConnection connection) => CatalogSnapshot.TakeAsync(connection, TestDatabase.Cancellation);

    private static async Task RunAsync(NpgsqlConnection connection, TestDatabase database, string sql)
    {
        foreach (var statement in SqlStatements.Split(sql).Select(span => span.Text(sql)).Prepend("SET search_path = public"))
        {
            await using var command = new NpgsqlCommand(statement.Replace("{0}", database.Name, StringComparison.Ordinal), connection);
            await command.ExecuteNonQueryAsync(TestDatabase.Cancellation);
        }
    }
}
