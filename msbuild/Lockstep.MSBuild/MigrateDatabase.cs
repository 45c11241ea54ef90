using System;
using System.Collections.Generic;

namespace Lockstep.MSBuild;

/// <summary>Applies a project's migrations to the configured database and verifies it.</summary>
public sealed class MigrateDatabase : HostTask
{
    /// <summary>
    /// The database: an address, an Npgsql connection string, or <c>embedded:DIR</c>. Without it, the host looks into LOCKSTEP_CONNECTION,
    /// DATABASE_URL and DATABASE_HOST itself. It reaches the host through its environment, not its command line.
    /// </summary>
    public string? Connection { get; set; }

    /// <summary>A folder or a file for the log of the run; without it, the host looks into LOCKSTEP_LOG.</summary>
    public string? LogPath { get; set; }

    /// <inheritdoc />
    protected override IEnumerable<string> Command => string.IsNullOrEmpty(LogPath) ? ["migrate", "--verify"] : ["migrate", "--verify", "--log", LogPath!];

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Variables =>
        string.IsNullOrWhiteSpace(Connection) ? [] : [new("LOCKSTEP_CONNECTION", Connection!)];

    /// <inheritdoc />
    public override bool Execute()
    {
        if (HoldsPassword(Connection))
        {
            Log.LogWarning(
                null, "LS9004", null, null, 0, 0, 0, 0,
                "LockstepConnection holds a password, and MSBuild keeps properties in its logs. Leave it out there and set PGPASSWORD, DATABASE_URL or LOCKSTEP_CONNECTION in the environment (with LockstepMigrateOnPublish=true), or use ~/.pgpass.");
        }

        return base.Execute();
    }

    private static bool HoldsPassword(string? connection)
    {
        if (string.IsNullOrWhiteSpace(connection)) return false;
        var text = connection!.Trim();
        if (text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && text.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0)
        {
            var at = text.IndexOf('@', scheme);
            return at > 0 && text.IndexOf(':', scheme + 3, at - scheme - 3) > 0;
        }

        foreach (var part in text.Split(';'))
        {
            var key = part.Split('=')[0].Trim().Replace(" ", "");
            if (key.Equals("password", StringComparison.OrdinalIgnoreCase) || key.Equals("pwd", StringComparison.OrdinalIgnoreCase) || key.Equals("passwd", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
