using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5017.</summary>
public sealed class CheckChangesItsMind : OperationRule
{
    /// <summary>Functions whose value depends on the time or the session, though they are not volatile.</summary>
    private static readonly HashSet<string> s_unsteady =
    [
        "now", "transaction_timestamp", "statement_timestamp", "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "age",
        "current_user", "session_user", "user", "current_role", "current_setting", "current_schema", "current_database", "current_catalog",
    ];

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5017",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A check says the same of a row at any time",
        "{0} of '{1}' calls {2}(), so a row that passes today may not pass tomorrow: then it can't be updated, and a backup with it can't be restored; check " +
        "it where the row is written, in a trigger or in the application",
        "PostgreSQL tries a check when a row is written and takes it for true from then on. A dump is restored by writing all rows again, at another time " +
        "and by another user.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        foreach (var check in NewConstraints.Written(reviewed.Operation).OfType<CheckConstraint>())
        {
            if (SqlParser.ParseExpression(check.Condition) is not { } condition) continue;
            var function = Unsteady(condition) ?? Volatile(check.Condition, reviewed, review);
            if (function is not null) report.Add(Info, reviewed.Origin, Wording.Name(check), NewConstraints.TableOf(reviewed.Operation)!.ToString(), function);
        }
    }

    private static string? Unsteady(SqlExpression expression)
    {
        var own = expression switch
        {
            // With two arguments it is a mere difference.
            FunctionCallExpression { Name: { Qualifier: null or "pg_catalog", Name: var name }, Arguments.Count: var count } when name != "age" || count == 1 => name,
            SpecialCallExpression { Name: var name } => name,
            _ => null,
        };
        if (own is not null && s_unsteady.Contains(own)) return own;
        return ExpressionParts.Of(expression).Select(Unsteady).FirstOrDefault(found => found is not null);
    }

    private static string? Volatile(string condition, ReviewedOperation reviewed, MigrationReview review)
    {
        var finding = new ExpressionVolatility(reviewed.Before, review.Options.PostgresVersion).Of(condition);
        return finding.Volatility == Volatility.Volatile ? finding.Function : null;
    }
}
