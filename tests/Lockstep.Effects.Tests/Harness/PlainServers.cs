using System.Collections.Concurrent;
using Lockstep.Embedded;

namespace Lockstep.Effects.Tests.Harness;

/// <summary>Servers with nothing but what PostgreSQL brings, one a version, for tests that only look or take everything back. They end with the process.</summary>
internal static class PlainServers
{
    private static readonly ConcurrentDictionary<int, Lazy<Task<EmbeddedPostgres>>> s_started = new();

    /// <summary>The server of a version; leaves the test out if there is no PostgreSQL of that version.</summary>
    internal static async Task<EmbeddedPostgres> OfAsync(int version)
    {
        try
        {
            return await s_started.GetOrAdd(version, static wanted => new(() => StartAsync(wanted))).Value;
        }
        catch (EmbeddedPostgresException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    /// <summary>Not ended with the test that happens to be the first.</summary>
    private static Task<EmbeddedPostgres> StartAsync(int version) => EmbeddedPostgres.StartThrowawayAsync(
        new() { PostgresVersion = version, Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["timezone"] = "UTC" } },
        CancellationToken.None);
}
