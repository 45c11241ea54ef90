using System.Text;

namespace Lockstep.Model.SqlFiles;

/// <summary>The comments that divide a file: <c>-- up</c> and <c>-- down</c>, each alone on its line.</summary>
internal static class SqlFileMarker
{
    /// <summary>Before the part that makes the change.</summary>
    public const string Up = "up";

    /// <summary>Above a statement that is done in batches.</summary>
    public const string Backfill = "backfill";

    /// <summary>Before the part that takes it back.</summary>
    public const string Down = "down";

    /// <summary>The marker that the comment is, <see cref="Up"/> or <see cref="Down"/>; null if it is none.</summary>
    public static string? Read(string comment)
    {
        if (comment.Equals(Up, StringComparison.OrdinalIgnoreCase)) return Up;
        return comment.Equals(Down, StringComparison.OrdinalIgnoreCase) ? Down : null;
    }

    /// <summary>Whether the comment is no marker but a mark of the statement below it, <c>-- backfill</c> with its options, and so belongs to that statement's part.</summary>
    public static bool IsOfStatement(string comment) =>
        comment.StartsWith(Backfill, StringComparison.OrdinalIgnoreCase) && (comment.Length == Backfill.Length || char.IsWhiteSpace(comment[Backfill.Length]));

    /// <summary>
    /// The marker that a comment seems meant to be: another tool's, <c>+goose Up</c> or <c>migrate:down</c>, or one with a colon behind it.
    /// Taken for a mere comment it would make the statements under it a part of Up. Null if it does not seem so.
    /// </summary>
    public static string? Resembles(string comment)
    {
        string? marker = null;
        foreach (var word in Words(comment))
        {
            switch (word)
            {
                case "goose" or "migrate" or "migration" or "lockstep":
                    break;
                case "up" or "ups" when marker is null:
                    marker = Up;
                    break;
                case "down" or "downs" or "undo" when marker is null:
                    marker = Down;
                    break;
                default:
                    return null;
            }
        }

        return marker;
    }

    private static List<string> Words(string comment)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in comment + " ")
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }
}
