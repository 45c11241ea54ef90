using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6005.</summary>
public sealed class ServerSettingChanged : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6005",
        RuleCategory.Security,
        RuleSeverity.Warning,
        "A migration does not configure the server",
        "ALTER SYSTEM changes the configuration of the whole server, for all its databases, and no rollback takes it back; configure the server where it is set up",
        "ALTER SYSTEM writes postgresql.auto.conf, which wins over postgresql.conf. It needs a superuser, can't run in a transaction block, and many hosted servers refuse it.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is SqlText text && IsAlterSystem(text.Sql)) report.Add(Info, reviewed.Origin);
    }

    private static bool IsAlterSystem(string sql)
    {
        var lexer = new SqlLexer(sql);
        return lexer.Next().Is(sql, "alter") && lexer.Next().Is(sql, "system");
    }
}
