using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4003.</summary>
public sealed class SessionTimeoutsMissing : Rule
{
    private static readonly string[] s_wanted = ["statement_timeout", "idle_in_transaction_session_timeout", "application_name"];

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4003",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "A script says how long it may take, and who it is",
        "The script does not set {0}: a statement that takes too long or a connection that is lost keeps its locks, and nobody sees whose they are; set it at the start " +
        "(statement_timeout off again before an index is built concurrently or a constraint is validated)",
        "statement_timeout ends a statement that takes longer than it should, idle_in_transaction_session_timeout a transaction whose client is gone, and " +
        "application_name shows in pg_stat_activity. Lockstep sets its own; a script that psql runs has to.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        if (review.Script.Runner == ScriptRunner.Lockstep) return;
        var first = review.Up.FirstOrDefault(statement => !SettingChange.IsOnlyThat(statement));
        if (first is null) return;
        var missing = s_wanted.Where(name => !first.Settings.ContainsKey(name)).ToList();
        if (missing.Count > 0) report.Add(Info, first.Operation.Origin, string.Join(", ", missing));
    }
}
