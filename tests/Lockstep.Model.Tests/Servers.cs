using Lockstep.Embedded;

namespace Lockstep.Model.Tests;

/// <summary>Throwaway servers.</summary>
internal static class Servers
{
    private static readonly SemaphoreSlim s_one = new(1);
    private static EmbeddedPostgres? s_shared;
    private static int s_databases;

    /// <summary>A new database on a PostgreSQL 15 that all tests share; it ends with the process.</summary>
    public static async Task<(EmbeddedPostgres Server, string Database)> DatabaseAsync()
    {
        await s_one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            s_shared ??= await StartAsync(15);
            var name = "database" + ++s_databases;
            await s_shared.EnsureDatabaseAsync(name, TestContext.Current.CancellationToken);
            return (s_shared, name);
        }
        finally
        {
            s_one.Release();
        }
    }

    /// <summary>Starts one; leaves the test out if there is no PostgreSQL of that version.</summary>
    public static async Task<EmbeddedPostgres> StartAsync(int version)
    {
        try
        {
            return await EmbeddedPostgres.StartThrowawayAsync(
                new() { PostgresVersion = version, Settings = new Dictionary<string, string> { ["wal_level"] = "logical" } },
                TestContext.Current.CancellationToken);
        }
        catch (EmbeddedPostgresException e)
        {
            Assert.Skip($"PostgreSQL {version} is not here and can't be installed: {e.Message}");
            throw;
        }
    }
}
