using System.Text;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations.Lowering;

/// <summary>Writes a part of a source without its comments and line breaks, so that it can stand in another statement and be compared.</summary>
internal static class SqlWhitespace
{
    /// <summary>The tokens from <paramref name="start"/> to <paramref name="end"/>, with one space where there was white space or a comment.</summary>
    public static string Normalize(string source, int start, int end)
    {
        var lexer = new SqlLexer(source, start, end);
        var token = lexer.Next();
        if (token.Kind == SqlTokenKind.EndOfInput) return string.Empty;

        var sql = new StringBuilder(end - start);
        var last = token;
        while (token.Kind != SqlTokenKind.EndOfInput)
        {
            if (token.Start > last.End) sql.Append(' ');
            sql.Append(source, token.Start, token.Length);
            last = token;
            token = lexer.Next();
        }

        return sql.ToString();
    }
}
