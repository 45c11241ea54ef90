using Lockstep.Embedded;
using Lockstep.Planning;
using Lockstep.Proof;
using Lockstep.Reporting;
using Lockstep.Tests.Support;
using Lockstep.Verification;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Verification;

/// <summary>The catalog query, the engine and the proof on other versions of PostgreSQL than the one of this machine.</summary>
public sealed class OtherVersionTests
{
    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    public async Task The_catalog_the_engine_and_the_proof_work_there_too(int version)
    {
        EmbeddedPostgres server;
        try
        {
            server = await EmbeddedPostgres.StartThrowawayAsync(new() { PostgresVersion = version, Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "logical" } }, TestDatabase.Cancellation);
        }
        catch (EmbeddedPostgresException absent)
        {
            Assert.Skip($"PostgreSQL {version} is not to be had: {absent.Message}");
            return;
        }

        await using (server)
        {
            await using var database = await TestDatabase.CreateAsync(server);
            await using var connection = await database.Database.OpenAsync(TestDatabase.Cancellation);
            Assert.Equal(version, connection.PostgreSqlVersion.Major);
            List<MigrationDescriptor> migrations =
            [
                Sql(1, "CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL, at timestamptz); INSERT INTO t VALUES (1, 'x')", "DROP TABLE t"),
                Sql(2, "CREATE UNIQUE INDEX CONCURRENTLY i ON t (name)", "DROP INDEX CONCURRENTLY i"),
                Sql(3, "ALTER TABLE t ALTER name DROP NOT NULL", "ALTER TABLE t ALTER name SET NOT NULL"),
                Sql(4, "CREATE PUBLICATION p FOR TABLE t (id) WHERE (id > 0); CREATE TYPE r AS RANGE (subtype = float8); CREATE COLLATION c (locale = 'C'); CREATE STATISTICS st ON id, name FROM t",
                    "DROP STATISTICS st; DROP COLLATION c; DROP TYPE r; DROP PUBLICATION p"),
                Sql(5, "GRANT MAINTAIN ON t TO pg_monitor", "REVOKE MAINTAIN ON t FROM pg_monitor"),
            ];
            if (version >= 18)
            {
                migrations.Add(Sql(6, "ALTER TABLE t ADD CONSTRAINT nn NOT NULL at NOT VALID", "ALTER TABLE t DROP CONSTRAINT nn"));
                migrations.Add(Sql(7, "ALTER TABLE t ADD COLUMN twice int GENERATED ALWAYS AS (id * 2)", "ALTER TABLE t DROP COLUMN twice"));
                migrations.Add(Sql(8, "ALTER TABLE t ADD CONSTRAINT k CHECK (id > 0) NOT ENFORCED", "ALTER TABLE t DROP CONSTRAINT k"));
            }

            var told = new List<RunEvent>();
            Assert.Equal(0, await new Prover(connection, new MigrationSet(migrations), told.Add).ProveAsync(TestDatabase.Cancellation));
            // A slow machine may also be told of progress.
            Assert.DoesNotContain(told, happened => happened.Event == "error");
            Assert.Equal(migrations.Count, await database.RollbackAsync(99, [.. migrations]));
            Assert.Equal(migrations.Count, await database.MigrateAsync([.. migrations]));
            if (version < 18) return;

            var before = await CatalogSnapshot.TakeAsync(connection, TestDatabase.Cancellation);
            await database.RunAsync("DELETE FROM t", "ALTER TABLE t VALIDATE CONSTRAINT nn");
            Assert.NotEmpty(CatalogSnapshot.Differences(before, await CatalogSnapshot.TakeAsync(connection, TestDatabase.Cancellation)));
        }
    }
}
