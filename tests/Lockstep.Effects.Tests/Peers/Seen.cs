using Lockstep.Effects.Tests.Harness;

namespace Lockstep.Effects.Tests.Peers;

/// <summary>What a server was seen to do, as far as it matters to who else works with it.</summary>
/// <param name="observation">The observation.</param>
/// <param name="isConcurrent">Whether it says CONCURRENTLY: then its locks are weak while it works.</param>
internal sealed class Seen(Observation observation, bool isConcurrent)
{
    private const string Share = "ShareLock";

    /// <summary>Whether the server refused it.</summary>
    internal bool IsRefused => observation.Error is not null;

    /// <summary>The strongest lock on a relation that others use; null if there is none.</summary>
    internal string? Strongest => observation.Locks.Values.MaxBy(LockModes.Strength);

    /// <summary>Whether writes at least wait while it has its lock.</summary>
    internal bool Blocks => Strongest is { } lockMode && LockModes.Strength(lockMode) >= LockModes.Strength(Share);

    /// <summary>Whether rows were read, or files written, by a statement that holds its locks all the while.</summary>
    internal bool Works => !isConcurrent && observation.Rewrites.Count + observation.Rebuilds.Count + observation.Scans.Count > 0;

    /// <summary>In words.</summary>
    internal string Text
    {
        get
        {
            if (observation.Error is { } error) return "refused: " + error;
            var parts = new List<string>();
            if (Strongest is { } strongest)
            {
                var on = observation.Locks.Where(held => held.Value == strongest).Select(held => Short(held.Key)).ToList();
                parts.Add(Words(strongest) + " on " + (on.Count > 3 ? $"{on[0]} and {on.Count - 1} more" : string.Join(", ", on)));
            }
            else
            {
                parts.Add("no lock on what others use");
            }

            Add(parts, "writes anew ", observation.Rewrites);
            Add(parts, "builds ", observation.Rebuilds.Except(observation.Rewrites, StringComparer.Ordinal).ToList());
            Add(parts, "reads ", observation.Scans);
            if (!observation.Transactional) parts.Add("in several transactions");
            return string.Join("; ", parts);
        }
    }

    private static void Add(List<string> parts, string what, IReadOnlyList<string> relations)
    {
        if (relations.Count > 0) parts.Add(what + (relations.Count > 3 ? $"{Short(relations[0])} and {relations.Count - 1} more" : string.Join(", ", relations.Select(Short))));
    }

    private static string Short(string relation) => relation.StartsWith("public.", StringComparison.Ordinal) ? relation["public.".Length..] : relation;

    /// <summary><c>AccessExclusiveLock</c> as the documentation writes it.</summary>
    private static string Words(string mode) =>
        string.Concat(mode[..^"Lock".Length].Select((letter, at) => (at > 0 && char.IsUpper(letter) ? " " : "") + char.ToUpperInvariant(letter)));
}
