using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>What mends the findings of one migration.</summary>
/// <param name="review">The migration.</param>
/// <param name="source">The text of its file, in which the findings' origins are places.</param>
public sealed class SqlFixes(MigrationReview review, string source)
{
    private static readonly Dictionary<string, SqlFixer> ByRule = new SqlFixer[]
    {
        new CreateIndexConcurrently(),
    }.ToDictionary(fixer => fixer.RuleId, StringComparer.Ordinal);

    private Dictionary<Origin, ReviewedOperation>? _operations;

    /// <summary>What mends a finding; null if nothing does that is known to be right.</summary>
    public SqlFix? For(Finding finding)
    {
        if (!ByRule.TryGetValue(finding.Rule.Id, out var fixer)) return null;
        _operations ??= Operations();
        return _operations.TryGetValue(finding.Origin, out var operation) ? fixer.Fix(new(source, finding, operation, review)) : null;
    }

    /// <summary>By their places. What stands in a block is code of another language.</summary>
    private Dictionary<Origin, ReviewedOperation> Operations()
    {
        var operations = new Dictionary<Origin, ReviewedOperation>();
        foreach (var statement in review.Statements.Where(statement => !statement.IsBlock))
        {
            foreach (var operation in statement.Operations) operations[operation.Origin] = operation;
        }

        return operations;
    }
}
