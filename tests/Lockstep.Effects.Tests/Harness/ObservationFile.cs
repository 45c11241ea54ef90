using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lockstep.Effects.Tests.Harness;

/// <summary>Observations as JSON, one line a statement, so that a change shows as a changed line.</summary>
internal static class ObservationFile
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string Text(IReadOnlyList<(CatalogueStatement Statement, Observation Observation)> observations)
        => "[\n" + string.Join(",\n", observations.Select(observation => Line(observation.Statement, observation.Observation))) + "\n]\n";

    /// <summary>The observations in a file, by <see cref="CatalogueStatement.Key"/>.</summary>
    internal static IReadOnlyDictionary<string, Observation> Read(string path)
        => JsonNode.Parse(File.ReadAllText(path))!.AsArray().ToDictionary(
            line => new CatalogueStatement("", 0, (string)line!["sql"]!) { Setup = Strings(line["setup"]), Before = Strings(line["before"]) }.Key,
            line => line.Deserialize<Observation>(s_options)!,
            StringComparer.Ordinal);

    /// <summary>Whether an observation is another than the one that is recorded, or none is.</summary>
    internal static bool Differs(string recorded, CatalogueStatement statement, Observation observation) => !recorded.Contains("\n" + Line(statement, observation), StringComparison.Ordinal);

    /// <summary>The statements that differ, for a person to read; empty when none does.</summary>
    internal static string Difference(string recorded, string observed)
    {
        var (was, now) = (Lines(recorded), Lines(observed));
        var text = new StringBuilder();
        foreach (var key in was.Keys.Union(now.Keys, StringComparer.Ordinal))
        {
            var (old, current) = (was.GetValueOrDefault(key), now.GetValueOrDefault(key));
            if (old != current)
            {
                text.AppendLine(key).Append("  recorded: ").AppendLine(old ?? "nothing").Append("  observed: ").AppendLine(current ?? "nothing");
            }
        }

        return text.ToString();
    }

    private static string Line(CatalogueStatement statement, Observation observation)
    {
        var line = new JsonObject { ["family"] = statement.Family, ["sql"] = statement.Sql };
        Add(line, "setup", statement.Setup);
        Add(line, "before", statement.Before);
        var seen = JsonSerializer.SerializeToNode(observation, s_options)!.AsObject();
        foreach (var (name, value) in seen)
        {
            var isEmpty = value is JsonArray { Count: 0 };
            var isKnown = observation.Error is null || name is "error" or "transactional";
            if (isKnown && !isEmpty)
            {
                line[name] = value?.DeepClone();
            }
        }

        return line.ToJsonString(s_options);
    }

    private static string[] Strings(JsonNode? list) => [.. list?.AsArray().Select(item => (string)item!) ?? []];

    private static void Add(JsonObject line, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            line[name] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
    }

    private static Dictionary<string, string> Lines(string text)
        => JsonNode.Parse(text)!.AsArray().ToDictionary(
            line => string.Join(" | ", ((string[])["family", "setup", "before", "sql"]).Select(name => line![name]?.ToJsonString(s_options)).Where(value => value is not null)),
            line => line!.ToJsonString(s_options),
            StringComparer.Ordinal);
}
