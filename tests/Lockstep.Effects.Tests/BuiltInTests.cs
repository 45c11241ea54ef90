using Lockstep.Effects.Tests.Harness;
using Lockstep.Model.Effects;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Effects.Tests;

/// <summary>What the model knows of PostgreSQL's own functions and casts is what each server's catalog says, and what it does with them.</summary>
public sealed class BuiltInTests
{
    public static TheoryData<int> Versions => [15, 16, 17, 18];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_default_rewrites_the_table_if_its_function_is_volatile(int version)
    {
        var server = await PlainServers.OfAsync(version);
        await using var session = await Sessions.OpenAsync(server.ConnectionString("postgres"), TestContext.Current.CancellationToken);
        var before = DatabaseSchema.Empty.Apply(SqlReader.Read("CREATE TABLE t (a int)")).Schema;
        var (count, wrong) = (0, new List<string>());
        await foreach (var (call, isVolatile) in RowsAsync(session, Functions))
        {
            count++;
            var effects = Effects(before, $"ALTER TABLE t ADD COLUMN c text DEFAULT {call}", version);
            if (effects.Rewrites.IsEmpty == isVolatile || !effects.Certain) wrong.Add($"{call}: volatile {isVolatile}, rewrite {!effects.Rewrites.IsEmpty}, certain {effects.Certain}");
        }

        Assert.True(count > 2000);
        Assert.Equal("", string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_cast_rewrites_the_table_and_its_index_or_not_as_the_server_does(int version)
    {
        var server = await PlainServers.OfAsync(version);
        await using var session = await Sessions.OpenAsync(server.ConnectionString("postgres"), TestContext.Current.CancellationToken);
        await session.RunAsync(Casts, TestContext.Current.CancellationToken);
        var wrong = new List<string>();
        var count = 0;
        await foreach (var (before, change, seen) in SeenAsync(session))
        {
            count++;
            var effects = Effects(DatabaseSchema.Empty.Apply(SqlReader.Read(before)).Schema, change, version);
            var claimed = (!effects.Rewrites.IsEmpty ? "table " : "") + (!effects.Rebuilds.IsEmpty ? "index " : "");
            if (claimed != seen || !effects.Certain) wrong.Add($"{before}; {change}: seen new files of '{seen}', claimed '{claimed}', certain {effects.Certain}");
        }

        Assert.True(count > 300);
        Assert.Equal("", string.Join('\n', wrong));
    }

    /// <summary>A call of each function that a default may call, with nulls for its arguments, and whether it is volatile.</summary>
    private const string Functions = """
        SELECT format('pg_catalog.%I(%s)', proname, (SELECT string_agg('NULL::' || format_type(type, NULL), ', ') FROM unnest(proargtypes) type)), provolatile = 'v'
        FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND NOT proretset AND NOT proargtypes::oid[] && ARRAY['internal'::regtype::oid, 'cstring'::regtype::oid]
            AND prorettype::regtype::text NOT IN ('trigger', 'event_trigger', 'language_handler', 'internal', 'fdw_handler', 'index_am_handler', 'tsm_handler', 'table_am_handler')
            AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
        """;

    /// <summary>Changes a column from the one type of each cast to the other, and of each such type to itself, with an index on it where there can be one.</summary>
    private const string Casts = """
        CREATE TEMP TABLE seen (before text, change text, files text);
        DO $$
        DECLARE cast_ record; created text; changed text; old_table oid; old_index oid; files text;
        BEGIN
            FOR cast_ IN
                SELECT s.oid::regtype::text AS source, t.oid::regtype::text AS target
                FROM pg_cast JOIN pg_type s ON s.oid = castsource JOIN pg_type t ON t.oid = casttarget
                WHERE s.typtype IN ('b', 'r', 'm') AND t.typtype IN ('b', 'r', 'm') AND s.typname !~ '^pg_(?!lsn)' AND t.typname !~ '^pg_(?!lsn)'
                UNION SELECT oid::regtype::text, oid::regtype::text FROM pg_type
                WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm') AND typname !~ '^_?(pg_(?!lsn)|gtsvector|cstring|record)' AND NOT (typcategory = 'A' AND (SELECT typrelid FROM pg_type e WHERE e.oid = pg_type.typelem) <> 0)
            LOOP
                BEGIN
                    created := format('CREATE TABLE t (c %s)', cast_.source);
                    changed := format('ALTER TABLE t ALTER COLUMN c TYPE %s USING c::%s', cast_.target, cast_.target);
                    EXECUTE created;
                    BEGIN
                        CREATE INDEX i ON t (c);
                        created := created || '; CREATE INDEX i ON t (c)';
                    EXCEPTION WHEN undefined_object THEN NULL;
                    END;
                    old_table := pg_relation_filenode('t');
                    old_index := pg_relation_filenode(to_regclass('i'));
                    EXECUTE changed;
                    files := CASE WHEN pg_relation_filenode('t') <> old_table THEN 'table ' ELSE '' END || CASE WHEN pg_relation_filenode(to_regclass('i')) <> old_index THEN 'index ' ELSE '' END;
                    RAISE EXCEPTION USING ERRCODE = 'U0001';
                EXCEPTION
                    WHEN SQLSTATE 'U0001' THEN INSERT INTO seen VALUES (created, changed, files);
                    -- The new type has no order, and the index can't stay.
                    WHEN undefined_object THEN NULL;
                END;
            END LOOP;
        END $$
        """;

    private static OperationEffects Effects(DatabaseSchema before, string sql, int version) =>
        OperationEffects.Of(Assert.Single(SqlReader.Read(sql)), before, new(version) { TimeZone = "UTC" });

    private static async IAsyncEnumerable<(string Call, bool IsVolatile)> RowsAsync(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) yield return (reader.GetString(0), reader.GetBoolean(1));
    }

    private static async IAsyncEnumerable<(string Before, string Change, string Files)> SeenAsync(NpgsqlConnection session)
    {
        await using var command = new NpgsqlCommand("SELECT before, change, files FROM seen", session);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) yield return (reader.GetString(0), reader.GetString(1), reader.GetString(2));
    }
}
