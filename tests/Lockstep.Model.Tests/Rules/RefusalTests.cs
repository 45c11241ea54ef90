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
        "CREATE TABLE n (a int4range, during tstzrange, UNIQUE (a, during WITHOUT OVERLAPS))",
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

    private static readonly string[] s_otherTypes =
    [
        "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "jsonpath", "aclitem", "xid", "cid", "txid_snapshot", "pg_snapshot",
        "xid8", "pg_lsn", "tsquery", "regclass", "int4range", "text[]", "json[]",
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
        var wrong = new List<string>();
        await CompareAllAsync(Schema, s_cases.Where(sql => !sql.Contains("CONCURRENTLY", StringComparison.Ordinal)), version, wrong);

        // What can't be in a transaction gets a database of its own.
        foreach (var sql in s_cases.Where(sql => sql.Contains("CONCURRENTLY", StringComparison.Ordinal)))
        {
            await using var database = await Servers.DatabaseAsync(version);
            await using var connection = await database.OpenAsync();
            await ExecuteAsync(connection, Schema);
            var statement = sql.Replace("{database}", database.Name, StringComparison.Ordinal);
            Compare(Schema, statement, version, await RefusalAsync(connection, statement), wrong);
        }

        var ofTypes = string.Concat(s_types.Select(type => $"CREATE TABLE of_{type} (k {type} UNIQUE);"));
        var pairs = from type in s_types from referenced in s_types select $"CREATE TABLE n (k {type} UNIQUE REFERENCES of_{referenced} (k))";
        await CompareAllAsync(ofTypes, pairs.Concat(s_otherTypes.Concat(s_types).Select(type => $"CREATE TABLE n (k {type} UNIQUE)")), version, wrong);

        const string Collations = """
            CREATE COLLATION ci (provider = icu, locale = 'und', deterministic = false);
            CREATE TABLE of_ci (k text COLLATE ci UNIQUE);
            CREATE TABLE of_c (k text COLLATE "C" UNIQUE);
            """;
        var collations = from own in (string[])["ci", "\"C\"", "\"POSIX\""] from referenced in (string[])["of_ci", "of_c"] select $"CREATE TABLE n (k text COLLATE {own} UNIQUE REFERENCES {referenced} (k))";
        await CompareAllAsync(Collations, collations, version, wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_partitioned_table_takes_over_the_keys_of_its_partitions_without_looking_up_rows(int version)
    {
        await using var database = await Servers.DatabaseAsync(version);
        await using var connection = await database.OpenAsync();
        var notices = new List<string>();
        connection.Notice += (_, e) => notices.Add(e.Notice.MessageText);
        await ExecuteAsync(connection, Schema + "INSERT INTO t (id) VALUES (1); INSERT INTO p VALUES (1, '2026-06-01'); SET client_min_messages = debug1");
        await ExecuteAsync(connection, "BEGIN; ALTER TABLE p ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t; ROLLBACK");
        Assert.Contains(notices, notice => notice.Contains("validating foreign key constraint", StringComparison.Ordinal));
        await ExecuteAsync(connection, "ALTER TABLE p1 ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t NOT VALID; ALTER TABLE p1 VALIDATE CONSTRAINT k");
        notices.Clear();
        await ExecuteAsync(connection, "ALTER TABLE p ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t");
        Assert.DoesNotContain(notices, notice => notice.Contains("validating", StringComparison.Ordinal));
        await using var count = new NpgsqlCommand("SELECT count(*) FROM pg_constraint WHERE conrelid = 'p1'::regclass AND contype = 'f'", connection);
        Assert.Equal(1L, await count.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Tries each statement on a schema, and takes it back; all at once, since there are a thousand.</summary>
    private static async Task CompareAllAsync(string schema, IEnumerable<string> statements, int version, List<string> wrong)
    {
        const string Try = """
            CREATE FUNCTION pg_temp.refusals(statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
            DECLARE statement text;
            BEGIN
                FOREACH statement IN ARRAY statements LOOP
                    BEGIN
                        EXECUTE statement;
                        RAISE EXCEPTION USING ERRCODE = 'U0001';
                    EXCEPTION
                        WHEN SQLSTATE 'U0001' THEN RETURN NEXT NULL;
                        WHEN OTHERS THEN RETURN NEXT SQLSTATE || ' ' || SQLERRM;
                    END;
                END LOOP;
            END $$
            """;
        await using var database = await Servers.DatabaseAsync(version);
        await using var connection = await database.OpenAsync();
        await ExecuteAsync(connection, schema);
        await ExecuteAsync(connection, Try);
        string[] all = [.. statements];
        await using var command = new NpgsqlCommand("SELECT pg_temp.refusals($1)", connection) { Parameters = { new NpgsqlParameter<string[]> { TypedValue = all } } };
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        foreach (var sql in all)
        {
            Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
            Compare(schema, sql, version, await reader.IsDBNullAsync(0, TestContext.Current.CancellationToken) ? null : reader.GetString(0), wrong);
        }
    }

    private static void Compare(string schema, string sql, int version, string? refusal, List<string> wrong)
    {
        var script = new Judge(schema, sql) { Options = RuleOptions.Default with { PostgresVersion = version } };
        var told = script.Findings.Where(finding => s_rules.Contains(finding.Rule.Id)).Select(finding => finding.Rule.Id + ": " + finding.Message).ToList();
        if (told.Count != (refusal is null ? 0 : 1)) wrong.Add($"{sql}\n  PostgreSQL {version}: {refusal ?? "does it"}\n  rules: {(told.Count == 0 ? "nothing" : string.Join("\n         ", told))}");
    }

    /// <summary>Why the server refuses it; null if it does it.</summary>
    private static async Task<string?> RefusalAsync(NpgsqlConnection connection, string sql)
    {
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
