namespace Lockstep.Model.Rules.SqlFiles;

/// <summary>A comment <c>-- lockstep: allow LS2001 because the table has 180 rows</c>.</summary>
/// <param name="Start">Where the comment starts.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
/// <param name="Rules">The rules' ids, as written.</param>
/// <param name="Reason">Why it is safe; empty if it does not say.</param>
internal sealed record SqlFileSuppression(int Start, int Length, IReadOnlyList<string> Rules, string Reason)
{
    private const string Prefix = "lockstep:";
    private static readonly char[] Separators = [' ', '\t', ','];

    /// <summary>Reads a comment; null if it is none of ours.</summary>
    /// <param name="comment">Its text, without the dashes and the white space around it.</param>
    /// <param name="start">Where the comment starts.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>Without any rule if it says something else than to allow some.</returns>
    public static SqlFileSuppression? Read(string comment, int start, int length)
    {
        if (!comment.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        var words = comment.Substring(Prefix.Length).Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToList();
        var because = words.FindIndex(word => Is(word, "because"));
        var end = because < 0 ? words.Count : because;
        var rules = words.Count > 0 && Is(words[0], "allow") ? words.GetRange(1, Math.Max(0, end - 1)) : [];
        return new(start, length, rules, because < 0 ? string.Empty : string.Join(" ", words.Skip(because + 1)));
    }

    private static bool Is(string word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
