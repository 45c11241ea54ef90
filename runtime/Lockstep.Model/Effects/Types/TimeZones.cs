namespace Lockstep.Model.Effects;

/// <summary>What of time zones matters to a change between timestamp and timestamptz.</summary>
internal static class TimeZones
{
    /// <summary>The names of the zone that has always been, and will be, at UTC. Others that are at UTC now had a local time once.</summary>
    private static readonly HashSet<string> s_utc = new(StringComparer.OrdinalIgnoreCase)
    {
        "UTC", "UCT", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich", "Universal", "Zulu",
        "Etc/UTC", "Etc/UCT", "Etc/GMT", "Etc/GMT0", "Etc/GMT+0", "Etc/GMT-0", "Etc/Greenwich", "Etc/Universal", "Etc/Zulu",
        "0", "+0", "-0", "+00", "-00", "00", "+00:00", "UTC0", "GMT+00",
    };

    /// <summary>Whether a time with zone is stored as one without.</summary>
    /// <param name="name">The session's zone; null if it is not known.</param>
    public static bool IsUtc(string? name) => name is not null && s_utc.Contains(name.Trim());
}
