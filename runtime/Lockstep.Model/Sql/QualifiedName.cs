using Lockstep.Model.Operations;

namespace Lockstep.Model.Sql;

/// <summary>A name with or without its schema, as PostgreSQL knows it: unquoted, and in the case that the catalog holds.</summary>
/// <param name="Schema">The schema, or null if the search path decides.</param>
/// <param name="Name">The object's own name.</param>
public sealed record QualifiedName(string? Schema, string Name)
{
    /// <summary>
    /// Reads a name as authors write it in C#: <c>users</c>, <c>audit.events</c>, <c>"Order Lines"</c>. Case is kept, so <c>Users</c> is
    /// the table that SQL calls <c>"Users"</c>. Only a part with a dot in it needs quotes.
    /// </summary>
    public static QualifiedName Parse(string text)
    {
        if (Hole.Is(text)) return new(null, text);
        var parts = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '"')
            {
                var close = at + 1;
                while (close < text.Length && (text[close] != '"' || (close + 1 < text.Length && text[close + 1] == '"')))
                {
                    close += text[close] == '"' ? 2 : 1;
                }

                parts.Add(text.Substring(at + 1, Math.Max(0, Math.Min(close, text.Length) - at - 1)).Replace("\"\"", "\""));
                at = close + 1;
            }
            else
            {
                var dot = text.IndexOf('.', at);
                var end = dot < 0 ? text.Length : dot;
                parts.Add(text.Substring(at, end - at));
                at = end;
            }

            if (at < text.Length && text[at] == '.') at++;
        }

        return parts.Count switch
        {
            0 => new(null, text),
            1 => new(null, parts[0]),
            _ => new(parts[parts.Count - 2], parts[parts.Count - 1]),
        };
    }

    /// <summary>The name as SQL, quoted where it must be.</summary>
    public string ToSql() =>
        Schema is null ? SqlIdentifier.Quote(Name) : SqlIdentifier.Quote(Schema) + "." + SqlIdentifier.Quote(Name);

    /// <summary>The name for people.</summary>
    public override string ToString() => Schema is null ? Name : Schema + "." + Name;

    /// <summary>Whether both may be the same object: equal names, and schemas equal where both have one.</summary>
    public bool Matches(QualifiedName other) =>
        string.Equals(Name, other.Name, StringComparison.Ordinal) &&
        (Schema is null || other.Schema is null || string.Equals(Schema, other.Schema, StringComparison.Ordinal));
}
