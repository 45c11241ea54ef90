using Lockstep.Catalog;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Npgsql;

namespace Lockstep.Model.Tests.Schema;

/// <summary>The sample's migrations, replayed with and without a database.</summary>
public sealed class SampleTests
{
    [Fact]
    public void Every_Down_brings_the_schema_back()
    {
        var wrong = new List<string>();
        var schema = DatabaseSchema.Empty;
        foreach (var migration in SampleMigrations.All)
        {
            var up = schema.Apply(migration.Up);
            var down = up.Schema.Apply(migration.Down);
            wrong.AddRange(up.Problems.Select(problem => $"{migration.Name} up: {problem.Message}"));
            wrong.AddRange(down.Problems.Select(problem => $"{migration.Name} down: {problem.Message}"));
            wrong.AddRange(SchemaDiff.Between(schema, down.Schema).Select(line => $"{migration.Name}: {line}"));
            schema = up.Schema;
        }

        Assert.Equal(52, SampleMigrations.All.Count);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.NotEmpty(schema.Relations);
    }

    /// <summary>After each Up, and after each Down from the end, what was replayed is what the server's catalog holds.</summary>
    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Each_migration_is_as_the_catalog(int version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await Servers.DatabaseAsync(version);
        await using var connection = await database.OpenAsync();
        var wrong = new List<string>();
        var schema = DatabaseSchema.Empty.ForServer(version);
        var steps = SampleMigrations.All.Select(migration => (Name: migration.Name + " up", Operations: migration.Up))
            .Concat(SampleMigrations.All.Reverse().Select(migration => (Name: migration.Name + " down", Operations: migration.Down)));
        foreach (var (name, operations) in steps)
        {
            foreach (var operation in operations)
            {
                await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(SqlWriter.Write(operation)) } };
                await batch.ExecuteNonQueryAsync(cancellation);
            }

            schema = schema.Apply(operations).Schema;
            wrong.AddRange(SchemaDiff.Between(schema, await SchemaLoader.LoadAsync(connection, cancellation)).Select(line => $"{name}: {line}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(SchemaDiff.Between(DatabaseSchema.Empty.ForServer(version), schema));
    }
}
