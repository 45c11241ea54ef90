namespace Lockstep.Model.Tests.Rules;

/// <summary>Rules about transactions: LS4001 where the words do not tell, LS4006 to LS4009, LS4011 to LS4013.</summary>
public sealed class TransactionTests
{
    private const string Shop = """
        CREATE TABLE users (id int PRIMARY KEY, name text);
        CREATE TABLE orders (id int PRIMARY KEY, user_id int, note text);
        CREATE TABLE roles (id int PRIMARY KEY, name text);
        CREATE TABLE parts (a int, at date) PARTITION BY RANGE (at);
        CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE INDEX parts_a ON parts (a);
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;
        """;

    [Theory]
    [InlineData("REINDEX TABLE parts", "'REINDEX TABLE PARTS' can't run in a transaction on a partitioned table: PostgreSQL refuses it in a transaction (error 25001); say CONCURRENTLY, or do it partition by partition")]
    [InlineData("REINDEX INDEX parts_a", "'REINDEX INDEX PARTS_A' can't run in a transaction on a partitioned table: PostgreSQL refuses it in a transaction (error 25001); say CONCURRENTLY, or do it partition by partition")]
    [InlineData("REINDEX TABLE parts_1", "")]
    [InlineData("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE INDEX CONCURRENTLY i ON users (name); END'", "CREATE INDEX CONCURRENTLY can't run in a function: PostgreSQL refuses it in a transaction (error 25001); take it out of 'f', which would fail when it is called")]
    [InlineData("CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; EXECUTE 'VACUUM users'; END $$", "'VACUUM users' can't run in a procedure: PostgreSQL refuses it in a transaction (error 25001); take it out of 'p', which would fail when it is called")]
    [InlineData("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE INDEX i ON users (name); END'", "")]
    [InlineData("DO $$ BEGIN EXECUTE 'CREATE INDEX CONCURRENTLY i ON users (name)'; END $$", "CREATE INDEX CONCURRENTLY can't run in a DO block: PostgreSQL refuses it in a transaction (error 25001); make it a statement of its own")]
    public void Outside_of_transactions(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS4001"), ignoreCase: true);

    [Theory]
    [InlineData("BEGIN; ALTER TABLE users ADD a int; ALTER TABLE orders ADD a int; ALTER TABLE roles ADD a int; COMMIT", "'ALTER TABLE orders ADD a int' waits for 'orders' without a limit while 'users' stays locked (ACCESS EXCLUSIVE) until COMMIT: everything on 'users' waits with it, and an application that takes the two in the other order makes a deadlock; set lock_timeout, or give each table a transaction of its own")]
    [InlineData("ALTER TABLE users ADD a int; ALTER TABLE orders ADD a int", "")]
    [InlineData("BEGIN; ALTER TABLE users ADD a int; COMMIT; BEGIN; ALTER TABLE orders ADD a int; COMMIT", "")]
    [InlineData("BEGIN; SET LOCAL lock_timeout = '2s'; ALTER TABLE users ADD a int; ALTER TABLE orders ADD a int; COMMIT", "")]
    [InlineData("BEGIN; ALTER TABLE users ADD a int; ALTER TABLE users ADD b int; COMMIT", "")]
    [InlineData("BEGIN; CREATE TABLE t (a int); ALTER TABLE t ADD b int; ALTER TABLE users ADD a int; COMMIT", "")]
    public void Several_tables(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop, Plain = true }.Messages("LS4006"));

    [Fact]
    public void Lockstep_does_not_wait_without_a_limit() =>
        Assert.Equal("", new ScriptCase("ALTER TABLE users ADD a int; ALTER TABLE orders ADD a int") { Before = Shop }.All());

    [Theory]
    [InlineData("ALTER TABLE users ADD a int; UPDATE users SET a = 1", "'UPDATE users SET a = 1' changes rows in the transaction in which 'ALTER TABLE users ADD a int' has locked 'users' (ACCESS EXCLUSIVE): reads and writes on 'users' wait until it ends; move it to a migration of its own")]
    [InlineData("ALTER TABLE users ADD a int; DELETE FROM orders WHERE note IS NULL", "'DELETE FROM orders WHERE note IS NULL' changes rows in the transaction in which 'ALTER TABLE users ADD a int' has locked 'users' (ACCESS EXCLUSIVE): reads and writes on 'users' wait until it ends; move it to a migration of its own")]
    [InlineData("ALTER TABLE users ADD a int; ALTER TABLE orders VALIDATE CONSTRAINT positive", "'ALTER TABLE orders VALIDATE CONSTRAINT positive' reads all of 'orders' in the transaction in which 'ALTER TABLE users ADD a int' has locked 'users' (ACCESS EXCLUSIVE): reads and writes on 'users' wait until it ends; move it to a migration of its own")]
    [InlineData("LOCK TABLE users IN SHARE MODE; INSERT INTO roles SELECT id, note FROM orders", "'INSERT INTO roles SELECT id, note FROM orders' reads all of 'orders' in the transaction in which 'LOCK TABLE users IN SHARE MODE' has locked 'users' (SHARE): writes on 'users' wait until it ends; move it to a migration of its own")]
    [InlineData("DO $$ BEGIN ALTER TABLE users ADD a int; UPDATE users SET a = 1; END $$", "'UPDATE users SET a = 1' changes rows in the transaction in which 'ALTER TABLE users ADD COLUMN a int' has locked 'users' (ACCESS EXCLUSIVE): reads and writes on 'users' wait until it ends; move it to a migration of its own")]
    [InlineData("ALTER TABLE users ADD a int; UPDATE users SET a = 1 WHERE id = 7", "")]
    [InlineData("ALTER TABLE users ADD a int; CREATE TABLE t AS SELECT * FROM orders", "")]
    [InlineData("ALTER TABLE users ADD a int; UPDATE roles SET name = 'x'", "")]
    [InlineData("ALTER TABLE users ADD a int; INSERT INTO roles VALUES (1, 'x')", "")]
    [InlineData("UPDATE users SET name = 'x'; ALTER TABLE users ADD a int", "")]
    [InlineData("ALTER TABLE users ADD a int; CREATE INDEX CONCURRENTLY i ON users (name); UPDATE users SET a = 1", "")]
    [InlineData("CREATE TABLE t (a int); INSERT INTO t SELECT id FROM users; UPDATE t SET a = 1", "")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE users ADD a int; UPDATE t SET a = 1", "")]
    public void Long_work(string up, string message) =>
        Assert.Equal(message, new ScriptCase(up) { Before = Shop, Options = new() { SmallTables = EquatableArray.Of("roles") } }.Messages("LS4007"));

    [Theory]
    [InlineData("ALTER TABLE users ADD a int; ALTER TABLE users ADD b int", "'ALTER TABLE users ADD b int' follows another ALTER TABLE of 'users': each waits for its lock and goes over the table anew; write them as one ALTER TABLE with commas")]
    [InlineData("ALTER TABLE users ADD a int; ALTER TABLE orders ADD b int", "")]
    [InlineData("ALTER TABLE users ADD a int; SELECT 1; ALTER TABLE users ADD b int", "")]
    [InlineData("ALTER TABLE users ADD a int; ALTER TABLE users RENAME a TO b", "")]
    [InlineData("ALTER TABLE users ADD CHECK (id > 0) NOT VALID; ALTER TABLE users ADD a int", "")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ADD b int; ALTER TABLE t ADD c int", "")]
    public void Combined_alters(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS4008"));

    [Theory]
    [InlineData("BEGIN; SELECT 1; COMMIT", "'BEGIN' can't be run: Lockstep makes the transactions, so that a step and its row in the history are committed together; take it and its COMMIT out")]
    [InlineData("COMMIT", "'COMMIT' can't be run: Lockstep makes the transactions, so that a step and its row in the history are committed together; take it out")]
    [InlineData("DO $$ BEGIN UPDATE users SET name = 'x' WHERE id = 1; COMMIT; END $$", "")]
    [InlineData("SAVEPOINT a; SELECT 1; ROLLBACK TO a", "")]
    [InlineData("BEGIN; CREATE INDEX CONCURRENTLY i ON users (name); COMMIT", "")]
    [InlineData("CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN COMMIT; END'", "")]
    public void Transactions_in_Lockstep(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS4009"));

    [Fact]
    public void A_block_that_commits_can_not_be_in_the_one_transaction() => Assert.Equal(
        "'COMMIT' can't run in a DO block here: the block itself runs in a transaction, so PostgreSQL refuses it (error 2D000); take it out, and do the work in a migration of its own",
        new ScriptCase("DO $$ BEGIN COMMIT; END $$") { Before = Shop, Single = true }.Messages("LS4009"));

    [Theory]
    [InlineData("BEGIN; START TRANSACTION; COMMIT", "'START TRANSACTION' begins nothing: a transaction is under way, and the next COMMIT ends it, not only this part; take it and its COMMIT out, or use a savepoint")]
    [InlineData("SELECT 1; COMMIT", "'COMMIT' ends nothing: no transaction is under way, so each statement before it has been committed alone; begin one with BEGIN, or take it out")]
    [InlineData("SAVEPOINT a", "'SAVEPOINT a' can't run here: no transaction is under way, so PostgreSQL refuses it (error 25P01); begin one with BEGIN, or take it out")]
    [InlineData("BEGIN; DO $$ BEGIN COMMIT; END $$; COMMIT", "'COMMIT' can't run in a DO block here: the block itself runs in a transaction, so PostgreSQL refuses it (error 2D000); take the block out of BEGIN and COMMIT")]
    [InlineData("BEGIN; SAVEPOINT a; ROLLBACK TO a; COMMIT", "")]
    [InlineData("BEGIN; SELECT 1; COMMIT AND CHAIN; SELECT 2; COMMIT; BEGIN; ROLLBACK", "")]
    [InlineData("DO $$ BEGIN COMMIT; END $$", "")]
    public void Transactions_in_psql(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop, Plain = true }.Messages("LS4009"));

    [Theory]
    [InlineData("BEGIN; ALTER TABLE users ADD a int", "'BEGIN' has no COMMIT: when the script ends, all that it did is rolled back; add COMMIT at the end")]
    [InlineData("BEGIN; COMMIT; BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1", "'BEGIN ISOLATION LEVEL SERIALIZABLE' has no COMMIT: when the script ends, all that it did is rolled back; add COMMIT at the end")]
    [InlineData("BEGIN; COMMIT AND CHAIN; SELECT 1", "'COMMIT AND CHAIN' has no COMMIT: when the script ends, all that it did is rolled back; add COMMIT at the end")]
    [InlineData("BEGIN; SELECT 1; END", "")]
    [InlineData("BEGIN; PREPARE TRANSACTION 'a'", "")]
    [InlineData("SELECT 1", "")]
    public void Transactions_without_an_end(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop, Plain = true }.Messages("LS4011"));

    [Theory]
    [InlineData("BEGIN; PREPARE TRANSACTION 'a'", "'PREPARE TRANSACTION 'a'': the transaction's locks stay, over restarts too, until somebody commits it by that name; use COMMIT")]
    [InlineData("BEGIN; CREATE TEMP TABLE t (a int); PREPARE TRANSACTION 'a'; COMMIT PREPARED 'a'", "'PREPARE TRANSACTION 'a'': PostgreSQL refuses it in a transaction that has used a temporary table (error 0A000); use COMMIT")]
    [InlineData("BEGIN; PREPARE TRANSACTION 'a'; COMMIT PREPARED 'b'", "'PREPARE TRANSACTION 'a'': the transaction's locks stay, over restarts too, until somebody commits it by that name; use COMMIT")]
    [InlineData("BEGIN; PREPARE TRANSACTION 'a'; COMMIT PREPARED 'a'", "")]
    [InlineData("BEGIN; COMMIT", "")]
    public void Prepared_transactions(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop, Plain = true }.Messages("LS4012"));

    [Theory]
    [InlineData("SAVEPOINT a", 1)]
    [InlineData("SELECT 1", 0)]
    public void Savepoints(string up, int count) => Assert.Equal(count, new ScriptCase(up).Count("LS4013"));

    [Fact]
    public void One_cause_is_one_finding() => Assert.Equal(
        ["LS4001"],
        new ScriptCase("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN VACUUM users; END'") { Before = Shop }.All().Split('\n').Select(line => line[..6]));
}
