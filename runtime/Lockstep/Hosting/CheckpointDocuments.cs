using System.Globalization;
using Lockstep.History;

namespace Lockstep.Hosting;

/// <summary>A checkpoint in <c>status</c> and <c>history</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The last migration that is applied there; null for none.</param>
/// <param name="Source"><c>migration</c> where the project names it, <c>run</c> where a run did.</param>
/// <param name="MadeAt">When a run named it.</param>
/// <param name="MadeBy">The role that named it.</param>
/// <param name="Host">The machine that named it.</param>
/// <param name="RunId">The run that named it.</param>
internal sealed record CheckpointDocument(string Name, long? Version, string Source, DateTimeOffset? MadeAt, string? MadeBy, string? Host, string? RunId)
{
    /// <summary>Places as data; null if there are none.</summary>
    public static IReadOnlyList<CheckpointDocument>? Of(IEnumerable<NamedPlace> places)
    {
        IReadOnlyList<CheckpointDocument> documents =
            [.. places.Select(place => new CheckpointDocument(place.Name, place.Version, place.MadeAt is null ? "migration" : "run", place.MadeAt, place.MadeBy, place.Host, place.RunId))];
        return documents.Count == 0 ? null : documents;
    }

    /// <summary>Writes them below a table of migrations.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<CheckpointDocument>? places)
    {
        if (places is null) return;
        writer.WriteLine();
        foreach (var place in places)
        {
            var where = place.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"behind {version}") : "before all migrations";
            var made = place.MadeAt is { } at ? string.Create(CultureInfo.InvariantCulture, $", named {at.ToLocalTime():yyyy-MM-dd HH:mm} by {place.MadeBy} on {place.Host}") : "";
            writer.WriteLine($"checkpoint {place.Name}: {where}{made}");
        }
    }
}
