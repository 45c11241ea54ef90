using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>What mends the findings of one migration, where its rule knows a safe form that the file can hold.</summary>
/// <param name="review">The migration.</param>
/// <param name="source">The text of its file, in which the findings' origins are places.</param>
public sealed class SqlFixes(MigrationReview review, string source)
{
    private static readonly Dictionary<string, Rule> Rules = RuleSet.All.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
    private static readonly Dictionary<string, SqlFixer> Fixers = new SqlFixer[]
    {
        new CreateIndexConcurrently(),
    }.ToDictionary(fixer => fixer.RuleId, StringComparer.Ordinal);

    private Dictionary<Origin, ReviewedOperation>? _operations;

    /// <summary>What mends a finding; null if nothing does that is known to be right.</summary>
    public SqlFix? For(Finding finding)
    {
        if (!Rules.TryGetValue(finding.Rule.Id, out var rule)) return null;
        _operations ??= Operations();
        if (!_operations.TryGetValue(finding.Origin, out var operation)) return null;
        if (Fixers.TryGetValue(rule.Info.Id, out var fixer)) return fixer.Fix(new(source, finding, operation));
        return rule.SafeFormOf(operation, review) is { } form ? Rewrite(operation, form) : null;
    }

    /// <summary>Writes the safe form in the statement's place, if nothing is lost by that: it does nothing else, and holds no comment.</summary>
    private SqlFix? Rewrite(ReviewedOperation operation, SafeForm form)
    {
        var statement = operation.Statement;
        var origin = statement.Operation.Origin;
        // What a migration of its own must do later is more than a change of this file.
        if (statement.Operations.Count != 1 || !form.Later.IsEmpty) return null;
        // In a transaction that the file asks for PostgreSQL refuses what makes its own.
        if (statement.TransactionState is TransactionState.Block or TransactionState.Single && form.Instead.Any(instead => !instead.Transactional)) return null;
        var lexer = new SqlLexer(source, origin.Start, origin.Start + origin.Length);
        for (var token = lexer.NextWithComments(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.NextWithComments())
        {
            if (token.Kind == SqlTokenKind.Comment) return null;
        }

        var sql = string.Join(";\n", form.Instead.Select(SqlWriter.Write));
        return new(form.Title, EquatableArray.Of(new SqlEdit(origin.Start, origin.Length, sql)));
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
