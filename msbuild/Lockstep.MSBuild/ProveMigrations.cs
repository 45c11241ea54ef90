using System.Collections.Generic;
using Microsoft.Build.Framework;

namespace Lockstep.MSBuild;

/// <summary>Proves a project's migrations on a throwaway PostgreSQL: every Up, every Down, every Up again.</summary>
public sealed class ProveMigrations : HostTask
{
    /// <summary>The major version of PostgreSQL to prove on; without it, what is on the machine.</summary>
    public string? PostgresVersion { get; set; }

    /// <summary>A file that tells what was proved last. While no migration changed since, nothing is run.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    /// <inheritdoc />
    protected override IEnumerable<string> Command
    {
        get
        {
            yield return "prove";
            yield return "--stamp";
            yield return Stamp;
            if (string.IsNullOrEmpty(PostgresVersion)) yield break;
            yield return "--postgres-version";
            yield return PostgresVersion!;
        }
    }
}
