using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS2001 to LS2018: how indexes are made, dropped, rebuilt and moved.</summary>
public sealed class IndexTests
{
    private const string Schema = """
        CREATE TABLE t (id int PRIMARY KEY, a int, b text, CONSTRAINT t_a UNIQUE (a));
        CREATE INDEX t_b ON t (b);
        CREATE TABLE small (a int);
        CREATE INDEX small_a ON small (a);
        CREATE TABLE p (a int, at date) PARTITION BY RANGE (at);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE INDEX p_a ON p (a);
        CREATE TABLE hollow (a int, at date) PARTITION BY RANGE (at);
        CREATE TABLE x (r int4range, CONSTRAINT x_r EXCLUDE USING gist (r WITH &&));
        CREATE MATERIALIZED VIEW kept AS SELECT a FROM t;
        CREATE INDEX kept_a ON kept (a);
        """;

    [Theory]
    [InlineData("CREATE INDEX i ON t (a)", "LS2001")]
    [InlineData("CREATE UNIQUE INDEX i ON t (a, b)", "LS2001")]
    [InlineData("CREATE INDEX i ON unknown (a)", "LS2001")]
    [InlineData("CREATE INDEX i ON p (at)", "LS2001")]
    [InlineData("CREATE INDEX i ON p1 (at)", "LS2001")]
    [InlineData("CREATE INDEX i ON ONLY t (b)", "LS2001")]
    [InlineData("BEGIN; CREATE INDEX i ON t (a); COMMIT", "LS2001")]
    [InlineData("DO $$ BEGIN CREATE INDEX i ON t (a); END $$", "LS2001")]
    [InlineData("CREATE TABLE n AS SELECT 1 AS a; CREATE INDEX i ON n (a)", "LS2001")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)", "")]
    [InlineData("CREATE INDEX IF NOT EXISTS t_b ON t (b)", "")]
    [InlineData("CREATE INDEX i ON ONLY p (at)", "")]
    [InlineData("CREATE INDEX i ON hollow (a)", "")]
    [InlineData("CREATE INDEX i ON small (a)", "")]
    [InlineData("CREATE INDEX i ON kept (a)", "")]
    [InlineData("CREATE TABLE n (a int); CREATE INDEX i ON n (a)", "")]
    [InlineData("BEGIN; CREATE TABLE n AS SELECT 1 AS a; CREATE INDEX i ON n (a); COMMIT", "")]
    [InlineData("CREATE TEMP TABLE n AS SELECT 1 AS a; CREATE INDEX i ON n (a)", "")]
    [InlineData("CREATE TABLE p2 PARTITION OF p FOR VALUES FROM ('2027-01-01') TO ('2028-01-01'); CREATE INDEX i ON p2 (at)", "")]
    public void An_index_is_created(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2001", "LS2001"));

    [Theory]
    [InlineData("DROP INDEX t_b", "LS2002")]
    [InlineData("DROP INDEX IF EXISTS unknown", "LS2002")]
    [InlineData("DROP INDEX kept_a", "LS2002")]
    [InlineData("DROP INDEX small_a", "LS2002")]
    [InlineData("DROP INDEX p_a", "LS2002")]
    [InlineData("SET lock_timeout = '2s'; DROP INDEX t_b", "LS2002")]
    [InlineData("SET lock_timeout = '2s'; DROP INDEX p_a", "")]
    [InlineData("SET lock_timeout = '2s'; DROP INDEX small_a", "")]
    [InlineData("DROP INDEX CONCURRENTLY t_b", "")]
    [InlineData("CREATE TABLE n (a int); CREATE INDEX n_a ON n (a); DROP INDEX n_a", "")]
    public void An_index_is_dropped(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2002", "LS2002"));

    [Fact]
    public void An_index_that_no_migration_has_made_is_not_there_to_be_dropped() =>
        Assert.Empty((Script("DROP INDEX IF EXISTS unknown") with { IsComplete = true }).Of("LS2002"));

    [Theory]
    [InlineData("REINDEX INDEX t_b", "LS2003")]
    [InlineData("REINDEX TABLE t", "LS2003")]
    [InlineData("REINDEX TABLE p", "LS2003")]
    [InlineData("REINDEX TABLE unknown", "LS2003")]
    [InlineData("REINDEX INDEX unknown", "LS2003")]
    [InlineData("REINDEX SCHEMA public", "LS2003")]
    [InlineData("REINDEX SYSTEM shop", "LS2003")]
    [InlineData("REINDEX (TABLESPACE fast) INDEX t_b", "LS2003")]
    [InlineData("REINDEX INDEX CONCURRENTLY t_b", "")]
    [InlineData("REINDEX (CONCURRENTLY) TABLE t", "")]
    [InlineData("REINDEX TABLE small", "")]
    [InlineData("REINDEX INDEX small_a", "")]
    [InlineData("CREATE TABLE n (a int PRIMARY KEY); REINDEX TABLE n", "")]
    public void An_index_is_rebuilt(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2003", "LS2003"));

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (b, a)", "LS2006")]
    [InlineData("DROP INDEX CONCURRENTLY IF EXISTS j; CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (b, a)", "LS2006")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (b, a)", "")]
    [InlineData("DROP INDEX CONCURRENTLY IF EXISTS i; CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (b, a)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (b, a); REINDEX INDEX CONCURRENTLY i", "")]
    [InlineData("CREATE INDEX IF NOT EXISTS t_b ON t (b)", "")]
    public void IF_NOT_EXISTS_may_keep_an_invalid_index(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2006", "LS2006"));

    [Fact]
    public void Lockstep_itself_drops_an_invalid_index() =>
        Assert.Empty((Script("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (b, a)") with { Runner = ScriptRunner.Lockstep }).Of("LS2006"));

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ON t (b, a)", "LS2007")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (b, a)", "")]
    [InlineData("CREATE TABLE n (a int); CREATE INDEX ON n (a)", "")]
    public void A_concurrent_index_has_a_name(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2007", "LS2007"));

    [Theory]
    [InlineData("ALTER INDEX t_b SET TABLESPACE fast", "LS2009")]
    [InlineData("ALTER INDEX unknown SET TABLESPACE fast", "LS2009")]
    [InlineData("ALTER INDEX ALL IN TABLESPACE slow SET TABLESPACE fast", "LS2009")]
    [InlineData("ALTER TABLE t SET TABLESPACE fast", "LS2011")]
    [InlineData("ALTER TABLE unknown SET TABLESPACE fast", "LS2011")]
    [InlineData("ALTER TABLE ALL IN TABLESPACE slow SET TABLESPACE fast", "LS2011")]
    [InlineData("ALTER MATERIALIZED VIEW kept SET TABLESPACE fast", "LS2011")]
    [InlineData("ALTER TABLE p SET TABLESPACE fast", "")]
    [InlineData("ALTER TABLE t SET TABLESPACE pg_default", "")]
    [InlineData("ALTER INDEX t_b SET TABLESPACE pg_default", "")]
    [InlineData("ALTER TABLE ALL IN TABLESPACE fast SET TABLESPACE fast", "")]
    [InlineData("ALTER TABLE small SET TABLESPACE fast", "")]
    [InlineData("ALTER INDEX small_a SET TABLESPACE fast", "")]
    [InlineData("CREATE TABLE n (a int); ALTER TABLE n SET TABLESPACE fast", "")]
    public void Files_move(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2009", "LS2011"));

    [Theory]
    [InlineData("SET lock_timeout = '2s'; CREATE INDEX CONCURRENTLY i ON t (b, a)", "LS2018")]
    [InlineData("SET statement_timeout = '1min'; CREATE INDEX CONCURRENTLY i ON t (b, a)", "LS2018")]
    [InlineData("SET lock_timeout = '2s'; DROP INDEX CONCURRENTLY t_b", "LS2018")]
    [InlineData("SET lock_timeout = '2s'; REINDEX INDEX CONCURRENTLY t_b", "LS2018")]
    [InlineData("SET lock_timeout = '2s'; ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY", "LS2018")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID; SET statement_timeout = '5s'; ALTER TABLE t VALIDATE CONSTRAINT c", "LS2018")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID; SET lock_timeout = '5s'; ALTER TABLE t VALIDATE CONSTRAINT c", "")]
    [InlineData("SET lock_timeout = 0; SET statement_timeout = 0; CREATE INDEX CONCURRENTLY i ON t (b, a)", "")]
    [InlineData("SET lock_timeout = '2s'; RESET lock_timeout; CREATE INDEX CONCURRENTLY i ON t (b, a)", "")]
    [InlineData("BEGIN; SET LOCAL lock_timeout = '2s'; COMMIT; CREATE INDEX CONCURRENTLY i ON t (b, a)", "")]
    [InlineData("SET lock_timeout = '2s'; ALTER TABLE t ADD COLUMN c int", "")]
    public void A_timeout_cuts_off_long_work(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2018", "LS2018"));

    [Theory]
    [InlineData("SET lock_timeout = '2s'", "")]
    [InlineData("SET statement_timeout = '2s'", "LS2018")]
    public void Lockstep_takes_lock_timeout_away_and_leaves_statement_timeout(string set, string ids) =>
        Assert.Equal(ids, (Script(set + "; CREATE INDEX CONCURRENTLY i ON t (b, a)") with { Runner = ScriptRunner.Lockstep }).Ids("LS2018", "LS2018"));

    [Theory]
    [InlineData("LS2005", "ALTER TABLE t ADD c int; CREATE INDEX CONCURRENTLY i ON t (c)", 1)]
    [InlineData("LS2005", "SET lock_timeout = 0; CREATE INDEX CONCURRENTLY i ON t (c)", 0)]
    [InlineData("LS2005", "ALTER TABLE t ADD c int; ALTER TABLE t ADD d int", 0)]
    [InlineData("LS2008", "CREATE INDEX CONCURRENTLY i ON t (b, a); REINDEX INDEX CONCURRENTLY t_b; REINDEX INDEX t_b", 2)]
    [InlineData("LS2012", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (b)", 1)]
    [InlineData("LS2012", "ALTER TABLE t ADD UNIQUE (b)", 1)]
    [InlineData("LS2012", "CREATE INDEX CONCURRENTLY i ON t (b, a)", 0)]
    [InlineData("LS2012", "CREATE TABLE n (a int); CREATE UNIQUE INDEX i ON n (a)", 0)]
    [InlineData("LS2012", "ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i", 0)]
    public void Rules_that_are_asked_for(string id, string up, int findings)
    {
        var script = Script(up) with { Options = RuleOptions.Default with { PostgresVersion = 14 } };
        Assert.Equal(findings, script.Of(id).Count);
        Assert.DoesNotContain(script.Findings, finding => finding.Rule.Id == id);
    }

    [Fact]
    public void The_bug_of_14_is_in_14_alone() => Assert.Empty(Script("CREATE INDEX CONCURRENTLY i ON t (b, a)").Of("LS2008"));

    [Fact]
    public void What_an_index_blocks_in_Down_blocks_too() => Assert.Equal("LS2001 LS2002", (Script("SELECT 1") with { Down = "DROP INDEX t_b; CREATE INDEX t_b ON t (b)" }).Ids("LS2001", "LS2018"));

    [Theory]
    [InlineData("LS2001", "CREATE INDEX i ON p (at)", "Index 'i' is created without CONCURRENTLY: writes to 'p' wait (SHARE lock) until it is built; PostgreSQL has no CONCURRENTLY for a partitioned table: create it ON ONLY 'p', concurrently on each partition, and attach those indexes")]
    [InlineData("LS2001", "BEGIN; ALTER TABLE t ADD c int; CREATE INDEX i ON t (c); COMMIT", "Index 'i' is created without CONCURRENTLY: reads of and writes to 't' wait (ACCESS EXCLUSIVE lock, held since an earlier statement of the transaction) until it is built; create it concurrently, outside BEGIN and COMMIT")]
    [InlineData("LS2001", "DO $$ BEGIN CREATE INDEX i ON t (a); END $$", "Index 'i' is created without CONCURRENTLY: writes to 't' wait (SHARE lock) until it is built; create it concurrently, as a statement of its own outside the DO block")]
    [InlineData("LS2002", "DROP INDEX t_b CASCADE", "Index 't_b' is dropped without CONCURRENTLY: DROP INDEX waits for every transaction that uses 't' (ACCESS EXCLUSIVE lock), and all reads and writes that come after it wait behind it; drop it concurrently, without CASCADE")]
    [InlineData("LS2002", "DROP INDEX p_a", "Index 'p_a' is dropped without CONCURRENTLY: DROP INDEX waits for every transaction that uses 'p' or one of its partitions (ACCESS EXCLUSIVE lock), and all reads and writes that come after it wait behind it; PostgreSQL has no CONCURRENTLY for a partitioned table: set lock_timeout before it, and try again when it gives up")]
    [InlineData("LS2003", "REINDEX INDEX t_b", "REINDEX INDEX 't_b' without CONCURRENTLY: writes to 't' wait (SHARE lock), and nearly all reads too (ACCESS EXCLUSIVE lock on the index, at which every plan looks), until it is built; add CONCURRENTLY")]
    [InlineData("LS2003", "REINDEX INDEX x_r", "REINDEX INDEX 'x_r' without CONCURRENTLY: writes to 'x' wait (SHARE lock), and nearly all reads too (ACCESS EXCLUSIVE lock on the index, at which every plan looks), until it is built; PostgreSQL has no CONCURRENTLY for the index of an exclusion constraint: do it while nobody writes to the table")]
    [InlineData("LS2004", "CREATE INDEX CONCURRENTLY i ON p (at)", "PostgreSQL refuses CREATE INDEX CONCURRENTLY on partitioned table 'p'; PostgreSQL has no CONCURRENTLY for a partitioned table: create it ON ONLY 'p', concurrently on each partition, and attach those indexes")]
    [InlineData("LS2004", "DROP INDEX CONCURRENTLY p_a", "PostgreSQL refuses DROP INDEX CONCURRENTLY of 'p_a', an index of partitioned table 'p'; drop it without CONCURRENTLY, under a lock_timeout: the ACCESS EXCLUSIVE lock on the table and all its partitions is short")]
    [InlineData("LS2004", "DROP INDEX CONCURRENTLY t_b, small_a", "PostgreSQL refuses DROP INDEX CONCURRENTLY of several indexes; write one statement for each")]
    [InlineData("LS2005", "ALTER TABLE t ADD c int; CREATE INDEX CONCURRENTLY i ON t (c)", "This statement can't be in a transaction, but 'M' has others beside it: if one fails, those before it stay done; give it a migration of its own")]
    [InlineData("LS2006", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (b, a)", "CREATE INDEX CONCURRENTLY IF NOT EXISTS passes over an invalid 'i' that an earlier, failed run has left: it costs every write and serves no query; put  DROP INDEX CONCURRENTLY IF EXISTS i;  before it, or REINDEX INDEX CONCURRENTLY i after it")]
    [InlineData("LS2007", "CREATE INDEX CONCURRENTLY ON t (b, a)", "The index on 't' has no name: if it fails, the next run builds a second index beside the invalid one, and no script can drop it; write CREATE INDEX CONCURRENTLY name ON …")]
    [InlineData("LS2009", "ALTER INDEX t_b SET TABLESPACE fast", "Index 't_b' is copied to tablespace 'fast' under an ACCESS EXCLUSIVE lock: nearly all queries of the table wait until it is done; use REINDEX (TABLESPACE fast) INDEX CONCURRENTLY t_b")]
    [InlineData("LS2010", "DROP INDEX t_a", "PostgreSQL refuses to drop index 't_a', because constraint 't_a' of 't' needs it; use ALTER TABLE public.t DROP CONSTRAINT t_a")]
    [InlineData("LS2010", "DROP INDEX p1_a_idx", "PostgreSQL refuses to drop index 'p1_a_idx', because 'p_a', the partitioned table's index, needs it; drop that one")]
    [InlineData("LS2011", "ALTER TABLE t SET TABLESPACE fast", "'t' is copied to tablespace 'fast' while everybody who reads or writes it waits (ACCESS EXCLUSIVE lock); do it while nobody works with it, or with a tool that copies while others work, such as pg_repack")]
    [InlineData("LS2012", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (b)", "Index 'i' on 't' fails if two of its rows are equal in it, and then leaves an invalid index; look for them, and remove them, before the migration runs")]
    [InlineData("LS2018", "SET lock_timeout = '2s'; CREATE INDEX CONCURRENTLY i ON t (b, a)", "CREATE INDEX CONCURRENTLY runs with lock_timeout = '2s': it waits for older transactions as it must, and when one takes longer it fails and leaves an invalid index; write  SET lock_timeout = 0;  before it")]
    [InlineData("LS2018", "SET statement_timeout = '2s'; ALTER TABLE unknown VALIDATE CONSTRAINT c", "VALIDATE CONSTRAINT runs with statement_timeout = '2s': on a big table it is cut off, with nothing gained; write  SET statement_timeout = 0;  before it")]
    public void Messages_say_what_happens_and_what_to_do(string id, string up, string message) => Assert.Equal(message, Script(up).Message(id));

    [Fact]
    public void Before_14_an_index_can_not_be_rebuilt_in_another_tablespace() => Assert.EndsWith(
        "create the same index concurrently in the other tablespace, and drop this one concurrently",
        (Script("ALTER INDEX t_b SET TABLESPACE fast") with { Options = RuleOptions.Default with { PostgresVersion = 13 } }).Message("LS2009"),
        StringComparison.Ordinal);

    [Fact]
    public void With_SingleTransaction_that_has_to_go() => Assert.EndsWith(
        "create it concurrently, without SingleTransaction",
        (Script("CREATE INDEX i ON t (a)") with { Runner = ScriptRunner.Lockstep, Single = true }).Message("LS2001"),
        StringComparison.Ordinal);

    private static Judge Script(string up) => new(Schema, up)
    {
        Runner = ScriptRunner.StatementByStatement,
        Options = RuleOptions.Default with { SmallTables = EquatableArray.Of("small") },
    };
}
