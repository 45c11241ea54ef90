using Npgsql;

namespace Lockstep.Embedded.Tests;

/// <summary>A folder of one test, under the system's temporary folder, where the server's user can get at it.</summary>
internal sealed class TestFolder : IAsyncDisposable
{
    internal TestFolder(string? parent = null)
    {
        Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), "lockstep-test-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(Path);
    }

    internal string Path { get; }

    /// <summary>The folder of the persistent cluster in it, when the test makes one.</summary>
    internal string Cluster => System.IO.Path.Combine(Path, "pg");

    public async ValueTask DisposeAsync()
    {
        await EmbeddedPostgres.RemoveAsync(Cluster);
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}

internal static class Sql
{
    internal static async Task<object?> RunAsync(string connectionString, string sql)
    {
        // A pool would keep connections to servers that come and go here.
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
