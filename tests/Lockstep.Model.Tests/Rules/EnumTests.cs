using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS4020: enum values that are used in the transaction that adds them.</summary>
public sealed class EnumTests
{
    private const string Schema = """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE DOMAIN feeling AS mood;
        CREATE TABLE people (id int PRIMARY KEY, m mood, name text);
        CREATE TABLE felt (id int PRIMARY KEY, f feeling);
        CREATE TABLE texts (id int PRIMARY KEY, name text);
        """;

    private const string Add = "ALTER TYPE mood ADD VALUE 'happy'; ";

    [Theory]
    [InlineData(Add + "INSERT INTO people VALUES (1, 'happy')", "LS4020")]
    [InlineData(Add + "UPDATE people SET m = 'happy' WHERE id = 1", "LS4020")]
    [InlineData(Add + "INSERT INTO felt VALUES (1, 'happy')", "LS4020")]
    [InlineData(Add + "INSERT INTO unknown VALUES (1, 'happy')", "LS4020")]
    [InlineData(Add + "ALTER TABLE people ALTER m SET DEFAULT 'happy'", "LS4020")]
    [InlineData(Add + "ALTER TABLE people ADD CHECK (m <> 'happy') NOT VALID", "LS4020")]
    [InlineData(Add + "CREATE INDEX i ON people (id) WHERE m = 'happy'", "LS4020")]
    [InlineData(Add + "SELECT 'happy'::mood", "LS4020")]
    [InlineData(Add + "CREATE VIEW v AS SELECT id FROM people WHERE m = 'happy'", "LS4020")]
    [InlineData(Add + "CREATE TABLE n (m mood DEFAULT 'happy')", "LS4020")]
    [InlineData(Add + "CREATE FUNCTION g() RETURNS mood LANGUAGE sql AS $$ SELECT 'happy'::mood $$", "LS4020")]
    [InlineData("DO $$ BEGIN ALTER TYPE mood ADD VALUE 'happy'; INSERT INTO people VALUES (1, 'happy'); END $$", "LS4020")]
    [InlineData(Add + "CREATE FUNCTION g() RETURNS mood LANGUAGE plpgsql AS $$ BEGIN RETURN 'happy'::mood; END $$", "")]
    [InlineData(Add + "INSERT INTO people VALUES (1, 'ok')", "")]
    [InlineData(Add + "INSERT INTO texts VALUES (1, 'happy')", "")]
    [InlineData(Add + "COMMENT ON TABLE people IS 'happy'", "")]
    [InlineData(Add + "ALTER TYPE mood ADD VALUE 'joyful' AFTER 'happy'", "")]
    [InlineData("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok'; INSERT INTO people VALUES (1, 'ok')", "")]
    [InlineData(Add + "VACUUM people; INSERT INTO people VALUES (1, 'happy')", "")]
    public void In_one_transaction(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS4020", "LS4029"));

    [Theory]
    [InlineData(Add + "INSERT INTO people VALUES (1, 'happy')", "")]
    [InlineData("BEGIN; " + Add + "INSERT INTO people VALUES (1, 'happy'); COMMIT", "LS4020")]
    [InlineData("BEGIN; " + Add + "COMMIT; INSERT INTO people VALUES (1, 'happy')", "")]
    public void Statement_by_statement(string up, string ids) => Assert.Equal(ids, (new Judge(Schema, up) { Runner = ScriptRunner.StatementByStatement }).Ids("LS4020", "LS4029"));

    [Theory]
    [InlineData(15, "LS4020")]
    [InlineData(16, "LS4020")]
    [InlineData(17, "")]
    [InlineData(18, "")]
    public void Of_a_type_of_the_same_transaction(int version, string ids) => Assert.Equal(
        ids,
        new Judge("", "CREATE TYPE size AS ENUM ('s'); ALTER TYPE size ADD VALUE 'l'; SELECT 'l'::size") { Options = RuleOptions.Default with { PostgresVersion = version } }.Ids("LS4020", "LS4029"));

    [Fact]
    public void Down_is_judged_too() => Assert.Equal("LS4020", new Judge(Schema, "") { Down = Add + "INSERT INTO people VALUES (1, 'happy')" }.Ids("LS4020", "LS4029"));

    [Theory]
    [InlineData(ScriptRunner.Lockstep, Add + "INSERT INTO people VALUES (1, 'happy')", "use it in a later migration")]
    [InlineData(ScriptRunner.StatementByStatement, "BEGIN; " + Add + "INSERT INTO people VALUES (1, 'happy'); COMMIT", "use it behind the COMMIT")]
    [InlineData(ScriptRunner.StatementByStatement, "DO $$ BEGIN " + Add + "INSERT INTO people VALUES (1, 'happy'); END $$", "add it in a statement before the block")]
    public void Messages(ScriptRunner runner, string up, string advice) => Assert.Equal(
        "'happy' is added to enum 'mood' in the same transaction: PostgreSQL refuses to use it before that is committed (error 55P04); " + advice,
        new Judge(Schema, up) { Runner = runner }.Message("LS4020"));
}
