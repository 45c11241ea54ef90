using Lockstep.Execution;
using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Tests.Engine;

/// <summary>A session that goes while nobody waits for an answer: what Npgsql says then is understood as a connection that broke.</summary>
public sealed class LostSessionTests(TestServer server)
{
    [Fact]
    public async Task It_is_told_as_a_connection_that_broke()
    {
        await using var database = await server.CreateAsync();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Pooling = false, KeepAlive = 1 }.ConnectionString);
        await connection.OpenAsync(TestDatabase.Cancellation);
        await database.RunAsync($"SELECT pg_terminate_backend({connection.ProcessID})");
        await Patience.UntilAsync(() => Task.FromResult(connection.FullState != System.Data.ConnectionState.Open), "Npgsql has seen it");
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new("SELECT 1") } };
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        foreach (var use in new Func<Task>[] { () => batch.ExecuteNonQueryAsync(TestDatabase.Cancellation), () => command.ExecuteReaderAsync(TestDatabase.Cancellation) })
        {
            var lost = await Assert.ThrowsAsync<InvalidOperationException>(use);
            Assert.True(Failures.EndsSession(lost), lost.ToString());
            var told = Failures.Explain(lost);
            Assert.Equal((ToolkitCode.NoConnection, "The connection broke: the session is gone.", ExitCode.NoConnection), (told.Code, told.Message, told.ExitCode));
        }
    }

    [Fact]
    public void What_goes_wrong_in_Lockstep_itself_is_not() => Assert.False(Failures.IsOfDatabase(new InvalidOperationException("Connection is not open")));
}
