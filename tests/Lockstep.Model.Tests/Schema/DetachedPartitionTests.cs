using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Model.Tests.Schema;

/// <summary>The check that a partition keeps which is detached concurrently: by its name and what it says as in PostgreSQL's catalog.</summary>
public sealed class DetachedPartitionTests
{
    private const string Setup = """
        CREATE TABLE pairs (a int, b date, c text) PARTITION BY RANGE (a, b);
        CREATE TABLE pairs_1 PARTITION OF pairs FOR VALUES FROM (1, '2024-01-01') TO (2, '2024-05-01');
        CREATE TABLE pairs_2 PARTITION OF pairs FOR VALUES FROM (3, MINVALUE) TO (4, MINVALUE);
        CREATE TABLE pairs_3 PARTITION OF pairs FOR VALUES FROM (4, '2024-01-01') TO (4, MAXVALUE);
        CREATE TABLE pairs_4 PARTITION OF pairs FOR VALUES FROM (5, MAXVALUE) TO (6, MAXVALUE);
        ALTER TABLE pairs_4 ADD CONSTRAINT pairs_4_check CHECK (c <> '');
        CREATE TABLE pairs_5 PARTITION OF pairs FOR VALUES FROM (7, '2024-01-01') TO (MAXVALUE, MAXVALUE);
        CREATE TABLE triples (a bigint NOT NULL, b int, c text) PARTITION BY RANGE (a, b, c);
        CREATE TABLE triples_1 PARTITION OF triples FOR VALUES FROM (1, -5, 'x') TO (1, 2, 'y');
        CREATE TABLE triples_2 PARTITION OF triples FOR VALUES FROM (1, 3, 'x') TO (9, 2, 'y');
        CREATE TABLE triples_3 PARTITION OF triples FOR VALUES FROM (10, 1, 'a') TO (10, 1, 'b');
        CREATE TABLE spread (a int, b int) PARTITION BY HASH (a);
        CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE wide (a int, b int) PARTITION BY HASH (b, a);
        CREATE TABLE wide_0 PARTITION OF wide FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE lowered (a int, b text) PARTITION BY RANGE (lower(b));
        CREATE TABLE lowered_a PARTITION OF lowered FOR VALUES FROM ('a') TO ('b');
        CREATE TABLE tens (a int, b text) PARTITION BY LIST ((a % 10));
        CREATE TABLE tens_1 PARTITION OF tens FOR VALUES IN (1);
        CREATE TABLE sums (a int, b int) PARTITION BY LIST ((a + b));
        CREATE TABLE sums_1 PARTITION OF sums FOR VALUES IN (1);
        CREATE TABLE kinds (a int, b bool, c text) PARTITION BY LIST (c);
        CREATE TABLE kinds_none PARTITION OF kinds FOR VALUES IN (NULL);
        CREATE TABLE kinds_x PARTITION OF kinds FOR VALUES IN ('x', 'y z', 'it''s', 'say "no"', '', 'null');
        CREATE TABLE few (a int) PARTITION BY LIST (a);
        CREATE TABLE few_1 PARTITION OF few FOR VALUES IN (NULL, 1);
        CREATE TABLE few_2 PARTITION OF few FOR VALUES IN (2, 3);
        CREATE TABLE flags (a int, b bool) PARTITION BY LIST (b);
        CREATE TABLE flags_t PARTITION OF flags FOR VALUES IN (true);
        CREATE TABLE flags_f PARTITION OF flags FOR VALUES IN (false);
        CREATE TABLE levels (a int, b int, c date) PARTITION BY LIST (a);
        CREATE TABLE levels_1 PARTITION OF levels FOR VALUES IN (1) PARTITION BY RANGE (c);
        CREATE TABLE levels_1_a PARTITION OF levels_1 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE levels_1_b PARTITION OF levels_1 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        ALTER TABLE levels_1_b ADD CONSTRAINT of_year CHECK (c >= '2025-01-01' AND c < '2026-01-01');
        CREATE TABLE levels_2 PARTITION OF levels FOR VALUES IN (2) PARTITION BY LIST (a);
        CREATE TABLE levels_2_a PARTITION OF levels_2 FOR VALUES IN (2);
        CREATE TABLE levels_3 PARTITION OF levels FOR VALUES IN (3) PARTITION BY HASH (b);
        CREATE TABLE levels_3_a PARTITION OF levels_3 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE known (a int NOT NULL, b date NOT NULL) PARTITION BY RANGE (b);
        CREATE TABLE known_1 PARTITION OF known FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        ALTER TABLE known_1 ADD CHECK (b >= '2024-01-01' AND b < '2025-01-01');
        """;

    private const string Checks = """
        SELECT conrelid::regclass || ' ' || conname, pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
        """;

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Its_check_is_that_of_the_catalog(int version)
    {
        await using var database = await Servers.DatabaseAsync(version);
        await using var connection = await database.OpenAsync();
        await ExecuteAsync(connection, Setup);
        var schema = DatabaseSchema.Empty.Apply(SqlReader.Read(Setup)).Schema;
        var partitions = schema.Relations.OfType<Table>().Where(table => table is { Bounds: not null, PartitionBy: null }).ToList();
        Assert.Equal(24, partitions.Count);
        foreach (var partition in partitions)
        {
            var detach = SqlReader.Read($"ALTER TABLE {partition.Inherits[0].Name} DETACH PARTITION {partition.Name.Name} CONCURRENTLY");
            await ExecuteAsync(connection, detach[0].Sql);
            var replay = schema.Apply(detach);
            Assert.Empty(replay.Problems);
            schema = replay.Schema;
        }

        var followed = schema.Relations.OfType<Table>()
            .SelectMany(table => table.Constraints.Where(constraint => constraint.Definition is CheckConstraint).Select(constraint => Line(schema, table, table.Name.Name + " " + constraint.Name, ((CheckConstraint)constraint.Definition).Condition)));
        var there = new List<string>();
        await using var command = new NpgsqlCommand(Checks, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var name = reader.GetString(0);
            there.Add(Line(schema, schema.FindTable(new(null, name.Split(' ')[0]))!, name, reader.GetString(1)));
        }

        Assert.Equal(string.Join('\n', there.Order(StringComparer.Ordinal)), string.Join('\n', followed.Order(StringComparer.Ordinal)));
    }

    private static string Line(DatabaseSchema schema, Table table, string name, string condition) =>
        name + ": " + Expressions.FormOf(new(schema), condition, Scope.Of(table, table.Name.Name), SqlType.Bool);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
