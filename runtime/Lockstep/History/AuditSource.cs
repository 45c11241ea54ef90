using System.Reflection;
using Lockstep.Planning;

namespace Lockstep.History;

/// <summary>On whose behalf a run is done, and of which release: the same for all rows that it adds to the audit.</summary>
/// <param name="Ticket">The ticket of the run; a migration's own comes first.</param>
/// <param name="Approver">Who allowed it.</param>
/// <param name="Commit">The commit of the release.</param>
/// <param name="ApplicationVersion">The release's version.</param>
internal sealed record AuditSource(string? Ticket, string? Approver, string? Commit, string? ApplicationVersion)
{
    /// <summary>Where machines that build and deploy say which commit they are at.</summary>
    private static readonly string[] s_commitVariables =
    [
        "LOCKSTEP_COMMIT", "GITHUB_SHA", "CI_COMMIT_SHA", "BUILD_SOURCEVERSION", "GIT_COMMIT", "BITBUCKET_COMMIT", "CIRCLE_SHA1", "BUILDKITE_COMMIT", "DRONE_COMMIT_SHA",
        "TRAVIS_COMMIT", "CODEBUILD_RESOLVED_SOURCE_VERSION",
    ];

    /// <summary>Why it is done; null if nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Nothing is known.</summary>
    public static AuditSource None { get; } = new(null, null, null, null);

    /// <summary>What was typed, and for the rest what the environment and the migrations' assembly say.</summary>
    public static AuditSource Of(string? ticket, string? approver, string? commit, MigrationSet migrations, Func<string, string?> environment)
    {
        var assembly = migrations.All.Count == 0 ? null : migrations.All[0].Create.Method.Module.Assembly;
        // As SDKs write it: the version, and after a plus the commit that it was built from.
        var parts = assembly?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', 2);
        return new(
            ticket,
            approver,
            commit ?? s_commitVariables.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? (parts?.Length > 1 ? parts[1] : null),
            parts?[0]);
    }
}
