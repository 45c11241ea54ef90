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
        // What a migration of its own must do later is more than a change of this file.
        if (!_operations.TryGetValue(finding.Origin, out var operation) || rule.SafeFormOf(operation, review) is not { Later.IsEmpty: true } form) return null;
        // In a transaction that the file asks for PostgreSQL refuses what makes its own.
        if (operation.Statement.TransactionState is TransactionState.Block or TransactionState.Single && form.Instead.Any(instead => !instead.Transactional)) return null;
        var context = new SqlFixContext(source, finding, operation, form);
        return Fixers.TryGetValue(rule.Info.Id, out var fixer) ? fixer.Fix(context) : Rewrite(context);
    }

    /// <summary>Writes the safe form in the statement's place, if nothing is lost by that: it does nothing else, and holds no comment.</summary>
    private static SqlFix? Rewrite(SqlFixContext context)
    {
        var statement = context.Operation.Statement;
        var origin = statement.Operation.Origin;
        if (statement.Operations.Count != 1) return null;
        var lexer = new SqlLexer(context.Source, origin.Start, origin.Start + origin.Length);
        for (var token = lexer.NextWithComments(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.NextWithComments())
        {
            if (token.Kind == SqlTokenKind.Comment) return null;
        }

        var sql = string.Join(";\n", context.SafeForm.Instead.Select(SqlWriter.Write));
        return new(context.SafeForm.Title, EquatableArray.Of(new SqlEdit(origin.Start, origin.Length, sql)));
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
