namespace Lockstep.Model.Tests.Rules;

/// <summary>Rules about whether a migration runs as it is meant to: LS4010 (but see <see cref="CantWorkTests"/>), LS4015, LS4017, LS4018.</summary>
public sealed class ExecutionTests
{
    [Theory]
    [InlineData("DO $$ BEGIN EXECUTE 'ALTER TABLE ' || t || ' ADD a int'; END $$", 1)]
    [InlineData("DO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD a int', t); END $$", 1)]
    [InlineData("DO $$ BEGIN EXECUTE statement; END $$", 0)]
    [InlineData("DO $$ DECLARE q text := 'ALTER TABLE t ADD a int'; BEGIN EXECUTE q; END $$", 0)]
    [InlineData("DO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD a int', 't'); END $$", 0)]
    [InlineData("DO $$ BEGIN EXECUTE 'ALTER TABLE t ADD a int'; END $$", 0)]
    [InlineData("DO $$ BEGIN ALTER TABLE t ADD a int; END $$", 0)]
    [InlineData("DO $$ BEGIN CREATE TRIGGER f BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); END $$", 0)]
    [InlineData("CREATE FUNCTION widen() RETURNS void LANGUAGE plpgsql AS 'BEGIN ALTER TABLE users ADD a int; END'; DO $$ BEGIN PERFORM widen(); END $$", 1)]
    [InlineData("CREATE FUNCTION widen() RETURNS int LANGUAGE sql AS 'ALTER TABLE users ADD a int; SELECT 1'; DO $$ BEGIN IF true THEN PERFORM 1, widen() FROM users; END IF; END $$", 1)]
    [InlineData("CREATE FUNCTION count_users() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM users'; DO $$ BEGIN PERFORM count_users(); PERFORM unknown(); END $$", 0)]
    [InlineData("CREATE FUNCTION own() RETURNS void LANGUAGE plpgsql AS 'BEGIN ALTER TABLE made ADD a int; END'; CREATE TABLE made (b int); DO $$ BEGIN PERFORM own(); END $$", 0)]
    [InlineData("SHOW lock_timeout", 0)]
    [InlineData("ALTER TABLE t ADD a int", 0)]
    public void What_can_t_be_read(string up, int count) => Assert.Equal(count, new ScriptCase(up).Count("LS4015"));

    [Fact]
    public void What_can_t_be_read_is_said_in_one_sentence() => Assert.Equal(
        "The DO block executes text that is put together when it runs, so rules have looked only at what is constant in it, and the schema after it is not known; write the statements out, or see to it that it changes only what rules need not judge",
        new ScriptCase("DO $$ BEGIN EXECUTE 'ALTER TABLE ' || t || ' ADD a int'; END $$").Messages("LS4015"));

    [Theory]
    [InlineData("DO $$ BEGIN EXECUTE statement; END $$", 1)]
    [InlineData("DO $$ BEGIN EXECUTE format('%s TABLE t', verb); END $$", 1)]
    [InlineData("DO $$ DECLARE q text; BEGIN q := 'DROP TABLE t'; EXECUTE q; END $$", 0)]
    [InlineData("DO $$ BEGIN EXECUTE 'ALTER TABLE ' || t || ' ADD a int'; END $$", 0)]
    [InlineData("DO LANGUAGE plpython3u 'plpy.execute(1)'", 1)]
    [InlineData("EXECUTE prepared(1)", 1)]
    public void What_nobody_can_read(string up, int count) => Assert.Equal(count, new ScriptCase(up).Count("LS4017"));

    [Theory]
    [InlineData("CREATE TABLE t (a int); SELECT 1", true, "'CREATE TABLE t (a int)' is committed on its own, so a second run after a later statement has failed stops here; write IF NOT EXISTS, or put the script between BEGIN and COMMIT")]
    [InlineData("ALTER TABLE t DROP a; SELECT 1", true, "'ALTER TABLE t DROP a' is committed on its own, so a second run after a later statement has failed stops here; write IF EXISTS, or put the script between BEGIN and COMMIT")]
    [InlineData("CREATE VIEW v AS SELECT 1; SELECT 1", true, "'CREATE VIEW v AS SELECT 1' is committed on its own, so a second run after a later statement has failed stops here; write OR REPLACE, or put the script between BEGIN and COMMIT")]
    [InlineData("CREATE TABLE t (a int)", true, "")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a int); SELECT 1", true, "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a); SELECT 1", true, "")]
    [InlineData("BEGIN; CREATE TABLE t (a int); COMMIT", true, "")]
    [InlineData("CREATE TABLE t (a int); SELECT 1", false, "")]
    public void What_can_t_be_run_again(string up, bool plain, string message) => Assert.Equal(message, new ScriptCase(up) { Plain = plain }.Messages("LS4018"));

    [Theory]
    [InlineData("ALTER TABL t ADD a int", "PostgreSQL refuses this: syntax error at or near \"TABL\"; correct it")]
    [InlineData("SELECT 1; \\c other", "PostgreSQL refuses this: syntax error at or near \"\\\"; psql's own commands are no SQL; take it out")]
    [InlineData("COPY t FROM STDIN", "PostgreSQL refuses this: COPY … FROM STDIN waits for rows that a migration can't send; write the rows as INSERT")]
    [InlineData("SHOW lock_timeout", "")]
    public void What_is_no_SQL(string up, string message) => Assert.Equal(message, new ScriptCase(up).Messages("LS4010"));

    [Fact]
    public void Psql_sends_rows() => Assert.Equal("", new ScriptCase("COPY t FROM STDIN") { Plain = true }.Messages("LS4010"));

    [Theory]
    [InlineData("ALTER TABLE elsewhere DROP a; DROP INDEX elsewhere_i; DROP VIEW v; ALTER TABLE elsewhere RENAME TO b; DROP FUNCTION f(); ALTER TYPE m ADD VALUE 'x'; SELECT 1")]
    [InlineData("CREATE TABLE t (a int REFERENCES elsewhere)")]
    [InlineData("DO $$ BEGIN IF false THEN ALTER TABLE known DROP nothing; END IF; END $$")]
    [InlineData("DO $$ BEGIN EXECUTE statement; END $$; ALTER TABLE known DROP nothing")]
    public void Objects_that_no_migration_made_may_be_there(string up) =>
        Assert.Equal("", new ScriptCase(up) { Before = "CREATE TABLE known (a int)" }.Messages("LS4010"));

    [Fact]
    public void In_a_complete_schema_they_are_not() => Assert.Equal(
        "PostgreSQL refuses this: relation \"elsewhere\" does not exist; correct the name, or have an earlier migration make it",
        new ScriptCase("ALTER TABLE elsewhere ADD a int") { IsComplete = true }.Messages("LS4010"));

    [Fact]
    public void Behind_migrations_that_nobody_can_read_the_schema_is_not_known() => Assert.Equal(
        "",
        new ScriptCase("ALTER TABLE known DROP x") { Before = "CREATE TABLE known (a int)", IsLegible = false }.Messages("LS4010"));

    [Theory]
    [InlineData("DO $$ BEGIN UPDATE known SET a = 1 WHERE a = 2; END $$; ALTER TABLE known DROP x", 1)]
    [InlineData("SHOW lock_timeout; ALTER TABLE known DROP x", 1)]
    [InlineData("DO $$ BEGIN ALTER TABLE known ADD y int; END $$; ALTER TABLE known DROP x", 0)]
    [InlineData("EXECUTE prepared; ALTER TABLE known DROP x", 0)]
    public void Nor_is_it_behind_such_statements(string up, int count) =>
        Assert.Equal(count, new ScriptCase(up) { Before = "CREATE TABLE known (a int)" }.Count("LS4010"));

    [Fact]
    public void Only_the_first_is_told() => Assert.Equal(
        "PostgreSQL refuses this: column \"x\" of relation \"known\" does not exist; correct the name, or have an earlier migration make it",
        new ScriptCase("ALTER TABLE known DROP x; ALTER TABLE known DROP y") { Before = "CREATE TABLE known (a int)", Down = "ALTER TABLE known DROP z" }.Messages("LS4010"));

    [Fact]
    public void Down_is_looked_at_too() => Assert.Equal(
        "PostgreSQL refuses this: column \"z\" of relation \"known\" does not exist; correct the name, or have an earlier migration make it",
        new ScriptCase("ALTER TABLE known ADD x int") { Before = "CREATE TABLE known (a int)", Down = "ALTER TABLE known DROP z" }.Messages("LS4010"));
}
