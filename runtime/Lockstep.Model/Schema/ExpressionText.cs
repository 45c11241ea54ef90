using System.Text;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema;

/// <summary>Looks into expressions and queries that are kept as text.</summary>
internal static class ExpressionText
{
    /// <summary>Whether the name stands in the text as something else than a function that is called.</summary>
    public static bool Uses(string? text, string name)
    {
        if (text is null) return false;
        var lexer = new SqlLexer(text, 0, text.Length);
        var isName = false;
        for (var token = lexer.Next(); ; token = lexer.Next())
        {
            if (isName && !token.Is(text, '(')) return true;
            if (token.Kind == SqlTokenKind.EndOfInput) return false;
            isName = SqlIdentifier.Value(token, text) == name;
        }
    }

    /// <summary>Whether a star stands for all columns (not in <c>count(*)</c> and products).</summary>
    public static bool HasStar(string text)
    {
        var lexer = new SqlLexer(text, 0, text.Length);
        var opens = true;
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (opens && token.Text(text) == "*") return true;
            opens = token.Is(text, "select") || token.Is(text, ',') || token.Is(text, '.') || token.Is(text, "distinct") || token.Is(text, "all");
        }

        return false;
    }

    /// <summary>The text with a column's name changed.</summary>
    public static string Rename(string text, string name, string newName)
    {
        var sql = new StringBuilder(text.Length + 16);
        var lexer = new SqlLexer(text, 0, text.Length);
        var done = 0;
        var token = lexer.Next();
        while (token.Kind != SqlTokenKind.EndOfInput)
        {
            var next = lexer.Next();
            if (SqlIdentifier.Value(token, text) == name && !next.Is(text, '('))
            {
                sql.Append(text, done, token.Start - done).Append(SqlIdentifier.Quote(newName));
                done = token.End;
            }

            token = next;
        }

        return sql.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>Every name in the text that may be an object's: each word, and each two words with a dot between them.</summary>
    public static IEnumerable<QualifiedName> Names(string text)
    {
        var found = new List<QualifiedName>();
        var lexer = new SqlLexer(text, 0, text.Length);
        string? before = null;
        var dotted = false;
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (SqlIdentifier.Value(token, text) is { } name)
            {
                found.Add(dotted ? new(before, name) : new(null, name));
                before = name;
                dotted = false;
            }
            else
            {
                dotted = before is not null && token.Is(text, '.');
                if (!dotted) before = null;
            }
        }

        return found;
    }

    /// <summary>The column that an index's element is; null if it is an expression.</summary>
    public static string? ColumnOf(string element) =>
        SqlParser.Parse("CREATE INDEX ON t (" + element + ")").Statements.FirstOrDefault() is CreateIndexStatement { Columns: [{ Column: { } column }] }
            ? column.Value
            : null;
}
