using System.Globalization;
using Lockstep.Model.Effects;

namespace Lockstep.Model.Rules;

/// <summary>What a project tells the rules, in <c>.editorconfig</c>, in MSBuild or on the command line.</summary>
public sealed record RuleOptions
{
    /// <summary>A project that says nothing.</summary>
    public static RuleOptions Default { get; } = new();

    /// <summary>The major version of the PostgreSQL that the migrations are for (<c>lockstep_postgres_version</c>), 13 to 18.</summary>
    public int PostgresVersion { get; init; } = 15;

    /// <summary>The session's <c>TimeZone</c> when migrations run (<c>lockstep_time_zone</c>); null if it is not known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Migrations up to this version are not judged, only followed (<c>lockstep_start_after</c>).</summary>
    public long StartAfter { get; init; }

    /// <summary>
    /// Tables that hold so little that scans, rewrites and index builds on them take no time (<c>lockstep_small_tables</c>), with or without
    /// their schema.
    /// </summary>
    public EquatableArray<string> SmallTables { get; init; }

    /// <summary>How many migrations must lie between the one that deprecates a column or table and the one that drops it (<c>lockstep_deprecation_distance</c>).</summary>
    public int DeprecationDistance { get; init; } = 1;

    /// <summary>The options as they stand in configuration.</summary>
    /// <param name="find">Finds the value of a key such as <c>lockstep_postgres_version</c>; null if it is not set.</param>
    /// <param name="problem">Is told the key and what is wrong with its value, which then counts as not set.</param>
    public static RuleOptions Read(Func<string, string?> find, Action<string, string>? problem = null)
    {
        return new()
        {
            PostgresVersion = (int)Number("lockstep_postgres_version", Default.PostgresVersion, 13, 18),
            TimeZone = Text("lockstep_time_zone"),
            StartAfter = Number("lockstep_start_after", 0, 0, long.MaxValue),
            SmallTables = new((Text("lockstep_small_tables") ?? string.Empty).Split(',').Select(table => table.Trim()).Where(table => table.Length > 0)),
            DeprecationDistance = (int)Number("lockstep_deprecation_distance", Default.DeprecationDistance, 1, int.MaxValue),
        };

        string? Text(string key) => find(key)?.Trim() is { Length: > 0 } value && value != "unset" ? value : null;

        long Number(string key, long otherwise, long least, long most)
        {
            if (Text(key) is not { } value) return otherwise;
            if (long.TryParse(value.Replace("_", string.Empty), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            problem?.Invoke(key, most == long.MaxValue ? $"'{value}' is no number" : $"'{value}' is no number from {least} to {most}");
            return otherwise;
        }
    }

    /// <summary>The server as effects want to know it.</summary>
    public ServerFacts Server => new(PostgresVersion) { TimeZone = TimeZone };
}
