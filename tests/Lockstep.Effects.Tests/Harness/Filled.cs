using System.Text.Json;

namespace Lockstep.Effects.Tests.Harness;

/// <summary>
/// The relations of the catalogue's schema that have rows. Reading an empty one does not count as a scan, so a claim that it is read can't
/// be seen. The list is observed like the rest.
/// </summary>
internal static class Filled
{
    private static readonly Lazy<HashSet<string>> s_names = new(() => [.. JsonSerializer.Deserialize<string[]>(File.ReadAllText(Catalogue.FilledFile))!]);

    /// <summary>Whether the relation had rows before the statement.</summary>
    /// <param name="relation">Its name with its schema, as observations have it.</param>
    internal static bool Has(string relation) => s_names.Value.Contains(relation);

    /// <summary>The list as it is kept in its file.</summary>
    internal static string Text(IEnumerable<string> relations)
        => "[\n" + string.Join(",\n", relations.Order(StringComparer.Ordinal).Select(relation => "\"" + relation + "\"")) + "\n]\n";
}
