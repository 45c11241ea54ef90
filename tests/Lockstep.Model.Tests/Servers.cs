using System.Collections.Concurrent;
using Lockstep.Embedded;

namespace Lockstep.Model.Tests;

/// <summary>Throwaway servers: one a version, which tests share and which end with the process, and others for tests that need one for themselves.</summary>
internal static class Servers
{
    private static readonly ConcurrentDictionary<int, Lazy<Task<EmbeddedPostgres>>> s_shared = new();
    private static readonly ConcurrentDictionary<int, ConcurrentBag<TestDatabase>> s_free = new();
    private static int s_databases;

    /// <summary>Starts a server of the test's own, for what changes more than databases; leaves the test out if there is no PostgreSQL of that version.</summary>
    public static Task<EmbeddedPostgres> StartAsync(int version) => OrSkipAsync(version, ThrowawayAsync(version, TestContext.Current.CancellationToken));

    /// <summary>An empty database, to be disposed of after use: one that was used before and is as a new one is, which takes a tenth of the time, or a new one.</summary>
    public static async Task<TestDatabase> DatabaseAsync(int version = 15)
    {
        // Not ended with the test that happens to be the first.
        var server = await OrSkipAsync(version, s_shared.GetOrAdd(version, static wanted => new(() => ThrowawayAsync(wanted, CancellationToken.None))).Value);
        var free = s_free.GetOrAdd(version, static _ => []);
        if (free.TryTake(out var used)) return used;
        var database = new TestDatabase(server, NewName("database"), free);
        await server.EnsureDatabaseAsync(database.Name, TestContext.Current.CancellationToken);
        return database;
    }

    private static Task<EmbeddedPostgres> ThrowawayAsync(int version, CancellationToken cancellation) =>
        EmbeddedPostgres.StartThrowawayAsync(new() { PostgresVersion = version, Settings = new Dictionary<string, string> { ["wal_level"] = "logical" } }, cancellation);

    private static async Task<EmbeddedPostgres> OrSkipAsync(int version, Task<EmbeddedPostgres> starting)
    {
        try
        {
            return await starting;
        }
        catch (EmbeddedPostgresException e)
        {
            Assert.Skip($"PostgreSQL {version} is not here and can't be installed: {e.Message}");
            throw;
        }
    }

    /// <summary>A name for a database or role that no test has.</summary>
    public static string NewName(string what) => what + Interlocked.Increment(ref s_databases);
}
