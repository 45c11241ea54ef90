using System.Text;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>LS1001 and LS1002: writes the down part of a migration from what its up part does.</summary>
/// <param name="review">What the file does.</param>
/// <param name="file">The file as it was read.</param>
/// <param name="text">The file as it stands on the disk.</param>
internal sealed class DownInFile(MigrationReview review, SqlFileText file, string text)
{
    private readonly string _newLine = text.Contains("\r\n") ? "\r\n" : "\n";

    /// <summary>The line that says what Down does not bring back.</summary>
    public static string LossLine(string loss) => "-- Not brought back: " + loss + ".";

    /// <summary>The fix; null if what undoes Up is not known, or if a Down is there that says more than can be written anew.</summary>
    public SqlFix? Write()
    {
        var down = file.File.Down;
        var isEmpty = down is null or { Length: 0 };
        // What a Down does to rows is more than the schema can tell; and comments in it are the author's.
        if (!isEmpty && (MigrationScript.Open(review.Script.Down).Any(operation => operation is DataStatement or SqlText or UnknownSql) || HasComments(down!))) return null;
        if (InverseOfUp.Of(review) is not { Operations.Count: > 0 } inverse) return null;

        var lines = new StringBuilder();
        foreach (var loss in inverse.Losses) lines.Append(LossLine(loss)).Append(_newLine);
        lines.Append(new SqlStatements(_newLine, string.Empty, hasSteps: true).Lines(inverse.Operations, isFirst: true));
        if (!isEmpty) return Fix([new(down!.Start, down.Length, lines.ToString(0, lines.Length - _newLine.Length))]);

        var edits = new List<SqlEdit>();
        var last = Tokens(0, text.Length).FindLast(token => token.Kind != SqlTokenKind.Comment);
        if (!last.Is(file.Text, ';')) edits.Add(new(last.Start + last.Length, 0, ";"));
        var before = text[text.Length - 1] == '\n' ? string.Empty : _newLine;
        edits.Add(new(text.Length, 0, before + (down is null ? "-- down" + _newLine : string.Empty) + lines));
        return Fix(edits);
    }

    // It is written from the whole of Up, so what else is to be mended there goes first.
    private static SqlFix Fix(IEnumerable<SqlEdit> edits) => new("write Down from Up", new(edits)) { ComesLast = true };

    /// <summary>In the part, or behind its last statement on the same line.</summary>
    private bool HasComments(SqlFilePart part) => Tokens(part.Start, text.IndexOf('\n', part.End) is >= 0 and var end ? end : text.Length).Exists(token => token.Kind == SqlTokenKind.Comment);

    private List<SqlToken> Tokens(int start, int end)
    {
        var lexer = new SqlLexer(file.Text, start, end);
        var tokens = new List<SqlToken>();
        for (var token = lexer.NextWithComments(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.NextWithComments()) tokens.Add(token);
        return tokens;
    }
}
