using Lockstep.Model.Sql;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Linting;

/// <summary>Other tools' files have up and down parts too: <c>-- +goose Up</c>, <c>-- migrate:down</c>.</summary>
internal static class OtherMarkers
{
    /// <summary>The text with their markers written as ours, padded to the same length.</summary>
    public static string ToOurs(string text)
    {
        char[]? ours = null;
        var lexer = new SqlLexer(text);
        for (var token = lexer.NextWithComments(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.NextWithComments())
        {
            if (SqlFileReader.LineComment(text, token) is not { } comment || SqlFileMarker.Resembles(comment) is not { } marker) continue;
            var written = ("-- " + marker).PadRight(token.Length);
            // "--down" is shorter than what would stand for it.
            if (written.Length > token.Length) continue;
            ours ??= text.ToCharArray();
            written.CopyTo(0, ours, token.Start, token.Length);
        }

        return ours is null ? text : new(ours);
    }
}
