using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Toolkit;

/// <summary>LS9012.</summary>
public sealed class UnreadableSql : Rule
{
    internal const string Id = "LS9012";

    // PostgreSQL quotes a string without end up to the end of the file.
    private const int MessageLength = 120;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        Id,
        RuleCategory.Toolkit,
        RuleSeverity.Error,
        "SQL is what PostgreSQL can read",
        "PostgreSQL can't read this statement: {0}; correct the SQL",
        "The statement is read with PostgreSQL 18's own grammar. What can't be read would fail when the migration runs, and no rule can judge it.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var statement in review.Statements)
        {
            if (statement.Operation is SqlText { Problem: { } problem } text) report.Add(Info, text.Origin, Short(problem.Message));
        }
    }

    private static string Short(string message)
    {
        var end = message.IndexOfAny(['\r', '\n']);
        if (end < 0 && message.Length <= MessageLength) return message;
        if (end < 0 || end > MessageLength) end = MessageLength;
        var shown = message.Substring(0, char.IsHighSurrogate(message[end - 1]) ? end - 1 : end);
        return shown + "…\"";
    }
}
