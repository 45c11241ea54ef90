using System.Text;
using Lockstep.Effects.Tests.Harness;
using Npgsql;

namespace Lockstep.Effects.Tests.BuiltIns;

/// <summary>What servers of several versions bring of their own, together, as the model's sources hold it.</summary>
internal sealed class BuiltInSource
{
    /// <summary>About as wide as a screen.</summary>
    private const int LineLength = 180;

    private static readonly string s_folder = Path.GetFullPath(Path.Combine(Catalogue.Folder, "..", "..", "runtime", "Lockstep.Model", "Schema", "BuiltIns"));

    private readonly Dictionary<string, SortedDictionary<string, SortedSet<string>>> _sections = [];

    /// <summary>Takes what one server has.</summary>
    internal async Task AddAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var (section, sql) in BuiltInQueries.All)
        {
            var entries = _sections.TryGetValue(section, out var known) ? known : _sections[section] = new(StringComparer.Ordinal);
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                var name = reader.GetString(0);
                if (!entries.TryGetValue(name, out var facts)) entries[name] = facts = new(StringComparer.Ordinal);
                facts.Add(reader.GetString(1));
            }
        }
    }

    /// <summary>Each source file with the text that it should have.</summary>
    internal IEnumerable<(string Path, string Text)> Files() =>
        _sections.Select(section => (Path.Combine(s_folder, $"BuiltIns.{section.Key}.cs"), Text(section.Key, section.Value)));

    private static string Text(string section, SortedDictionary<string, SortedSet<string>> entries)
    {
        var text = new StringBuilder(
            $$""""
            namespace Lockstep.Model.Schema;

            /// <content>Written by BuiltInTests from the catalogs of PostgreSQL 15 to 18; not to be edited.</content>
            internal static partial class BuiltIns
            {
                private const string {{section}}Text = """

            """");
        var line = new StringBuilder();
        foreach (var (name, facts) in entries)
        {
            var entry = name + " " + string.Join(';', facts);
            if (line.Length > 0 && line.Length + entry.Length > LineLength)
            {
                text.Append("        ").Append(line).Append('\n');
                line.Clear();
            }

            line.Append(line.Length > 0 ? "  " : "").Append(entry);
        }

        return text.Append("        ").Append(line).Append("\n        \"\"\";\n}\n").ToString();
    }
}
