namespace Lockstep.Model.Tests.Rules;

/// <summary>Scripts that are safe: no rule says anything unasked, run by Lockstep or, guarded, by psql.</summary>
public sealed class SafeScriptTests
{
    private const string Shop = """
        CREATE TABLE users (id bigint PRIMARY KEY, name text, email varchar(20), at timestamptz);
        CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
        CREATE VIEW names AS SELECT id, name FROM users;
        CREATE FUNCTION price(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE TYPE mood AS ENUM ('ok');
        """;

    [Theory]
    [InlineData("ALTER TABLE users ADD a int DEFAULT -1")]
    [InlineData("ALTER TABLE users ADD a int DEFAULT (1)")]
    [InlineData("ALTER TABLE users ADD a text DEFAULT lower('X')")]
    [InlineData("ALTER TABLE users ADD a date DEFAULT current_date")]
    [InlineData("ALTER TABLE users ADD a timestamp DEFAULT localtimestamp")]
    [InlineData("ALTER TABLE users ADD a timestamp DEFAULT timezone('utc', now())")]
    [InlineData("ALTER TABLE users ADD a timestamptz DEFAULT pg_catalog.now()")]
    [InlineData("CREATE TABLE t (id bigint PRIMARY KEY, name text); CREATE INDEX t_name ON t (name)")]
    [InlineData("ALTER TABLE users ALTER email TYPE varchar(40)")]
    [InlineData("ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT * FROM people")]
    [InlineData("ALTER TABLE users ALTER name SET DEFAULT 'x'")]
    [InlineData("ALTER TABLE users ALTER name DROP DEFAULT")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0) NOT VALID")]
    [InlineData("CREATE OR REPLACE VIEW names AS SELECT id, name, email FROM users")]
    [InlineData("CREATE OR REPLACE FUNCTION price(a int) RETURNS int LANGUAGE sql AS 'SELECT 2'")]
    [InlineData("ALTER TYPE mood ADD VALUE 'sad' AFTER 'ok'")]
    [InlineData("INSERT INTO users (id, name) VALUES (1, 'x')")]
    [InlineData("UPDATE users SET name = 'x' WHERE id = 7")]
    [InlineData("COMMENT ON TABLE users IS 'x'")]
    [InlineData("GRANT SELECT ON users TO app")]
    [InlineData("DO $$ BEGIN PERFORM 1; END $$")]
    public void In_one_transaction(string up)
    {
        Assert.Equal("", new ScriptCase(up) { Before = Shop }.All());
        Assert.Equal("", new ScriptCase("SET lock_timeout = '2s'; BEGIN; " + up + "; COMMIT") { Before = Shop, Plain = true }.All());
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON users (name)")]
    [InlineData("BEGIN; SELECT 1; ROLLBACK; CREATE INDEX CONCURRENTLY ix ON users (name)")]
    [InlineData("SET lock_timeout = '2s'; ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c; ALTER TABLE users ALTER name SET NOT NULL; ALTER TABLE users DROP CONSTRAINT c")]
    public void Statement_by_statement(string up) => Assert.DoesNotContain(
        new ScriptCase(up) { Before = Shop, Plain = true }.All().Split('\n'),
        // Timeouts of the last one are the business of the rules about constraints.
        line => line.StartsWith("LS3", StringComparison.Ordinal) || line.StartsWith("LS4", StringComparison.Ordinal));
}
