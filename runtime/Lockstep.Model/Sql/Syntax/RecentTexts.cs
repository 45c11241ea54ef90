namespace Lockstep.Model.Sql.Syntax;

/// <summary>
/// What a thread has read last. Dozens of rules ask about one statement after the other, and each reads its text and the few defaults, conditions and
/// types of its table; what was read is never changed, so it can be given again.
/// </summary>
/// <typeparam name="T">What comes of reading.</typeparam>
internal static class RecentTexts<T>
{
    private const int Count = 16;

    /// <summary>Longer ones are seldom asked about again, and should not be held on to.</summary>
    private const int Longest = 4096;

    [ThreadStatic]
    private static (string Text, T Result)[]? s_recent;

    [ThreadStatic]
    private static int s_next;

    /// <summary>What came of the text; reads it if it has not been read lately.</summary>
    public static T Get(string text, Func<string, T> read)
    {
        if (text.Length > Longest) return read(text);
        var recent = s_recent ??= new (string, T)[Count];
        foreach (var (known, result) in recent)
        {
            if (ReferenceEquals(known, text) || string.Equals(known, text, StringComparison.Ordinal)) return result;
        }

        var fresh = read(text);
        recent[s_next] = (text, fresh);
        s_next = (s_next + 1) % Count;
        return fresh;
    }
}
