using Lockstep.Model.Rules;

namespace Lockstep.Linting;

/// <summary>What is to be linted, and how.</summary>
internal sealed record LintRequest
{
    /// <summary>The files' texts.</summary>
    public required IReadOnlyList<LintSource> Sources { get; init; }

    /// <summary>What is known of the database before them.</summary>
    public required MigrationHistory Start { get; init; }

    /// <summary>Whether each file meets that database, and not what the files before it leave.</summary>
    public bool Independent { get; init; }

    /// <summary>The server's major version; null if the files' settings say it.</summary>
    public int? PostgresVersion { get; init; }
}
