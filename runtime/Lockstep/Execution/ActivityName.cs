using System.Globalization;
using System.Text.RegularExpressions;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>An <c>application_name</c> that tells what a runner does: <c>lockstep host:1234 at 202611210900 2/4</c>.</summary>
internal static partial class ActivityName
{
    // PostgreSQL cuts it there.
    private const int Longest = 63;

    /// <summary>The name for a step.</summary>
    /// <param name="name">The session's name.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="step">The step, from 1.</param>
    public static string Of(string name, PlannedMigration planned, int step)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $" at {planned.Migration.Version} {step}/{planned.Steps.Count}");
        return (name.Length + what.Length > Longest ? name[..Math.Max(0, Longest - what.Length)] : name) + what;
    }

    /// <summary>Lets <c>pg_stat_activity</c>, and so whoever waits for this runner, know what it does.</summary>
    public static NpgsqlBatchCommand Tell(string name, PlannedMigration planned, int step) => new("SELECT pg_catalog.set_config('application_name', $1, false)")
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = Of(name, planned, step) } },
    };

    /// <summary>The same to the end of the transaction, together with the <c>lock_timeout</c> that it begins with, and how it is committed.</summary>
    /// <param name="name">The session's name.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="lockTimeout">How long the first statement waits for a lock.</param>
    /// <param name="waitsForDisk">Whether COMMIT waits as the server's settings say, or not at all (<c>synchronous_commit</c>).</param>
    public static NpgsqlBatchCommand Begin(string name, PlannedMigration planned, int step, TimeSpan lockTimeout, bool waitsForDisk) =>
        new("SELECT pg_catalog.set_config('lock_timeout', $1, true), pg_catalog.set_config('application_name', $2, true), CASE WHEN $3 THEN pg_catalog.set_config('synchronous_commit', 'off', true) END")
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = Timeouts.Milliseconds(lockTimeout) },
                new NpgsqlParameter<string> { TypedValue = Of(name, planned, step) },
                new NpgsqlParameter<bool> { TypedValue = !waitsForDisk },
            },
        };

    /// <summary>What a session of that name does, in words; null if the name does not tell.</summary>
    public static string? Read(string? name) =>
        name is not null && Pattern().Match(name) is { Success: true } match
            ? $"step {match.Groups["step"].Value} of {match.Groups["steps"].Value} of {match.Groups["version"].Value}"
            : null;

    /// <summary>The migration that a session of that name is at; null if the name does not tell.</summary>
    public static long? Version(string? name) =>
        name is not null && Pattern().Match(name) is { Success: true } match && long.TryParse(match.Groups["version"].ValueSpan, CultureInfo.InvariantCulture, out var version) ? version : null;

    [GeneratedRegex(@" at (?<version>\d+) (?<step>\d+)/(?<steps>\d+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
