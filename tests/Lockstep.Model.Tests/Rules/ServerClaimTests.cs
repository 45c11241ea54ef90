using Lockstep.Model.Rules;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>What rules about tables, columns, partitions and enums say that servers do and refuse, they do and refuse.</summary>
public sealed class ServerClaimTests
{
    private const string Schema = """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE DOMAIN required AS int NOT NULL;
        CREATE TABLE people (id bigint PRIMARY KEY, m mood, name text);
        CREATE TABLE texts (id int PRIMARY KEY, name text);
        CREATE TABLE numbers (id int PRIMARY KEY, big bigint, name text);
        CREATE TABLE plain (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE plain_2024 PARTITION OF plain FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE events (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE events_rest PARTITION OF events DEFAULT;
        CREATE MATERIALIZED VIEW totals AS SELECT id, name FROM people;
        CREATE UNIQUE INDEX totals_expression ON totals ((id + 1));
        CREATE UNIQUE INDEX totals_partial ON totals (id) WHERE name IS NULL;
        CREATE MATERIALIZED VIEW keyed AS SELECT id, name FROM people;
        CREATE UNIQUE INDEX keyed_id ON keyed (id);
        """;

    private const string Rows = "INSERT INTO people VALUES (5000000000, 'ok', 'Ada Lovelace'); INSERT INTO texts VALUES (1, 'x'); INSERT INTO numbers VALUES (1, 5000000000, 'Ada Lovelace'); REFRESH MATERIALIZED VIEW totals; REFRESH MATERIALIZED VIEW keyed;";

    private const string Add = "ALTER TYPE mood ADD VALUE 'happy'; ";

    private static readonly (string Sql, string Rules)[] s_cases =
    [
        ("ALTER TABLE people ADD COLUMN c int NOT NULL", "LS2041"),
        ("ALTER TABLE people ADD COLUMN c int NOT NULL DEFAULT NULL", "LS2041"),
        ("ALTER TABLE people ADD COLUMN c required", "LS2041"),
        ("ALTER TABLE people ADD COLUMN c int PRIMARY KEY", "LS2041"),
        ("ALTER TABLE people ADD COLUMN c int NOT NULL DEFAULT 0", "LS2041"),
        ("ALTER TABLE people ADD COLUMN c serial NOT NULL", "LS2041"),
        ("ALTER TABLE people ADD COLUMN c required DEFAULT 1", "LS2041"),
        ("ALTER TABLE numbers ALTER big TYPE int", "LS2054"),
        ("ALTER TABLE numbers ALTER name TYPE varchar(5)", "LS2054"),
        ("ALTER TABLE numbers ALTER big TYPE numeric(4, 0)", "LS2054"),
        ("ALTER TABLE numbers ALTER name TYPE varchar", "LS2054"),
        ("REFRESH MATERIALIZED VIEW CONCURRENTLY totals", "LS2075"),
        ("REFRESH MATERIALIZED VIEW CONCURRENTLY keyed", "LS2075"),
        ("REFRESH MATERIALIZED VIEW CONCURRENTLY keyed WITH NO DATA", "LS2075"),
        ("ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY", "LS2081"),
        ("ALTER TABLE plain DETACH PARTITION plain_2024 CONCURRENTLY", "LS2081"),
        ("LOCK TABLE people", "LS2084"),
        ("BEGIN; LOCK TABLE people IN ROW SHARE MODE; COMMIT", "LS2084"),
        ("BEGIN; " + Add + "INSERT INTO people VALUES (1, 'happy'); COMMIT", "LS4020"),
        ("BEGIN; " + Add + "ALTER TABLE people ALTER m SET DEFAULT 'happy'; COMMIT", "LS4020"),
        ("BEGIN; " + Add + "ALTER TABLE people ADD CHECK (m <> 'happy') NOT VALID; COMMIT", "LS4020"),
        ("BEGIN; " + Add + "CREATE VIEW v AS SELECT id FROM people WHERE m = 'happy'; COMMIT", "LS4020"),
        ("BEGIN; " + Add + "CREATE FUNCTION g() RETURNS mood LANGUAGE sql AS $$ SELECT 'happy'::mood $$; COMMIT", "LS4020"),
        ("BEGIN; " + Add + "CREATE FUNCTION g() RETURNS mood LANGUAGE plpgsql AS $$ BEGIN RETURN 'happy'::mood; END $$; COMMIT", "LS4020"),
        ("BEGIN; " + Add + "INSERT INTO texts VALUES (2, 'happy'); COMMENT ON TABLE people IS 'happy'; COMMIT", "LS4020"),
        ("BEGIN; " + Add + "ALTER TYPE mood ADD VALUE 'glad' BEFORE 'happy'; COMMIT", "LS4020"),
        (Add + "INSERT INTO people VALUES (1, 'happy')", "LS4020"),
        ("BEGIN; CREATE TYPE size AS ENUM ('s'); ALTER TYPE size ADD VALUE 'l'; SELECT 'l'::size; COMMIT", "LS4020"),
        ("DO $$ BEGIN ALTER TYPE mood ADD VALUE 'happy'; INSERT INTO people VALUES (1, 'happy'); END $$", "LS4020"),
    ];

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Servers_refuse_what_rules_say_and_nothing_else(int version)
    {
        var wrong = new List<string>();
        foreach (var (sql, rule) in s_cases)
        {
            await using var database = await Servers.DatabaseAsync(version);
            await using var connection = await database.OpenAsync();
            await using (var setup = new NpgsqlCommand(Schema + Rows, connection)) await setup.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            var refusal = await RefusalAsync(connection, sql);
            var judge = new Judge(Schema, sql) { Runner = ScriptRunner.StatementByStatement, Options = RuleOptions.Default with { PostgresVersion = version } };
            var told = judge.Of(rule).Select(finding => finding.Message).ToList();
            // A rule names the error that its user would see.
            if (told.Count == 1 == (refusal is not null) && (refusal is null || told[0].Contains(refusal[..5], StringComparison.Ordinal) || rule is "LS2041")) continue;
            wrong.Add($"{sql}\n  PostgreSQL {version}: {refusal ?? "does it"}\n  {rule}: {string.Join(", ", told)}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(15, "CREATE SEQUENCE s AS smallint; SELECT setval('s', 32767)", "SELECT nextval('s')", "2200H")]
    [InlineData(15, "CREATE TABLE n (id serial PRIMARY KEY); ALTER TABLE n ALTER id TYPE bigint; SELECT setval('n_id_seq', 2147483647)", "INSERT INTO n DEFAULT VALUES", "2200H")]
    [InlineData(15, "CREATE TABLE n (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY); ALTER TABLE n ALTER id TYPE bigint; SELECT setval('n_id_seq', 2147483647)", "INSERT INTO n DEFAULT VALUES", null)]
    [InlineData(15, "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; REFRESH MATERIALIZED VIEW m WITH NO DATA", "SELECT * FROM m", "55000")]
    [InlineData(15, "CREATE TABLE n (id int PRIMARY KEY); CREATE PUBLICATION pub FOR TABLE n; INSERT INTO n VALUES (1); ALTER TABLE n DROP CONSTRAINT n_pkey", "DELETE FROM n", "55000")]
    [InlineData(15, "CREATE TABLE n (id int PRIMARY KEY); CREATE PUBLICATION pub FOR TABLE n; INSERT INTO n VALUES (1); ALTER TABLE n REPLICA IDENTITY NOTHING", "UPDATE n SET id = 2", "55000")]
    [InlineData(15, "CREATE TABLE n (id int PRIMARY KEY); INSERT INTO n VALUES (1); ALTER TABLE n REPLICA IDENTITY NOTHING", "UPDATE n SET id = 2", null)]
    [InlineData(15, "CREATE TABLE r (id int PRIMARY KEY); CREATE TABLE n (r int REFERENCES r); ALTER TABLE n DISABLE TRIGGER ALL", "INSERT INTO n VALUES (1)", null)]
    [InlineData(15, "CREATE TABLE r (id int PRIMARY KEY); CREATE TABLE n (r int REFERENCES r); ALTER TABLE n DISABLE TRIGGER USER", "INSERT INTO n VALUES (1)", "23503")]
    [InlineData(15, "CREATE TABLE r (id int PRIMARY KEY); CREATE TABLE n (r int REFERENCES r); SET session_replication_role = replica", "INSERT INTO n VALUES (1)", null)]
    public async Task What_comes_of_it(int version, string before, string then, string? error)
    {
        await using var database = await Servers.DatabaseAsync(version);
        await using var connection = await database.OpenAsync();
        Assert.Null(await RefusalAsync(connection, before));
        Assert.Equal(error, (await RefusalAsync(connection, then))?[..5]);
    }

    [Theory]
    [InlineData("ALTER TABLE n ENABLE ROW LEVEL SECURITY", 0)]
    [InlineData("ALTER TABLE n ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON n AS RESTRICTIVE USING (true)", 0)]
    [InlineData("ALTER TABLE n ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON n USING (true)", 1)]
    [InlineData("CREATE POLICY p ON n USING (false)", 1)]
    public async Task Rows_that_row_security_hides(string sql, long seen)
    {
        await using var database = await Servers.DatabaseAsync();
        await using var connection = await database.OpenAsync();
        var role = Servers.NewName("reader");
        Assert.Null(await RefusalAsync(connection, $"CREATE ROLE {role}; CREATE TABLE n (id int PRIMARY KEY); INSERT INTO n VALUES (1); GRANT SELECT ON n TO {role}; {sql}; SET ROLE {role}"));
        await using var count = new NpgsqlCommand("SELECT count(*) FROM n", connection);
        Assert.Equal(seen, await count.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("ALTER TABLE n ALTER c TYPE varchar(3) USING c::varchar(3)", "abc")]
    [InlineData("ALTER TABLE n ALTER d TYPE numeric(8, 1)", "1.3")]
    [InlineData("ALTER TABLE n ALTER ts TYPE timestamp(0)", "2026-01-01 00:00:01")]
    public async Task Values_that_are_cut_without_a_word(string sql, string value)
    {
        await using var database = await Servers.DatabaseAsync();
        await using var connection = await database.OpenAsync();
        const string Table = "CREATE TABLE n (c varchar(10), d numeric(8, 2), ts timestamp)";
        Assert.Null(await RefusalAsync(connection, Table + "; INSERT INTO n VALUES ('abcdef', 1.25, '2026-01-01 00:00:00.7'); " + sql));
        await using var read = new NpgsqlCommand("SELECT c || ' ' || d || ' ' || ts FROM n", connection);
        Assert.Contains(value, (string?)await read.ExecuteScalarAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(new Judge(Table, sql).Of("LS2054"));
    }

    [Theory]
    [InlineData("at < '2024-01-01'", false)]
    [InlineData("at < '2026-01-01' OR at >= '2027-01-01'", false)]
    [InlineData("at < '2025-01-01' OR at >= '2028-01-01'", false)]
    [InlineData("NOT (at >= '2026-01-01' AND at < '2027-01-01')", false)]
    [InlineData("at < '2026-06-01' OR at >= '2027-01-01'", true)]
    [InlineData("at < '2026-01-01' OR id > 0", true)]
    [InlineData("at <> '2026-01-01'", true)]
    public async Task Checks_that_spare_the_default_partition_a_scan(string check, bool isRead)
    {
        var schema = $"""
            CREATE TABLE days (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
            CREATE TABLE days_rest PARTITION OF days DEFAULT;
            ALTER TABLE days_rest ADD CHECK ({check});
            """;
        await CompareScanAsync(schema, "CREATE TABLE days_2026 PARTITION OF days FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')", "LS2078", isRead);
    }

    [Theory]
    [InlineData("r <> 'eu'", "'eu'", false)]
    [InlineData("r NOT IN ('eu', 'us')", "'eu'", false)]
    [InlineData("r NOT IN ('eu', 'us')", "'us', 'eu'", false)]
    [InlineData("r <> ALL (ARRAY['eu'])", "'eu'", false)]
    [InlineData("r <> 'eu' AND r <> 'us'", "'us', 'eu'", false)]
    [InlineData("r <> 'us'", "'eu'", true)]
    [InlineData("r NOT IN ('eu')", "'us', 'eu'", true)]
    public async Task Checks_that_spare_the_default_partition_of_a_list_a_scan(string check, string values, bool isRead)
    {
        var schema = $"""
            CREATE TABLE regions (r text NOT NULL) PARTITION BY LIST (r);
            CREATE TABLE regions_rest PARTITION OF regions DEFAULT;
            ALTER TABLE regions_rest ADD CHECK ({check});
            """;
        await CompareScanAsync(schema, $"CREATE TABLE regions_new PARTITION OF regions FOR VALUES IN ({values})", "LS2078", isRead);
    }

    [Theory]
    [InlineData("at >= '2026-01-01' AND at < '2027-01-01'", false)]
    [InlineData("at BETWEEN '2026-01-01' AND '2026-12-31'", false)]
    [InlineData("at = '2026-05-01' OR at = '2026-06-01'", false)]
    [InlineData("at >= '2026-01-01'", true)]
    [InlineData("at = '2026-05-01' OR at = '2028-06-01'", true)]
    public async Task Checks_that_spare_a_partition_a_scan(string check, bool isRead)
    {
        var schema = $"""
            CREATE TABLE days (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
            CREATE TABLE days_2026 (id int NOT NULL, at date NOT NULL, CHECK ({check}));
            """;
        await CompareScanAsync(schema, "ALTER TABLE days ATTACH PARTITION days_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')", "LS2077", isRead);
    }

    /// <summary>Compares what the server says that it does with what the rule says.</summary>
    private static async Task CompareScanAsync(string schema, string sql, string rule, bool isRead)
    {
        Assert.Equal(isRead ? 1 : 0, new Judge(schema, sql).Of(rule).Count);
        await using var database = await Servers.DatabaseAsync();
        await using var connection = await database.OpenAsync();
        var notices = new List<string>();
        connection.Notice += (_, e) => notices.Add(e.Notice.MessageText);
        Assert.Null(await RefusalAsync(connection, schema + "SET client_min_messages = debug1"));
        notices.Clear();
        Assert.Null(await RefusalAsync(connection, sql));
        Assert.Equal(!isRead, notices.Exists(notice => notice.EndsWith("is implied by existing constraints", StringComparison.Ordinal)));
    }

    /// <summary>Why the server refuses it; null if it does it.</summary>
    private static async Task<string?> RefusalAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            // One by one, as psql does; each statement's text is the reader's.
            foreach (var statement in SqlReader.Read(sql))
            {
                await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(statement.Sql) } };
                await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }

            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState + " " + refused.MessageText;
        }
    }
}
