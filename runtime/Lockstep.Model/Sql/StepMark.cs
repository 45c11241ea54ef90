namespace Lockstep.Model.Sql;

/// <summary>The comment <c>-- step</c>, alone on its line, with which a step begins.</summary>
internal static class StepMark
{
    /// <summary>Whether one stands between two statements.</summary>
    /// <param name="sql">The script.</param>
    /// <param name="from">The end of the first.</param>
    /// <param name="to">The start of the second.</param>
    public static bool IsBetween(string sql, int from, int to) =>
        MarkComments.Between(sql, from, to).Any(comment => string.Equals(comment, "step", StringComparison.OrdinalIgnoreCase));
}
