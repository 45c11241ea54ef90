using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4005.</summary>
public sealed class LockTimeoutTooLong : Rule
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4005",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "A lock_timeout is short, and not off where a table is locked",
        "{0} lets {1} wait for {2} on '{3}' {4}: all that comes after it on '{3}' waits as long; set lock_timeout to a few seconds, and try again when it runs out",
        "While a statement waits for a strong lock, every later query on the table queues behind it. lock_timeout bounds that wait; what it is set to is how long " +
        "the application may stand still.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var part in new[] { review.Up, review.Down })
        {
            foreach (var statement in part)
            {
                if (statement.IsBlock || Wait(statement) is not { } howLong) continue;
                if (Victim(statement, part) is not var (victim, held)) continue;
                report.Add(
                    Info,
                    statement.Operation.Origin,
                    StatementText.Short(statement.Operation),
                    StatementText.Short(victim.Operation),
                    held.Mode.Words(),
                    held.Relation.ToString(),
                    howLong);
            }
        }
    }

    /// <summary>For how long a lock may be waited for after the statement; null if that is short, or it does not say.</summary>
    private static string? Wait(ReviewedStatement statement)
    {
        foreach (var reviewed in statement.Operations)
        {
            if (reviewed.Operation is ResetSetting { Name: "lock_timeout" } or SetSetting { Name: "lock_timeout", Value: "DEFAULT" }) return "without a limit";
            if (SettingChange.Of(reviewed.Operation) is not { Name: "lock_timeout" } set || SettingChange.Time(set.Value) is not { } time) continue;
            if (time == TimeSpan.Zero) return "without a limit";
            var written = set.Value.Trim('\'');
            return time > s_longest ? "for " + written + (char.IsDigit(written[written.Length - 1]) ? " ms" : string.Empty) : null;
        }

        return null;
    }

    /// <summary>The first statement that takes a strong lock before the setting changes again.</summary>
    private static (ReviewedStatement Statement, RelationLock Lock)? Victim(ReviewedStatement statement, IReadOnlyList<ReviewedStatement> part)
    {
        string? set = null;
        for (var at = statement.Index + 1; at < part.Count; at++)
        {
            part[at].Settings.TryGetValue("lock_timeout", out var now);
            if (at == statement.Index + 1) set = now;
            else if (now != set) return null;
            if (StrongLock.Of(part[at]) is { } held) return (part[at], held);
        }

        return null;
    }
}
