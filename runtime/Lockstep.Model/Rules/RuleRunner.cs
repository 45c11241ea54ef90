namespace Lockstep.Model.Rules;

/// <summary>Runs rules so that one that fails does not take the others with it.</summary>
internal static class RuleRunner
{
    /// <summary>What the rules find, and for a rule that fails LS9001 at the migration's name.</summary>
    public static IReadOnlyList<Finding> Run(IEnumerable<Rule> rules, MigrationScript script)
    {
        var findings = new List<Finding>();
        foreach (var rule in rules)
        {
            var report = new Report();
            try
            {
                rule.Check(script, report);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                report.Add(
                    AuthoringRules.RuleFailed,
                    script.Origin,
                    rule.Info.Id + " (" + rule.GetType().Name + ")",
                    script.Name,
                    failure.GetType().Name + ": " + failure.Message);
            }

            findings.AddRange(report.Findings);
        }

        return findings;
    }
}
