namespace Lockstep.Model.Rules;

/// <summary>Everything that can be reported: by the rules, and about how a migration is written.</summary>
internal static class AllRules
{
    /// <summary>All of it, in the order of the ids.</summary>
    public static IReadOnlyList<RuleInfo> Infos { get; } =
        [.. RuleSet.All.Select(rule => rule.Info).Concat(AuthoringRules.All).OrderBy(info => info.Id, StringComparer.Ordinal)];
}
