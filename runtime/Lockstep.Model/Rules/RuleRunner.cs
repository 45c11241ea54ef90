using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules;

/// <summary>Runs rules so that one that fails does not take the others with it.</summary>
public static class RuleRunner
{
    /// <summary>LS9001: what is said of a rule that fails.</summary>
    public static RuleInfo RuleFailed { get; } = new(
        "LS9001",
        RuleCategory.Toolkit,
        RuleSeverity.Warning,
        "A rule of Lockstep failed",
        "Rule {0} failed on '{1}' ({2}), so it has checked nothing here; please report it with the migration's code",
        "An error in Lockstep itself. The other rules have run.");

    /// <summary>The id of the rule that the finding says has failed; null if it is another finding.</summary>
    public static string? FailedRule(Finding finding) => finding.Rule == RuleFailed ? finding.Arguments[0].Split(' ')[0] : null;

    /// <summary>What the rules find, each once, and for a rule that fails <see cref="RuleFailed"/> at the migration's name.</summary>
    public static IReadOnlyList<Finding> Run(IEnumerable<Rule> rules, MigrationReview review)
    {
        var all = rules as IReadOnlyList<Rule> ?? [.. rules];
        var findings = new List<Finding>();
        var script = review.Script;
        var report = new Report();
        for (var i = 0; i < all.Count; i++)
        {
            var rule = all[i];
            try
            {
                rule.Check(review, report);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                report.Add(
                    RuleFailed,
                    script.Origin,
                    rule.Info.Id + " (" + rule.GetType().Name + ")",
                    script.Name,
                    failure.GetType().Name + ": " + failure.Message);
            }

            if (report.IsEmpty) continue;
            // A helper that is called twice is one place.
            findings.AddRange(report.Findings.Distinct());
            report = new();
        }

        return findings;
    }
}
