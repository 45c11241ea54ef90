using System.Text;
using Lockstep.Model.Sql;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Generator.SqlFiles;

/// <summary>An SQL file in 64 characters: the same for the same statements however they are laid out and commented.</summary>
internal static class SqlFileFingerprint
{
    /// <summary>SHA-256 over the tokens of both parts, as lower-case hex.</summary>
    public static string Of(SqlFile file, string text)
    {
        var code = new StringBuilder(file.Headers.SingleTransaction ? "single-transaction\0" : "\0");
        Append(code, text, file.Up);
        if (file.Down is { } down)
        {
            // No token holds it, so nothing can move from one part to the other unseen.
            code.Append("\0down\0");
            Append(code, text, down);
        }

        return Fingerprint.Hash(code.ToString());
    }

    private static void Append(StringBuilder code, string text, SqlFilePart part)
    {
        var lexer = new SqlLexer(text, part.Start, part.End);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            // A string over several lines holds the file's line ends, which git changes from machine to machine.
            code.Append(token.Text(text).Replace("\r\n", "\n")).Append('\0');
        }
    }
}
