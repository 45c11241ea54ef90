namespace Lockstep.Model.Tests.Rules;

/// <summary>Safe ways to change tables in use, and what other linters warn of for nothing: no rule says a word unless it is asked.</summary>
public sealed class SafeChangeTests
{
    private const string Schema = """
        CREATE TABLE users (id bigint PRIMARY KEY, login text NOT NULL, name varchar(20), age int, state text, created timestamp);
        CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, state text);
        CREATE INDEX orders_user_id ON orders (user_id);
        CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE events_rest PARTITION OF events DEFAULT;
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE MATERIALIZED VIEW totals AS SELECT user_id, count(*) AS n FROM orders GROUP BY user_id;
        CREATE UNIQUE INDEX totals_user_id ON totals (user_id);
        """;

    [Theory]
    [InlineData("ALTER TABLE users ADD COLUMN c int DEFAULT -1")]
    [InlineData("ALTER TABLE users ADD COLUMN c int DEFAULT (1)")]
    [InlineData("ALTER TABLE users ADD COLUMN c text DEFAULT lower('X')")]
    [InlineData("ALTER TABLE users ADD COLUMN c date DEFAULT current_date")]
    [InlineData("ALTER TABLE users ADD COLUMN c timestamp DEFAULT localtimestamp")]
    [InlineData("ALTER TABLE users ADD COLUMN c timestamp DEFAULT timezone('utc', now())")]
    [InlineData("ALTER TABLE users ADD COLUMN c timestamptz NOT NULL DEFAULT pg_catalog.now()")]
    [InlineData("ALTER TABLE users ADD COLUMN c boolean NOT NULL DEFAULT true")]
    [InlineData("ALTER TABLE users ADD COLUMN c text; ALTER TABLE users ALTER c SET DEFAULT gen_random_uuid()::text")]
    [InlineData("ALTER TABLE users ALTER name TYPE varchar(40)")]
    [InlineData("ALTER TABLE users ALTER name TYPE text")]
    [InlineData("SET LOCAL timezone = 'UTC'; ALTER TABLE users ALTER created TYPE timestamptz")]
    [InlineData("CREATE TABLE n (id bigint PRIMARY KEY, a int, b text); ALTER TABLE n ADD c uuid DEFAULT gen_random_uuid(), ALTER a SET NOT NULL, ALTER b TYPE varchar(10); CREATE INDEX n_a ON n (a); ALTER TABLE n ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON n USING (true); CREATE TRIGGER t BEFORE UPDATE ON n FOR EACH ROW EXECUTE FUNCTION touch()")]
    [InlineData("ALTER TABLE events_rest ADD CONSTRAINT not_2026 CHECK (at < '2025-01-01' OR at >= '2027-01-01') NOT VALID")]
    [InlineData("CREATE TABLE events_2026 (LIKE events INCLUDING ALL, CHECK (at >= '2026-01-01' AND at < '2027-01-01'))")]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY totals")]
    [InlineData("VACUUM (ANALYZE) users")]
    [InlineData("ALTER TABLE users SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 90)")]
    [InlineData("ALTER TYPE unknown ADD VALUE IF NOT EXISTS 'x'")]
    [InlineData("CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()")]
    [InlineData("ALTER TABLE users OWNER TO app; ALTER TABLE users ALTER state SET STORAGE external")]
    [InlineData("CREATE TABLE events_2027 PARTITION OF unknown FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')")]
    public void Nothing_is_said(string up)
    {
        var script = new Judge(Schema, up);
        Assert.Equal("", string.Join('\n', script.Findings.Select(finding => finding.Rule.Id + " " + finding.Message)));
    }

    [Theory]
    [InlineData(
        "ALTER TABLE users ADD CONSTRAINT age_there CHECK (age IS NOT NULL) NOT VALID",
        "ALTER TABLE users VALIDATE CONSTRAINT age_there",
        "ALTER TABLE users ALTER age SET NOT NULL; ALTER TABLE users DROP CONSTRAINT age_there")]
    [InlineData(
        "ALTER TABLE events_rest ADD CONSTRAINT not_2026 CHECK (at < '2026-01-01' OR at >= '2027-01-01') NOT VALID",
        "ALTER TABLE events_rest VALIDATE CONSTRAINT not_2026",
        "CREATE TABLE events_2026 (LIKE events INCLUDING ALL); ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01'); ALTER TABLE events_rest DROP CONSTRAINT not_2026")]
    [InlineData(
        "ALTER TABLE users ADD COLUMN age_big bigint",
        "CREATE TRIGGER users_touch BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()",
        "ALTER TABLE users ADD CONSTRAINT c CHECK (age_big IS NOT NULL) NOT VALID")]
    public void Nothing_is_said_of_the_steps_of_a_safe_change(string first, string second, string third)
    {
        var schema = Schema;
        foreach (var step in (string[])[first, second, third])
        {
            var script = new Judge(schema, step);
            Assert.Equal("", string.Join('\n', script.Findings.Select(finding => finding.Rule.Id + " " + finding.Message)));
            schema += step + ";";
        }
    }
}
