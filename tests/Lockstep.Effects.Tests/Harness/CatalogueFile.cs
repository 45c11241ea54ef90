using System.Globalization;

namespace Lockstep.Effects.Tests.Harness;

/// <summary>
/// Reads a file of the catalogue. Paragraphs are divided by empty lines; a paragraph is a statement after lines that say more about it:
/// <code>
/// -- rules B2 M15           rows of the rules that it shows
/// -- since 17, -- until 17  the major versions that know it
/// -- fails, -- fails until 17, -- fails since 18
/// -- setup: SQL             committed beforehand in a database of its own; may be repeated
/// -- before: SQL            in the same transaction before it; may be repeated
/// --- a remark
/// </code>
/// </summary>
internal static class CatalogueFile
{
    internal static IReadOnlyList<CatalogueStatement> Read(string path)
        => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllLines(path));

    internal static IReadOnlyList<CatalogueStatement> Parse(string family, IReadOnlyList<string> lines)
    {
        var statements = new List<CatalogueStatement>();
        for (var first = 0; first < lines.Count;)
        {
            var last = first;
            while (last < lines.Count && lines[last].Length > 0)
            {
                last++;
            }

            if (Paragraph(family, first + 1, lines.Skip(first).Take(last - first)) is { } statement)
            {
                statements.Add(statement);
            }

            first = last + 1;
        }

        return statements;
    }

    private static CatalogueStatement? Paragraph(string family, int line, IEnumerable<string> lines)
    {
        var statement = new CatalogueStatement(family, line, "");
        var sql = new List<string>();
        foreach (var text in lines)
        {
            if (!text.StartsWith("--", StringComparison.Ordinal))
            {
                sql.Add(text);
            }
            else if (sql.Count > 0)
            {
                throw new InvalidDataException($"{family}.sql({line}): a note follows the statement: {text}");
            }
            else if (!text.StartsWith("---", StringComparison.Ordinal))
            {
                statement = Note(statement, text[2..].Trim());
            }
        }

        if (sql.Count == 0)
        {
            return statement == new CatalogueStatement(family, line, "") ? null : throw new InvalidDataException($"{family}.sql({line}): notes without a statement");
        }

        var whole = string.Join('\n', sql);
        return whole.EndsWith(';') ? statement with { Sql = whole[..^1] } : throw new InvalidDataException($"{family}.sql({line}): the statement has no semicolon at its end");
    }

    private static CatalogueStatement Note(CatalogueStatement statement, string note)
    {
        if (After(note, "setup: ") is { } setup)
        {
            return statement with { Setup = [.. statement.Setup, setup.TrimEnd(';')] };
        }

        if (After(note, "before: ") is { } before)
        {
            return statement with { Before = [.. statement.Before, before.TrimEnd(';')] };
        }

        var words = note.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["rules", .. var rows] => statement with { Rules = rows },
            ["fails"] => statement with { Fails = VersionRange.All },
            ["fails", "since" or "until", var version] => statement with { Fails = Narrow(VersionRange.All, words[1], version) },
            ["since" or "until", var version] => statement with { Versions = Narrow(statement.Versions, words[0], version) },
            _ => throw new InvalidDataException($"{statement.Family}.sql({statement.Line}): unknown note: {note}"),
        };
    }

    private static VersionRange Narrow(VersionRange range, string word, string version)
    {
        var number = int.Parse(version, CultureInfo.InvariantCulture);
        return word == "since" ? range with { First = number } : range with { Last = number };
    }

    private static string? After(string text, string beginning)
        => text.StartsWith(beginning, StringComparison.Ordinal) ? text[beginning.Length..] : null;
}
