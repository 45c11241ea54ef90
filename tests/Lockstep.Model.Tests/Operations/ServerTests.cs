using Lockstep.Embedded;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Model.Tests.Operations;

/// <summary>PostgreSQL itself takes the SQL that is written.</summary>
public sealed class ServerTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Every_sample_runs(int version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await Servers.StartAsync(version);
        await server.EnsureDatabaseAsync("base", cancellation);
        await RunAsync(server, "base", [.. SqlReader.Read(OperationSamples.Setup).Select(statement => statement.Sql)]);
        NpgsqlConnection.ClearAllPools();

        var wrong = new List<string>();
        var number = 0;
        foreach (var (operation, since) in OperationSamples.All)
        {
            // What can't be taken back gets a database of its own.
            if (since > version) continue;
            var sql = SqlWriter.Write(operation);
            try
            {
                if (operation.Transactional)
                {
                    await RunAsync(server, "base", "BEGIN", sql, "ROLLBACK");
                }
                else
                {
                    var copy = "copy" + ++number;
                    await RunAsync(server, "postgres", $"CREATE DATABASE {copy} TEMPLATE base");
                    var inBlock = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(server, copy, "BEGIN", sql));
                    Assert.Equal(PostgresErrorCodes.ActiveSqlTransaction, inBlock.SqlState);
                    await RunAsync(server, copy, sql);
                }
            }
            catch (PostgresException e)
            {
                wrong.Add(sql + "\n  " + e.MessageText);
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static async Task RunAsync(EmbeddedPostgres server, string database, params string[] statements)
    {
        // No pool: a template database must have no connection, and DISCARD and SET must not live on.
        await using var connection = new NpgsqlConnection(server.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var sql in statements)
        {
            // A batch of one: a command on its own is cut at the semicolons of BEGIN ATOMIC … END.
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
            await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
