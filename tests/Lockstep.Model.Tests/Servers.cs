using Lockstep.Embedded;

namespace Lockstep.Model.Tests;

/// <summary>Throwaway servers.</summary>
internal static class Servers
{
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
