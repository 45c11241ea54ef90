using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules.Forms;

/// <summary>What is offered in the place of dangerous statements, without a server.</summary>
public sealed class FormTests
{
    public static TheoryData<int, string> Cases => new(FormCases.All.Select((one, at) => (at, one.Rule + " " + one.Statement)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_rule_has_anything_to_say_of_a_form(int at, string name)
    {
        Assert.NotEmpty(name);
        foreach (var version in new[] { 15, 17, 18 }.Where(version => version >= FormCases.All[at].Since && version < FormCases.All[at].Before))
        {
            var findings = FormCases.All[at].Findings(version);
            Assert.True(findings.Count == 0, string.Join('\n', findings));
        }
    }

    [Fact]
    public void Each_rule_with_a_form_is_tried() => Assert.Empty(
        RuleSet.All.Where(HasForm).Select(rule => rule.Info.Id).Except(FormCases.All.Select(one => one.Rule), StringComparer.Ordinal).Except(PlainFormTests.Rules, StringComparer.Ordinal));

    [Theory]
    [InlineData("LS2001", "CREATE INDEX i ON events ((events.id + 1))", 18)]
    [InlineData("LS2001", "CREATE UNIQUE INDEX i ON events (id)", 18)]
    [InlineData("LS2001", "CREATE INDEX IF NOT EXISTS i ON t (a)", 15)]
    [InlineData("LS2002", "DROP INDEX t_b CASCADE", 15)]
    [InlineData("LS2003", "REINDEX TABLE events", 13)]
    [InlineData("LS2009", "ALTER INDEX t_b SET TABLESPACE fast", 13)]
    [InlineData("LS2020", "ALTER TABLE events ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES t", 17)]
    [InlineData("LS2025", "ALTER TABLE events ADD UNIQUE (id, at)", 18)]
    [InlineData("LS2026", "ALTER TABLE events ADD PRIMARY KEY (id, at)", 18)]
    [InlineData("LS2040", "ALTER TABLE bare ADD COLUMN c uuid DEFAULT gen_random_uuid()", 15)]
    [InlineData("LS2050", "ALTER TABLE t ALTER a TYPE bigint", 15)]
    [InlineData("LS2050", "ALTER TABLE t ALTER b TYPE text", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER kept TYPE bigint", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER apart TYPE bigint", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER same TYPE bigint", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER noted TYPE bigint", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER sorted TYPE bigint", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER shared TYPE bigint", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER counted TYPE bigint", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER free TYPE bigint; DROP INDEX odd_free", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER free TYPE bigint; CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON odd (free, id)", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER free TYPE bigint; CREATE INDEX CONCURRENTLY i ON odd (free, id); ALTER INDEX i RENAME TO j", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER free TYPE bigint; CREATE INDEX CONCURRENTLY i ON odd (free, id); DROP INDEX CONCURRENTLY i", 15)]
    [InlineData("LS2050", "ALTER TABLE odd ALTER free TYPE bigint; ALTER TABLE odd RENAME TO even", 15)]
    [InlineData("LS2050", "ALTER TABLE bare ALTER a TYPE bigint", 15)]
    [InlineData("LS2050", "ALTER TABLE booked ALTER seats TYPE bigint", 18)]
    [InlineData("LS4030", "UPDATE booked SET seats = 1", 18)]
    [InlineData("LS2074", "REFRESH MATERIALIZED VIEW m", 15)]
    [InlineData("LS2050", "ALTER TABLE shown ALTER b TYPE bigint", 15)]
    [InlineData("LS3003", "ALTER TABLE odd RENAME shared TO c", 15)]
    [InlineData("LS3003", "ALTER TABLE odd RENAME doc TO c", 15)]
    [InlineData("LS3003", "ALTER TABLE odd RENAME free TO c; DROP INDEX odd_free", 15)]
    [InlineData("LS4030", "WITH x AS (SELECT 1) UPDATE t SET b = 1", 15)]
    [InlineData("LS4030", "UPDATE t SET b = 1 RETURNING a", 15)]
    [InlineData("LS4030", "UPDATE shows SET b = 1", 15)]
    [InlineData("LS4032", "INSERT INTO t (a) SELECT a FROM bare ON CONFLICT (a) DO UPDATE SET b = 1", 15)]
    [InlineData("LS4030", "UPDATE bare SET a = 1", 15)]
    [InlineData("LS4030", "UPDATE t SET a = 1", 15)]
    [InlineData("LS5002", "CREATE INDEX odd_again ON odd (free); ALTER TABLE odd CLUSTER ON odd_again", 15)]
    [InlineData("LS5002", "CREATE INDEX odd_again ON odd (free); COMMENT ON INDEX odd_again IS 'again'", 15)]
    [InlineData("LS5011", "ALTER TABLE odd ADD FOREIGN KEY (kept) REFERENCES big", 15)]
    [InlineData("LS5011", "CREATE TABLE n (id serial PRIMARY KEY REFERENCES big)", 15)]
    [InlineData("LS5011", "CREATE TABLE n (at date CHECK (at > '2020-01-01') REFERENCES times)", 15)]
    [InlineData("LS5011", "ALTER TABLE odd ADD FOREIGN KEY (free) REFERENCES big NOT VALID", 15)]
    [InlineData("LS5011", "ALTER TABLE odd ADD CONSTRAINT f FOREIGN KEY (free) REFERENCES big; COMMENT ON CONSTRAINT f ON odd IS 'f'", 15)]
    [InlineData("LS5011", "ALTER TABLE odd ADD COLUMN more int; ALTER TABLE odd ADD FOREIGN KEY (more) REFERENCES big", 15)]
    [InlineData("LS5011", "CREATE TABLE n (id bigint PRIMARY KEY, b int); ALTER TABLE n ADD FOREIGN KEY (b) REFERENCES big", 15)]
    [InlineData("LS5011", "ALTER TABLE dated ADD FOREIGN KEY (at) REFERENCES times", 15)]
    [InlineData("LS5011", "ALTER TABLE named ADD FOREIGN KEY (code) REFERENCES codes", 15)]
    [InlineData("LS5012", "ALTER TABLE unknown ADD CHECK (a > 0)", 15)]
    public void There_is_none_where_the_server_would_refuse_it_or_something_be_lost(string rule, string statement, int version)
    {
        const string schema = """
            CREATE TABLE t (a int PRIMARY KEY, b int);
            CREATE UNIQUE INDEX t_b ON t (b);
            CREATE TABLE refers (a int REFERENCES t);
            CREATE TABLE odd (id int PRIMARY KEY, kept int, apart int, same int, noted int, sorted int, shared int, counted int, free int, doc json);
            CREATE UNIQUE INDEX odd_kept ON odd (coalesce(kept, 0));
            ALTER TABLE odd ADD CONSTRAINT odd_apart EXCLUDE USING gist (apart WITH =);
            CREATE UNIQUE INDEX odd_same ON odd (same) NULLS NOT DISTINCT;
            CREATE INDEX odd_noted ON odd (noted);
            COMMENT ON INDEX odd_noted IS 'by note';
            CREATE INDEX odd_sorted ON odd (sorted);
            ALTER TABLE odd CLUSTER ON odd_sorted;
            GRANT SELECT (shared) ON odd TO PUBLIC;
            CREATE STATISTICS odd_counted ON counted, id FROM odd;
            CREATE INDEX odd_free ON odd (free);
            CREATE TABLE bare (a int);
            CREATE TABLE shown (a int PRIMARY KEY, b int);
            CREATE VIEW shows AS SELECT b FROM shown;
            CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
            CREATE TABLE big (id bigint PRIMARY KEY);
            CREATE TABLE booked (room int4range, span daterange, seats int, PRIMARY KEY (room, span WITHOUT OVERLAPS));
            CREATE TABLE times (at timestamptz PRIMARY KEY);
            CREATE TABLE dated (id int PRIMARY KEY, at timestamp);
            CREATE TABLE codes (code char(9) PRIMARY KEY);
            CREATE TABLE named (id int PRIMARY KEY, code text);
            CREATE TABLE events (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
            CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE INDEX events_id ON events (id);
            """;
        Assert.Null(new FormCase(rule, schema, statement).FormOrNone(version).Form);
    }

    internal static bool HasForm(Rule rule) => rule.GetType().GetMethod(nameof(Rule.SafeFormOf))!.DeclaringType != typeof(Rule);
}
