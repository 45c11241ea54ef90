using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>All fixers.</summary>
public static class SqlFixes
{
    private static readonly Dictionary<string, SqlFixer> ByRule = new SqlFixer[]
    {
        new CreateIndexConcurrently(),
    }.ToDictionary(fixer => fixer.RuleId, StringComparer.Ordinal);

    /// <summary>What mends a finding; null if nothing does that is known to be right.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="review">The migration that it is in.</param>
    /// <param name="source">The text of the file, in which the finding's origin is a place.</param>
    public static SqlFix? For(Finding finding, MigrationReview review, string source)
    {
        if (!ByRule.TryGetValue(finding.Rule.Id, out var fixer)) return null;
        var operation = review.Statements
            .Where(statement => !statement.IsBlock)
            .SelectMany(statement => statement.Operations)
            .FirstOrDefault(operation => operation.Origin == finding.Origin);
        return operation is null ? null : fixer.Fix(new(source, finding, operation, review));
    }
}
