using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Model.Tests.Schema;

public sealed class InverseTests
{
    private const string Setup = """
        CREATE SCHEMA s; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int NOT NULL DEFAULT 5 CHECK (a > 0), b text UNIQUE, m mood, note varchar(20) COLLATE "C");
        CREATE INDEX t_ab ON t (a, lower(b)) WHERE b IS NOT NULL; COMMENT ON COLUMN t.a IS 'it''s a'; COMMENT ON TABLE t IS 'T';
        CREATE TABLE u (id serial PRIMARY KEY, t_id int REFERENCES t ON DELETE CASCADE, n int); ALTER TABLE u ADD CONSTRAINT late CHECK (n > 0) NOT VALID;
        CREATE VIEW v AS SELECT id, b FROM t; CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tf(); CREATE POLICY po ON t USING (a > 1); CREATE SEQUENCE sq INCREMENT 2;
        CREATE TABLE p (id int, k text) PARTITION BY RANGE (id); CREATE INDEX p_k ON p (k); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
        """;

    [Theory]
    [InlineData("ALTER TABLE t DROP COLUMN note", "the values of t.note")]
    [InlineData("ALTER TABLE u DROP COLUMN t_id", "the values of u.t_id")]
    [InlineData("ALTER TABLE t DROP COLUMN a CASCADE", "the values of t.a")]
    [InlineData("DROP TABLE u", "the rows of u")]
    [InlineData("DROP TABLE p", "the rows of p")]
    [InlineData("DROP TABLE p1", "the rows of p1")]
    [InlineData("DROP INDEX t_ab", null)]
    [InlineData("DROP VIEW v", null)]
    [InlineData("DROP TRIGGER tr ON t", null)]
    [InlineData("DROP POLICY po ON t", null)]
    [InlineData("DROP SEQUENCE sq", null)]
    [InlineData("ALTER TABLE t DROP CONSTRAINT t_b_key", null)]
    [InlineData("ALTER TABLE t DROP CONSTRAINT t_a_check", null)]
    [InlineData("ALTER TABLE u VALIDATE CONSTRAINT late", null)]
    [InlineData("ALTER TABLE t ALTER note TYPE text", "what t.note can't say in its new type")]
    [InlineData("ALTER TABLE t ALTER a DROP NOT NULL", null)]
    [InlineData("ALTER TABLE t ALTER a SET DEFAULT 6", null)]
    [InlineData("ALTER TABLE t ADD z int REFERENCES u CHECK (z > 1)", null)]
    [InlineData("ALTER TABLE t RENAME COLUMN a TO aa", null)]
    [InlineData("ALTER TABLE t RENAME TO tt", null)]
    [InlineData("ALTER TABLE t RENAME CONSTRAINT t_b_key TO k", null)]
    [InlineData("ALTER TABLE t SET SCHEMA s", null)]
    [InlineData("ALTER TABLE t ENABLE ROW LEVEL SECURITY", null)]
    [InlineData("ALTER TABLE p DETACH PARTITION p1", null)]
    [InlineData("ALTER TABLE t SET (fillfactor = 70)", null)]
    [InlineData("ALTER TABLE t ALTER id DROP IDENTITY", null)]
    [InlineData("ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'", null)]
    [InlineData("COMMENT ON TABLE t IS NULL", null)]
    [InlineData("CREATE TABLE x (a int REFERENCES u, b serial)", null)]
    [InlineData("CREATE INDEX ON t (m)", null)]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT id, b, a FROM t", null)]
    [InlineData("CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x'", null)]
    [InlineData("CREATE OR REPLACE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$", null)]
    [InlineData("CREATE TYPE e AS ENUM ('x')", null)]
    [InlineData("CREATE SCHEMA s3", null)]
    [InlineData("GRANT SELECT ON t TO PUBLIC", null)]
    [InlineData("CREATE TABLE p2 PARTITION OF p DEFAULT", null)]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a int)", null)]
    [InlineData("CREATE STATISTICS st ON a, b FROM t", null)]
    public async Task Brings_the_schema_and_the_catalog_back(string sql, string? loss)
    {
        var setup = SqlReader.Read(Setup);
        var before = DatabaseSchema.Empty.Apply(setup).Schema;
        var operation = Assert.Single(SqlReader.Read(sql));
        var inverse = Inverse.Of(operation, before);
        Assert.Null(inverse.Reason);
        Assert.Equal(loss, inverse.Loss);
        Assert.Empty(SchemaDiff.Between(before, before.Apply(operation).Schema.Apply(inverse.Operations!).Schema));

        await using var database = await Servers.DatabaseAsync();
        await RunAsync(database, setup.Select(statement => statement.Sql));
        var catalog = await CatalogText.OfAsync(database);
        await RunAsync(database, [sql, .. inverse.Operations!.Select(SqlWriter.Write)]);
        Assert.Equal(string.Join('\n', catalog), string.Join('\n', await CatalogText.OfAsync(database)));
    }

    [Theory]
    [InlineData("ALTER TYPE mood ADD VALUE 'happy'", "no operation brings it back: type mood is not what it was")]
    [InlineData("UPDATE t SET a = 1", "the rows as they were are not kept")]
    [InlineData("TRUNCATE u", "the rows as they were are not kept")]
    [InlineData("DROP TABLE nothing", "table \"nothing\" does not exist")]
    [InlineData("SELECT f()", "what a query's functions do is not known")]
    [InlineData("DO $$ BEGIN END $$", "what the SQL does to the schema is not wholly known")]
    public void Tells_why_nothing_brings_it_back(string sql, string reason)
    {
        var inverse = Inverse.Of(SqlReader.Read(sql)[0], DatabaseSchema.Empty.Apply(SqlReader.Read(Setup)).Schema);
        Assert.Null(inverse.Operations);
        Assert.Equal(reason, inverse.Reason);
    }

    private static async Task RunAsync(TestDatabase database, IEnumerable<string> statements)
    {
        await using var connection = await database.OpenAsync();
        foreach (var sql in statements)
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
            await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
