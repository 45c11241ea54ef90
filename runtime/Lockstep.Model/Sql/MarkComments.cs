namespace Lockstep.Model.Sql;

/// <summary>The line comments between two statements that stand alone on their lines: where marks such as <c>-- step</c> are.</summary>
internal static class MarkComments
{
    /// <summary>Their texts without the dashes and the white space around, in order.</summary>
    /// <param name="sql">The script.</param>
    /// <param name="from">The end of the first statement.</param>
    /// <param name="to">The start of the second.</param>
    public static IEnumerable<string> Between(string sql, int from, int to)
    {
        var at = from;
        while (at < to)
        {
            if (Starts(sql, at, to, "--"))
            {
                var end = sql.IndexOfAny(['\r', '\n'], at, to - at);
                if (end < 0) end = to;
                if (BeginsLine(sql, at)) yield return sql.Substring(at + 2, end - at - 2).Trim();
                at = end;
            }
            else
            {
                at = Starts(sql, at, to, "/*") ? EndOfComment(sql, at, to) : at + 1;
            }
        }
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
