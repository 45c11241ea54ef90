namespace Lockstep.Model.Sql;

/// <summary>The comment <c>-- step</c>, alone on its line, with which a step begins.</summary>
internal static class StepMark
{
    /// <summary>Whether one stands between two statements.</summary>
    /// <param name="sql">The script.</param>
    /// <param name="from">The end of the first.</param>
    /// <param name="to">The start of the second.</param>
    public static bool IsBetween(string sql, int from, int to)
    {
        var at = from;
        while (at < to)
        {
            if (Starts(sql, at, to, "--"))
            {
                var end = sql.IndexOfAny(['\r', '\n'], at, to - at);
                if (end < 0) end = to;
                if (string.Equals(sql.Substring(at + 2, end - at - 2).Trim(), "step", StringComparison.OrdinalIgnoreCase) && BeginsLine(sql, at)) return true;
                at = end;
            }
            else
            {
                at = Starts(sql, at, to, "/*") ? EndOfComment(sql, at, to) : at + 1;
            }
        }

        return false;
    }

    private static bool BeginsLine(string sql, int at)
    {
        while (at > 0 && sql[at - 1] is ' ' or '\t') at--;
        return at == 0 || sql[at - 1] is '\r' or '\n';
    }

    /// <summary>Comments of PostgreSQL stand in one another.</summary>
    private static int EndOfComment(string sql, int at, int to)
    {
        var depth = 0;
        while (at < to)
        {
            var opens = Starts(sql, at, to, "/*");
            var closes = Starts(sql, at, to, "*/");
            depth += opens ? 1 : closes ? -1 : 0;
            at += opens || closes ? 2 : 1;
            if (depth == 0) return at;
        }

        return to;
    }

    private static bool Starts(string sql, int at, int to, string sign) => at + 1 < to && sql[at] == sign[0] && sql[at + 1] == sign[1];
}
