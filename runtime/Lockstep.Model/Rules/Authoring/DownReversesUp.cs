using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Authoring;

/// <summary>LS1002.</summary>
public sealed class DownReversesUp : Rule
{
    /// <summary>How many differences one finding names.</summary>
    private const int Named = 3;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS1002",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "Down reverses Up",
        "Down does not reverse this: {0}; take it back in Down",
        "After Up and then Down the schema must be what it was before, or the next Up fails and a rolled back release meets a schema that it has never " +
        "been tested with. The migrations before this one tell what the schema was; the proof shows the same on a real PostgreSQL.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        if (review.Script.DownState != DownState.Present || review.Down.Count == 0 || !IsFollowed(review.Up) || !IsFollowed(review.Down)) return;

        var remaining = new Dictionary<ReviewedStatement, List<string>>();
        foreach (var difference in Differences(review, review.AfterDown))
        {
            // What nothing can take back, such as a new value of an enum, is no fault of Down's.
            if (Cause(difference, review) is not { } cause || !CanBeReversed(cause)) continue;
            if (!remaining.TryGetValue(cause, out var differences)) remaining.Add(cause, differences = []);
            differences.Add(difference);
        }

        foreach (var left in remaining)
        {
            var differences = left.Value;
            var more = differences.Count > Named ? $" and {differences.Count - Named} more" : string.Empty;
            report.Add(Info, left.Key.Operation.Origin, string.Join(", ", differences.Take(Named)) + more);
        }
    }

    /// <summary>What is other than before, on a server of the project's version: what only newer ones have, such as names of NOT NULL, is no difference there.</summary>
    private static IReadOnlyList<string> Differences(MigrationReview review, DatabaseSchema after)
    {
        var version = review.Options.PostgresVersion;
        return SchemaDiff.Between(review.Before.ServerVersion is null ? review.Before.ForServer(version) : review.Before, after.ServerVersion is null ? after.ForServer(version) : after);
    }

    /// <summary>Whether all that the statements do is known, and PostgreSQL would do it.</summary>
    private static bool IsFollowed(IReadOnlyList<ReviewedStatement> statements) => statements.All(statement => statement.Problems.Count == 0);

    /// <summary>The first statement of Up that makes the difference; else the last, since Down itself may have made it.</summary>
    private static ReviewedStatement? Cause(string difference, MigrationReview review) =>
        review.Up.FirstOrDefault(statement => Differences(review, statement.After).Contains(difference)) ??
        review.Down.FirstOrDefault(statement => Differences(review, statement.After).Contains(difference));

    private static bool CanBeReversed(ReviewedStatement statement) =>
        statement.IsDown || statement.Operations.All(reviewed => Inverse.Of(reviewed.Operation, reviewed.Before).Reason is null);
}
