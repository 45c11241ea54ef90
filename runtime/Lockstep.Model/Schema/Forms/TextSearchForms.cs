using Lockstep.Model.Operations;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Configurations of text search as they compare.</summary>
internal static class TextSearchForms
{
    private static readonly string[] s_words = ["asciihword", "asciiword", "hword", "hword_asciipart", "hword_part", "word"];
    private static readonly string[] s_others =
        ["email", "file", "float", "host", "hword_numpart", "int", "numhword", "numword", "sfloat", "uint", "url", "url_path", "version"];

    public static string Of(DefineObject define, EquatableArray<Operation> changes, DatabaseSchema schema)
    {
        var options = DefinitionForms.Read(define, schema);
        var mapping = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (options.TryGetValue("copy", out var copied) && !Copy(copied.Substring(copied.LastIndexOf('.') + 1), mapping)) return Literals.Any.ToString();
        var parser = options.TryGetValue("parser", out var given) ? given.Substring(given.LastIndexOf('.') + 1) : "default";
        foreach (var change in changes.OfType<AlterObject>())
        {
            if (SqlParser.Parse(SqlWriter.Write(change)).Pieces is not [{ Statement: AlterTextSearchConfigurationStatement alter }]) continue;
            var dictionaries = alter.Dictionaries.Select(dictionary => Dictionary(dictionary, schema)).ToList();
            switch (alter.Action)
            {
                case "replace":
                    foreach (var token in alter.Tokens.Count > 0 ? alter.Tokens.Select(token => token.Value) : mapping.Keys.ToList())
                    {
                        if (mapping.TryGetValue(token, out var known)) mapping[token] = string.Join(",", known.Split(',').Select(each => each == dictionaries[0] ? dictionaries[1] : each));
                    }

                    break;
                case "drop mapping":
                    foreach (var token in alter.Tokens) mapping.Remove(token.Value);
                    break;
                default:
                    foreach (var token in alter.Tokens) mapping[token.Value] = string.Join(",", dictionaries);
                    break;
            }
        }

        return parser + " " + string.Join(" ", mapping.Select(map => map.Key + ":" + map.Value));
    }

    private static string Dictionary(SqlNamePath name, DatabaseSchema schema)
    {
        foreach (var place in name.Qualifier is { } given ? [given] : schema.SearchPath.AsEnumerable())
        {
            if (schema.Others.Find(new(place, name.Name, nameof(ObjectKind.TextSearchDictionary))) is { } found) return found.Name.ToQualifiedName().ToSql();
        }

        return name.Name;
    }

    /// <summary>What PostgreSQL's own configurations do; false for others.</summary>
    private static bool Copy(string configuration, SortedDictionary<string, string> mapping)
    {
        if (configuration is not ("simple" or "danish" or "dutch" or "english" or "finnish" or "french" or "german" or "hungarian" or "italian" or "norwegian" or "portuguese" or "romanian" or "spanish" or "swedish" or "turkish")) return false;
        var stem = configuration == "simple" ? "simple" : configuration + "_stem";
        foreach (var word in s_words) mapping[word] = stem;
        foreach (var other in s_others) mapping[other] = "simple";
        return true;
    }
}
