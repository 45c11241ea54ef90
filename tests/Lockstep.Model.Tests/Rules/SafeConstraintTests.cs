using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>What is safe, and recommended: no rule that is on by default says anything about it.</summary>
public sealed class SafeConstraintTests
{
    private const string Schema = """
        CREATE TABLE users (id bigint PRIMARY KEY, email text, age int);
        CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, number text);
        CREATE INDEX orders_user_id ON orders (user_id);
        CREATE TABLE events (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        """;

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON orders (number)")]
    [InlineData("BEGIN; SELECT 1; ROLLBACK; CREATE INDEX CONCURRENTLY i ON orders (number)")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY, a int); CREATE INDEX i ON n (a)")]
    [InlineData("DROP INDEX CONCURRENTLY orders_user_id; CREATE INDEX CONCURRENTLY orders_user ON orders (user_id)")]
    [InlineData("REINDEX INDEX CONCURRENTLY orders_user_id")]
    [InlineData("CREATE INDEX i ON ONLY events (id); CREATE INDEX CONCURRENTLY i1 ON events_2026 (id); ALTER INDEX i ATTACH PARTITION i1")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT f")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c CHECK (number <> '') NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY u ON orders (number); ALTER TABLE orders ADD CONSTRAINT u UNIQUE USING INDEX u")]
    [InlineData("ALTER TABLE ONLY events ADD CONSTRAINT u UNIQUE (id, at)")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT nn CHECK (age IS NOT NULL) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT nn; ALTER TABLE users ALTER age SET NOT NULL; ALTER TABLE users DROP CONSTRAINT nn")]
    [InlineData("ALTER TABLE users ADD COLUMN c int")]
    public void Nothing_is_found_in_a_plain_script(string up) =>
        Assert.Empty((new Judge(Schema, up) { Runner = ScriptRunner.StatementByStatement }).Findings.Select(finding => finding.Message));

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT VALID")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT ENFORCED")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT ENFORCED")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT nn NOT NULL age NOT VALID")]
    [InlineData("CREATE TABLE n (id bigint PRIMARY KEY, user_id bigint REFERENCES users); CREATE INDEX n_user_id ON n (user_id)")]
    [InlineData("ALTER TABLE orders ADD COLUMN by_id bigint REFERENCES users; CREATE INDEX CONCURRENTLY orders_by ON orders (by_id)")]
    public void Nothing_is_found_in_a_migration(string up) =>
        Assert.Empty((new Judge(Schema, up) { Options = RuleOptions.Default with { PostgresVersion = 18 } }).Findings.Select(finding => finding.Message));
}
