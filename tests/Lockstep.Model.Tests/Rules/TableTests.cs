using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS2070 to LS2076 and LS2084: work on whole tables and materialized views, and LOCK TABLE.</summary>
public sealed class TableTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, total int);
        CREATE TABLE small (id bigint PRIMARY KEY);
        CREATE UNLOGGED TABLE scratch (id int PRIMARY KEY);
        CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders;
        CREATE UNIQUE INDEX totals_expression ON totals ((id + 1));
        CREATE UNIQUE INDEX totals_partial ON totals (id) WHERE total > 0;
        CREATE MATERIALIZED VIEW keyed AS SELECT id, total FROM orders;
        CREATE UNIQUE INDEX keyed_id ON keyed (id);
        """;

    [Theory]
    [InlineData("VACUUM FULL orders", "LS2070")]
    [InlineData("VACUUM (FULL true, ANALYZE) orders", "LS2070")]
    [InlineData("VACUUM FULL", "LS2070")]
    [InlineData("VACUUM FULL unknown", "LS2070")]
    [InlineData("VACUUM FULL orders, small", "LS2070")]
    [InlineData("CLUSTER orders USING orders_pkey", "LS2070")]
    [InlineData("CLUSTER", "LS2070")]
    [InlineData("VACUUM orders", "")]
    [InlineData("VACUUM (FULL off) orders", "")]
    [InlineData("VACUUM FULL small", "")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); CLUSTER n USING n_pkey", "")]
    [InlineData("ALTER TABLE orders SET UNLOGGED", "LS2071")]
    [InlineData("ALTER TABLE scratch SET LOGGED", "LS2071")]
    [InlineData("ALTER TABLE orders SET LOGGED", "")]
    [InlineData("ALTER TABLE small SET UNLOGGED", "")]
    [InlineData("CREATE UNLOGGED TABLE n (id int PRIMARY KEY); ALTER TABLE n SET LOGGED", "")]
    [InlineData("ALTER TABLE orders SET ACCESS METHOD columnar", "LS2072")]
    [InlineData("ALTER TABLE unknown SET ACCESS METHOD columnar", "LS2072")]
    [InlineData("ALTER TABLE orders SET ACCESS METHOD heap", "")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); ALTER TABLE n SET ACCESS METHOD columnar", "")]
    public void Rewrites(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("TRUNCATE orders", "LS2073")]
    [InlineData("TRUNCATE small", "LS2073")]
    [InlineData("TRUNCATE unknown CASCADE", "LS2073")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); TRUNCATE n", "")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); INSERT INTO n VALUES (1); BEGIN; COMMIT; TRUNCATE n", "")]
    public void Truncate(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Fact]
    public void In_Down_rows_may_go() => Assert.Equal("", new Judge(Schema, "") { Down = "TRUNCATE orders" }.Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("REFRESH MATERIALIZED VIEW totals", "LS2074")]
    [InlineData("REFRESH MATERIALIZED VIEW keyed", "LS2074")]
    [InlineData("REFRESH MATERIALIZED VIEW unknown", "LS2074")]
    [InlineData("REFRESH MATERIALIZED VIEW keyed WITH NO DATA", "LS2074")]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY totals", "LS2075")]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY keyed WITH NO DATA", "LS2075")]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY keyed", "")]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY unknown", "")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY totals_id ON totals (id); REFRESH MATERIALIZED VIEW CONCURRENTLY totals", "")]
    [InlineData("CREATE MATERIALIZED VIEW n AS SELECT 1 AS a WITH NO DATA; REFRESH MATERIALIZED VIEW n", "")]
    public void Refresh(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("CREATE TABLE n AS SELECT * FROM orders", "LS2076")]
    [InlineData("SELECT * INTO n FROM orders", "LS2076")]
    [InlineData("CREATE TABLE n AS SELECT * FROM unknown", "LS2076")]
    [InlineData("CREATE MATERIALIZED VIEW n AS SELECT count(*) FROM orders", "LS2076")]
    [InlineData("CREATE TABLE n AS SELECT * FROM orders WITH NO DATA", "")]
    [InlineData("CREATE MATERIALIZED VIEW n AS SELECT count(*) FROM orders WITH NO DATA", "")]
    [InlineData("CREATE TABLE n AS SELECT * FROM small", "")]
    [InlineData("CREATE TABLE n AS SELECT generate_series(1, 10) AS i", "")]
    [InlineData("CREATE TABLE o (id int PRIMARY KEY); CREATE MATERIALIZED VIEW n AS SELECT id FROM o", "")]
    public void Filled_by_a_query(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("LOCK TABLE orders", ScriptRunner.Lockstep, "LS2084")]
    [InlineData("LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE NOWAIT", ScriptRunner.Lockstep, "LS2084")]
    [InlineData("DO $$ BEGIN LOCK TABLE orders; END $$", ScriptRunner.StatementByStatement, "LS2084")]
    [InlineData("LOCK TABLE orders IN ROW EXCLUSIVE MODE", ScriptRunner.Lockstep, "")]
    [InlineData("LOCK TABLE small", ScriptRunner.Lockstep, "")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); LOCK TABLE n", ScriptRunner.Lockstep, "")]
    [InlineData("LOCK TABLE small IN ROW SHARE MODE", ScriptRunner.StatementByStatement, "LS2084")]
    [InlineData("BEGIN; LOCK TABLE small IN ROW SHARE MODE; COMMIT", ScriptRunner.StatementByStatement, "")]
    public void Locks(string up, ScriptRunner runner, string ids) => Assert.Equal(ids, (Judge(up) with { Runner = runner }).Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("LS2070", "VACUUM FULL orders, small", "VACUUM FULL writes 'orders' and every index anew while reads and writes wait (ACCESS EXCLUSIVE); plain VACUUM frees the space for new rows; pg_repack or pg_squeeze give it back to the disk")]
    [InlineData("LS2070", "CLUSTER", "CLUSTER writes every table that was clustered before and every index anew while reads and writes wait (ACCESS EXCLUSIVE); pg_repack sorts a table while others work")]
    [InlineData("LS2071", "ALTER TABLE orders SET UNLOGGED", "'orders' becomes unlogged: every row and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE), and from then on a crash empties it and replicas do not have it; make a new unlogged table, fill it in batches, and rename the two")]
    [InlineData("LS2072", "ALTER TABLE orders SET ACCESS METHOD columnar", "'orders' gets the access method 'columnar': every row and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); make a new table with it, fill that in batches, and rename the two")]
    [InlineData("LS2073", "TRUNCATE orders, small", "TRUNCATE throws away all rows of 'orders', 'small', and reads and writes wait until the transaction ends (ACCESS EXCLUSIVE); delete in batches the rows that are to go, or copy them to another table first")]
    [InlineData("LS2074", "REFRESH MATERIALIZED VIEW keyed", "Materialized view 'keyed' is refreshed: reads wait (ACCESS EXCLUSIVE) until its query is done; refresh it CONCURRENTLY")]
    [InlineData("LS2074", "REFRESH MATERIALIZED VIEW totals", "Materialized view 'totals' is refreshed: reads wait (ACCESS EXCLUSIVE) until its query is done; refresh it CONCURRENTLY, for which it needs a unique index on columns, without WHERE")]
    [InlineData("LS2074", "REFRESH MATERIALIZED VIEW unknown", "Materialized view 'unknown' is refreshed: reads wait (ACCESS EXCLUSIVE) until its query is done; refresh it CONCURRENTLY, if it has a unique index on columns, without WHERE; else create one first")]
    [InlineData("LS2074", "REFRESH MATERIALIZED VIEW keyed WITH NO DATA", "Materialized view 'keyed' is emptied, and PostgreSQL refuses to read it until it is refreshed (error 55000); leave WITH NO DATA out")]
    [InlineData("LS2075", "REFRESH MATERIALIZED VIEW CONCURRENTLY totals", "PostgreSQL refuses to refresh 'totals' concurrently: it has no unique index on columns, without WHERE (error 55000); create one first, or leave CONCURRENTLY out while nobody reads the view")]
    [InlineData("LS2076", "CREATE TABLE n AS SELECT * FROM orders", "Table 'n' is filled from 'orders' by the statement that makes it: until the query is done the transaction stays open, with the locks of what ran before in it, and no row that dies meanwhile is cleaned up; create it empty, and fill it in batches")]
    [InlineData("LS2084", "LOCK TABLE orders", "LOCK TABLE keeps ACCESS EXCLUSIVE on 'orders' until the transaction ends: reads and writes wait for all that is still to come in it; leave it out, or let little follow it")]
    public void Messages(string id, string up, string message) => Assert.Equal(message, Judge(up).Message(id));

    private static Judge Judge(string up) => new(Schema, up) { Options = RuleOptions.Default with { SmallTables = EquatableArray.Of("small") } };

    private static string Ids(string up) => Judge(up).Ids("LS2040", "LS2099");
}
