using System.Globalization;
using System.Text;
using Lockstep.Reporting;

namespace Lockstep.Execution;

/// <summary>Says who a session is, without the data in its statement.</summary>
internal static class SessionWords
{
    /// <summary>Such as <c>pid 4711 (role report, application metabase, holds ACCESS SHARE, idle in transaction for 6 min: SELECT … FROM users)</c>.</summary>
    /// <param name="session">The session.</param>
    /// <param name="has">What it does with its lock: <c>holds</c> or <c>wants</c>.</param>
    public static string Of(BlockingSession session, string has)
    {
        if (session.Pid == 0) return "a prepared transaction (see pg_prepared_xacts)";
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(session.Role)) parts.Add($"role {session.Role}");
        if (!string.IsNullOrEmpty(session.Application)) parts.Add($"application {session.Application}");
        if (session.Lock is { } mode) parts.Add($"{has} {mode}");
        if (session.State is { } state) parts.Add(session.Seconds is { } seconds ? $"{state} for {Figures.Age(seconds)}" : state);
        var query = string.IsNullOrEmpty(session.Query) ? "" : $": {session.Query}";
        return string.Create(CultureInfo.InvariantCulture, $"pid {session.Pid} ({string.Join(", ", parts)}{query})");
    }

    /// <summary>Several sessions; of many the first three.</summary>
    public static string Of(IReadOnlyList<BlockingSession> sessions, string has)
    {
        var named = string.Join("; ", sessions.Take(3).Select(session => Of(session, has)));
        return sessions.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $"{named}; and {sessions.Count - 3} more") : named;
    }

    /// <summary>A lock mode of <c>pg_locks</c> in the words of statements: <c>ACCESS SHARE</c>.</summary>
    public static string Mode(string catalogName)
    {
        var words = new StringBuilder();
        foreach (var character in catalogName.EndsWith("Lock", StringComparison.Ordinal) ? catalogName[..^4] : catalogName)
        {
            if (char.IsUpper(character) && words.Length > 0) words.Append(' ');
            words.Append(char.ToUpperInvariant(character));
        }

        return words.ToString();
    }
}
