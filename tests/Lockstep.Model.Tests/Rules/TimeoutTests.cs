namespace Lockstep.Model.Tests.Rules;

/// <summary>Rules about settings that bound how long something waits: LS4002 to LS4005, LS4014.</summary>
public sealed class TimeoutTests
{
    private const string Shop = "CREATE TABLE users (id int PRIMARY KEY, name text); CREATE TABLE orders (id int PRIMARY KEY)";

    [Theory]
    [InlineData("ALTER TABLE users ADD a int; ALTER TABLE orders ADD a int", "'ALTER TABLE users ADD a int' takes ACCESS EXCLUSIVE on 'users' without lock_timeout: while it waits for a long query, all that comes after it on 'users' waits too; begin with SET lock_timeout = '2s', and try again when it runs out")]
    [InlineData("SET lock_timeout = 0; ALTER TABLE users ADD a int", "'ALTER TABLE users ADD a int' takes ACCESS EXCLUSIVE on 'users' without lock_timeout: while it waits for a long query, all that comes after it on 'users' waits too; begin with SET lock_timeout = '2s', and try again when it runs out")]
    [InlineData("SET lock_timeout = '2s'; ALTER TABLE users ADD a int", "")]
    [InlineData("SELECT set_config('lock_timeout', '2s', false); ALTER TABLE users ADD a int", "")]
    [InlineData("BEGIN; SELECT set_config('lock_timeout', '2s', true); ALTER TABLE users ADD a int; COMMIT", "")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ADD b int", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON users (name)", "")]
    [InlineData("UPDATE users SET name = 'x' WHERE id = 1", "")]
    public void Lock_timeout_missing(string up, string message) => Assert.Equal(message, Plain(up).Messages("LS4002"));

    [Fact]
    public void Lockstep_sets_lock_timeout_itself() =>
        Assert.Equal("", new ScriptCase("ALTER TABLE users ADD a int; ALTER TABLE orders ADD a int") { Before = Shop }.Messages("LS4002"));

    [Theory]
    [InlineData("ALTER TABLE users ADD a int", "The script does not set statement_timeout, idle_in_transaction_session_timeout, application_name: a statement that takes too long or a connection that is lost keeps its locks, and nobody sees whose they are; set it at the start (statement_timeout off again before an index is built concurrently or a constraint is validated)")]
    [InlineData("SET statement_timeout = '5s'; SET application_name = 'm'; SET idle_in_transaction_session_timeout = '1min'; SELECT 1", "")]
    [InlineData("SET statement_timeout = '5s'", "")]
    public void Session_timeouts(string up, string message) => Assert.Equal(message, Plain(up).Messages("LS4003"));

    [Theory]
    [InlineData("SET LOCAL lock_timeout = '2s'; ALTER TABLE users ADD a int", "'SET LOCAL lock_timeout = '2s'' has no effect: outside of BEGIN … COMMIT a SET LOCAL ends with itself; use SET")]
    [InlineData("SELECT set_config('lock_timeout', '2s', true); ALTER TABLE users ADD a int", "'SELECT set_config('lock_timeout', '2s', true)' has no effect: outside of BEGIN … COMMIT a SET LOCAL ends with itself; use SET")]
    [InlineData("BEGIN; SET lock_timeout = '2s'; ROLLBACK; ALTER TABLE users ADD a int", "'SET lock_timeout = '2s'' has no effect: ROLLBACK takes it back before anything else runs; set it after the ROLLBACK")]
    [InlineData("BEGIN; SET LOCAL lock_timeout = '2s'; COMMIT; ALTER TABLE users ADD a int", "'SET LOCAL lock_timeout = '2s'' has no effect: SET LOCAL ends with the transaction, before anything else runs in it; put it next to the statements that it is for, or use SET")]
    [InlineData("SET lock_timeout = '2s'; RESET lock_timeout; SELECT 1", "'SET lock_timeout = '2s'' has no effect: 'RESET lock_timeout' takes it back before anything runs; leave one of them")]
    [InlineData("SET statement_timeout = '2s'; SET statement_timeout = '3s'; SELECT 1", "'SET statement_timeout = '2s'' has no effect: 'SET statement_timeout = '3s'' follows before anything runs; leave one of them")]
    [InlineData("ALTER TABLE users ADD a int; SET lock_timeout = '2s'", "'SET lock_timeout = '2s'' has no effect: nothing runs after it; move it to the start")]
    [InlineData("ALTER TABLE users ADD a int; SET lock_timeout = '2s'; SELECT 1", "'SET lock_timeout = '2s'' has no effect: it comes after 'ALTER TABLE users ADD a int', which takes ACCESS EXCLUSIVE on 'users'; move it to the start")]
    [InlineData("SET lock_timeout = '2s'; ALTER TABLE users ADD a int; RESET lock_timeout", "")]
    [InlineData("BEGIN; SET LOCAL lock_timeout = '2s'; ALTER TABLE users ADD a int; COMMIT", "")]
    [InlineData("SET lock_timeout = '2s'; ALTER TABLE users ADD a int; SET lock_timeout = 0; CREATE INDEX CONCURRENTLY i ON users (name); SET lock_timeout = '3s'; ALTER TABLE users ADD b int", "")]
    [InlineData("CREATE TABLE t (a int); SET lock_timeout = '2s'; ALTER TABLE users ADD a int", "")]
    [InlineData("SET LOCAL search_path = s; SELECT 1", "")]
    [InlineData("SET lock_timeout = 0", "")]
    public void Timeouts_without_effect(string up, string message) => Assert.Equal(message, Plain(up).Messages("LS4004"));

    [Fact]
    public void What_Lockstep_commits_ends_SET_LOCAL() => Assert.Equal(
        "'SET LOCAL statement_timeout = '1min'' has no effect: SET LOCAL ends with the transaction, before anything else runs in it; put it next to the statements that it is for, or use SET",
        new ScriptCase("SET LOCAL statement_timeout = '1min'; CREATE INDEX CONCURRENTLY i ON users (name)") { Before = Shop }.Messages("LS4004"));

    [Theory]
    [InlineData("SET lock_timeout = '10min'; ALTER TABLE users ADD a int", "'SET lock_timeout = '10min'' lets 'ALTER TABLE users ADD a int' wait for ACCESS EXCLUSIVE on 'users' for 10min: all that comes after it on 'users' waits as long; set lock_timeout to a few seconds, and try again when it runs out")]
    [InlineData("SET lock_timeout = 90000; ALTER TABLE users ADD a int", "'SET lock_timeout = 90000' lets 'ALTER TABLE users ADD a int' wait for ACCESS EXCLUSIVE on 'users' for 90000 ms: all that comes after it on 'users' waits as long; set lock_timeout to a few seconds, and try again when it runs out")]
    [InlineData("SET lock_timeout = 0; ALTER TABLE users ADD a int", "'SET lock_timeout = 0' lets 'ALTER TABLE users ADD a int' wait for ACCESS EXCLUSIVE on 'users' without a limit: all that comes after it on 'users' waits as long; set lock_timeout to a few seconds, and try again when it runs out")]
    [InlineData("SET lock_timeout = '2s'; SELECT 1; RESET lock_timeout; ALTER TABLE users ADD a int", "'RESET lock_timeout' lets 'ALTER TABLE users ADD a int' wait for ACCESS EXCLUSIVE on 'users' without a limit: all that comes after it on 'users' waits as long; set lock_timeout to a few seconds, and try again when it runs out")]
    [InlineData("SET lock_timeout = '60s'; ALTER TABLE users ADD a int; RESET lock_timeout", "")]
    [InlineData("SET lock_timeout = 0; CREATE INDEX CONCURRENTLY i ON users (name)", "")]
    [InlineData("SET lock_timeout = 0; CREATE TABLE t (a int); SET lock_timeout = '1s'; ALTER TABLE users ADD a int", "")]
    public void Long_lock_timeouts(string up, string message)
    {
        Assert.Equal(message, Plain(up).Messages("LS4005"));
        Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS4005"));
    }

    [Theory]
    [InlineData("SET lock_timeout = '2s'; ALTER TABLE users ADD a int", "The script sets lock_timeout, and nothing tries again when it runs out: 'ALTER TABLE users ADD a int' may fail on a busy table; have Lockstep run it, or run the script again until it succeeds")]
    [InlineData("ALTER TABLE users ADD a int", "")]
    [InlineData("SET lock_timeout = '2s'; CREATE TABLE t (a int)", "")]
    public void Nothing_tries_again(string up, string message) => Assert.Equal(message, Plain(up).Messages("LS4014"));

    private static ScriptCase Plain(string up) => new(up) { Before = Shop, Plain = true };
}
