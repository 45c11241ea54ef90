namespace Lockstep.Model.SqlFiles;

/// <summary>Reads the header comments of a file, one after the other: <c>-- ticket: OPS-142</c>.</summary>
internal sealed class SqlFileHeaderReader
{
    private const string NameKey = "name";
    private const string TicketKey = "ticket";
    private const string SingleTransactionKey = "single-transaction";
    private const string DeprecatesKey = "deprecates";
    private const string CheckpointKey = "checkpoint";

    private static readonly string[] Keys = [NameKey, TicketKey, SingleTransactionKey, DeprecatesKey, CheckpointKey];

    // What other tools and editors read at the head of SQL files looks the same and is none of our business.
    private static readonly string[] OtherTools = ["cspell", "noqa", "sqlfluff", "vi", "vim"];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _deprecates = [];
    private string? _name;
    private string? _ticket;
    private string? _checkpoint;
    private bool _singleTransaction;

    /// <summary>What was read so far.</summary>
    public SqlFileHeaders Headers => new(_name, _ticket, _singleTransaction, new EquatableArray<string>(_deprecates)) { Checkpoint = _checkpoint };

    /// <summary>Takes a comment.</summary>
    /// <param name="comment">Its text, without the dashes and the white space around it.</param>
    /// <param name="keyLength">How much of it is the key.</param>
    /// <returns>What is wrong with it as a header and what to do; null if nothing is, or if it is prose.</returns>
    public string? Take(string comment, out int keyLength)
    {
        var colon = comment.IndexOf(':');
        keyLength = colon < 0 ? comment.Length : colon;
        var written = comment.Substring(0, keyLength).TrimEnd();
        var value = colon < 0 ? null : comment.Substring(colon + 1).Trim();
        var key = written.ToLowerInvariant();
        // Without a colon only the one key that needs no value is meant; "-- name" is prose.
        if (value is null && !IsNear(key, SingleTransactionKey)) return null;
        if (Array.IndexOf(Keys, key) >= 0) return Take(key, value);
        if (Array.Find(Keys, known => IsNear(key, known)) is { } near) return "'" + written + "' is no header; write '-- " + near + (near == SingleTransactionKey ? "'" : ": …'");
        return IsKey(written) && Array.IndexOf(OtherTools, written) < 0 ? "'" + written + "' is no header; the headers are name, ticket, checkpoint, single-transaction and deprecates, and prose starts with a capital letter" : null;
    }

    private string? Take(string key, string? value)
    {
        if (key == SingleTransactionKey)
        {
            if (value is not (null or "true")) return "'single-transaction' takes no value; write '-- single-transaction', or leave the line out";
            _singleTransaction = true;
        }
        else if (string.IsNullOrEmpty(value))
        {
            return "'" + key + "' has no value; write '-- " + key + ": …', or leave the line out";
        }
        else if (key == DeprecatesKey)
        {
            foreach (var column in value!.Split(',').Select(column => column.Trim()))
            {
                // A name without a dot is a table's, or another object's.
                if (column.Split('.').Any(part => part.Length == 0)) return "'" + column + "' is no name; write '-- deprecates: table.column', or the table's name";
                _deprecates.Add(column);
            }

            return null;
        }

        if (!_seen.Add(key)) return "'" + key + "' stands here a second time; leave one of them out";
        if (key == NameKey) _name = value;
        else if (key == TicketKey) _ticket = value;
        else if (key == CheckpointKey) _checkpoint = value;
        return null;
    }

    /// <summary>Keys are one word in lower case; "Why: …", "see https://…" and "a b: c" are prose.</summary>
    private static bool IsKey(string text) => text.Length > 0 && text.All(c => c is (>= 'a' and <= 'z') or '-' or '_');

    /// <summary>Whether it may be a slip of the pen. "Note" is two letters away from "name", and quite another word.</summary>
    private static bool IsNear(string text, string key) => Distance(text, key) <= Math.Min(key.Length / 3, 3);

    /// <summary>How many letters must be put in, left out or replaced (Levenshtein); a large number for texts of quite other lengths.</summary>
    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 3) return int.MaxValue;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
