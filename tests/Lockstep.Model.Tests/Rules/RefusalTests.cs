using Lockstep.Embedded;
using Lockstep.Model.Rules;
using Npgsql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>What rules say that PostgreSQL refuses, it refuses; and what is like it, it does not.</summary>
public sealed class RefusalTests
{
    private const string Schema = """
        CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, d int, raw json);
        CREATE UNIQUE INDEX t_a ON t (a);
        CREATE UNIQUE INDEX t_part ON t (a) WHERE a > 0;
        CREATE UNIQUE INDEX t_expr ON t (abs(a));
        CREATE UNIQUE INDEX t_desc ON t (b DESC);
        CREATE UNIQUE INDEX t_nulls ON t (b NULLS FIRST);
        CREATE UNIQUE INDEX t_asc ON t (c ASC NULLS LAST);
        CREATE INDEX t_plain ON t (b);
        CREATE TABLE u (a int, b int);
        CREATE UNIQUE INDEX u_a ON u (a);
        CREATE TABLE p (a int, at date) PARTITION BY RANGE (at);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE INDEX p_a ON p (a);
        CREATE UNIQUE INDEX p_at ON p (at);
        CREATE TABLE by_expression (a int) PARTITION BY HASH ((a + 1));
        CREATE TABLE x (r int4range, CONSTRAINT x_r EXCLUDE USING gist (r WITH &&));
        """;

    private static readonly string[] s_cases =
    [
        "CREATE INDEX CONCURRENTLY i ON p (at)",
        "CREATE INDEX CONCURRENTLY i ON ONLY p (at)",
        "CREATE INDEX CONCURRENTLY i ON p1 (at)",
        "DROP INDEX CONCURRENTLY p_a",
        "DROP INDEX p_a",
        "DROP INDEX CONCURRENTLY t_plain, u_a",
        "DROP INDEX t_plain, u_a",
        "DROP INDEX CONCURRENTLY t_plain CASCADE",
        "DROP INDEX CONCURRENTLY t_plain",
        "REINDEX SYSTEM CONCURRENTLY {database}",
        "REINDEX INDEX CONCURRENTLY x_r",
        "REINDEX INDEX x_r",
        "REINDEX TABLE CONCURRENTLY x",
        "REINDEX TABLE CONCURRENTLY p",
        "DROP INDEX t_pkey",
        "DROP INDEX x_r",
        "DROP INDEX p1_a_idx",
        "ALTER TABLE t ADD UNIQUE USING INDEX t_a",
        "ALTER TABLE t ADD UNIQUE USING INDEX t_asc",
        "ALTER TABLE t ADD UNIQUE USING INDEX t_part",
        "ALTER TABLE t ADD UNIQUE USING INDEX t_expr",
        "ALTER TABLE t ADD UNIQUE USING INDEX t_desc",
        "ALTER TABLE t ADD UNIQUE USING INDEX t_nulls",
        "ALTER TABLE t ADD UNIQUE USING INDEX t_plain",
        "ALTER TABLE t ADD UNIQUE USING INDEX u_a",
        "ALTER TABLE t ADD UNIQUE USING INDEX t_pkey",
        "ALTER TABLE p ADD UNIQUE USING INDEX p_at",
        "ALTER TABLE u ADD PRIMARY KEY USING INDEX u_a",
        "ALTER TABLE p ADD FOREIGN KEY (a) REFERENCES t NOT VALID",
        "ALTER TABLE p1 ADD FOREIGN KEY (a) REFERENCES t NOT VALID",
        "ALTER TABLE p ADD FOREIGN KEY (a) REFERENCES t",
        "ALTER TABLE p ADD UNIQUE (a)",
        "ALTER TABLE p ADD UNIQUE (a, at)",
        "ALTER TABLE p ADD PRIMARY KEY (a)",
        "ALTER TABLE p ADD COLUMN n int UNIQUE",
        "CREATE UNIQUE INDEX i ON p (a)",
        "CREATE UNIQUE INDEX i ON p (a, at)",
        "CREATE TABLE n (a int PRIMARY KEY, b int) PARTITION BY RANGE (b)",
        "CREATE TABLE n (a int, b int, PRIMARY KEY (a, b)) PARTITION BY RANGE (b)",
        "ALTER TABLE by_expression ADD PRIMARY KEY (a)",
        "CREATE UNIQUE INDEX i ON by_expression (a)",
        "ALTER TABLE p ADD EXCLUDE USING btree (at WITH =)",
        "ALTER TABLE t ADD PRIMARY KEY (a)",
        "ALTER TABLE t DROP CONSTRAINT t_pkey, ADD PRIMARY KEY (a)",
        "ALTER TABLE t ADD PRIMARY KEY (a), DROP CONSTRAINT t_pkey",
        "CREATE TABLE n (a int PRIMARY KEY, b int PRIMARY KEY)",
        "CREATE TABLE n (a int, UNIQUE (a, a))",
        "ALTER TABLE t ADD UNIQUE (a, b, a)",
        "CREATE TABLE n (a int CHECK (a > 0) NOT ENFORCED)",
        "ALTER TABLE t ADD CONSTRAINT nn NOT NULL a",
        "ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID",
        "CREATE TABLE n (a int, CONSTRAINT nn NOT NULL a)",
        "CREATE TABLE n (a int CONSTRAINT nn NOT NULL)",
        "CREATE TABLE n (during tstzrange, UNIQUE (during WITHOUT OVERLAPS))",
        "CREATE TABLE n (a int UNIQUE NULLS NOT DISTINCT)",
        "CREATE TABLE n (a int REFERENCES t ON DELETE SET NULL (a))",
        "CREATE INDEX i ON t (raw)",
        "CREATE INDEX i ON t ((raw ->> 'a'))",
    ];

    private static readonly string[] s_types =
    [
        "int2", "int4", "int8", "numeric", "float4", "float8", "oid", "text", "varchar", "bpchar", "name", "date", "timestamp", "timestamptz", "time", "timetz",
        "interval", "inet", "cidr", "bit", "varbit", "uuid", "bool", "bytea", "macaddr", "money", "jsonb", "tsvector",
    ];

    /// <summary>The rules that say so.</summary>
    private static readonly HashSet<string> s_rules = ["LS2004", "LS2010", "LS2031", "LS2032", "LS2033", "LS2034", "LS2035", "LS2036", "LS2037", "LS5005"];

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Servers_refuse_what_rules_say_and_nothing_else(int version)
    {
        await using var server = await Servers.StartAsync(version);
        await server.EnsureDatabaseAsync("base", TestContext.Current.CancellationToken);
        Assert.Null(await RefusalAsync(server, "base", Schema));
        var wrong = new List<string>();
        for (var at = 0; at < s_cases.Length; at++)
        {
            var database = "copy" + at;
            Assert.Null(await RefusalAsync(server, "postgres", $"CREATE DATABASE {database} TEMPLATE base"));
            var sql = s_cases[at].Replace("{database}", database, StringComparison.Ordinal);
            Compare(Schema, sql, version, await RefusalAsync(server, database, sql), wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Foreign_keys_between_types_and_indexes_of_types(int version)
    {
        await using var server = await Servers.StartAsync(version);
        await server.EnsureDatabaseAsync("types", TestContext.Current.CancellationToken);
        var schema = string.Concat(s_types.Select(type => $"CREATE TABLE of_{type} (k {type} UNIQUE);"));
        Assert.Null(await RefusalAsync(server, "types", schema));
        var wrong = new List<string>();
        foreach (var type in s_types)
        {
            foreach (var referenced in s_types)
            {
                var sql = $"CREATE TABLE {type}_to_{referenced} (k {type} UNIQUE REFERENCES of_{referenced} (k))";
                Compare(schema, sql, version, await RefusalAsync(server, "types", sql), wrong);
            }
        }

        string[] others = ["json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "jsonpath", "aclitem", "xid", "cid", "txid_snapshot", "pg_snapshot", "xid8", "pg_lsn", "tsquery", "regclass", "int4range"];
        foreach (var type in others.Concat(s_types).Concat(["text[]", "json[]"]))
        {
            var sql = $"CREATE TABLE index_{type.Replace("[]", "_array", StringComparison.Ordinal)} (k {type} UNIQUE)";
            Compare(string.Empty, sql, version, await RefusalAsync(server, "types", sql), wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("ci", "\"C\"")]
    [InlineData("ci", "ci")]
    [InlineData("\"C\"", "\"POSIX\"")]
    public async Task Foreign_keys_between_collations(string own, string referenced)
    {
        foreach (var version in (int[])[15, 18])
        {
            await using var server = await Servers.StartAsync(version);
            await server.EnsureDatabaseAsync("collations", TestContext.Current.CancellationToken);
            var schema = $"CREATE COLLATION ci (provider = icu, locale = 'und', deterministic = false); CREATE TABLE r (k text COLLATE {referenced} UNIQUE);";
            Assert.Null(await RefusalAsync(server, "collations", schema));
            var sql = $"CREATE TABLE o (k text COLLATE {own} UNIQUE REFERENCES r (k))";
            var wrong = new List<string>();
            Compare(schema, sql, version, await RefusalAsync(server, "collations", sql), wrong);
            Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_partitioned_table_takes_over_the_keys_of_its_partitions_without_looking_up_rows(int version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await Servers.StartAsync(version);
        await server.EnsureDatabaseAsync("keys", cancellation);
        await using var connection = new NpgsqlConnection(server.ConnectionString("keys") + ";Pooling=false");
        var notices = new List<string>();
        connection.Notice += (_, e) => notices.Add(e.Notice.MessageText);
        await connection.OpenAsync(cancellation);
        await ExecuteAsync(connection, Schema + "INSERT INTO t (id) VALUES (1); INSERT INTO p VALUES (1, '2026-06-01'); SET client_min_messages = debug1");
        await ExecuteAsync(connection, "BEGIN; ALTER TABLE p ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t; ROLLBACK");
        Assert.Contains(notices, notice => notice.Contains("validating foreign key constraint", StringComparison.Ordinal));
        await ExecuteAsync(connection, "ALTER TABLE p1 ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t NOT VALID; ALTER TABLE p1 VALIDATE CONSTRAINT k");
        notices.Clear();
        await ExecuteAsync(connection, "ALTER TABLE p ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t");
        Assert.DoesNotContain(notices, notice => notice.Contains("validating", StringComparison.Ordinal));
        await using var count = new NpgsqlCommand("SELECT count(*) FROM pg_constraint WHERE conrelid = 'p1'::regclass AND contype = 'f'", connection);
        Assert.Equal(1L, await count.ExecuteScalarAsync(cancellation));
    }

    private static void Compare(string schema, string sql, int version, string? refusal, List<string> wrong)
    {
        var script = new Judge(schema, sql) { Options = RuleOptions.Default with { PostgresVersion = version } };
        var told = script.Findings.Where(finding => s_rules.Contains(finding.Rule.Id)).Select(finding => finding.Rule.Id + ": " + finding.Message).ToList();
        if (told.Count != (refusal is null ? 0 : 1)) wrong.Add($"{sql}\n  PostgreSQL {version}: {refusal ?? "does it"}\n  rules: {(told.Count == 0 ? "nothing" : string.Join("\n         ", told))}");
    }

    /// <summary>Why the server refuses it; null if it does it.</summary>
    private static async Task<string?> RefusalAsync(EmbeddedPostgres server, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        try
        {
            await ExecuteAsync(connection, sql);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState + " " + refused.MessageText;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
