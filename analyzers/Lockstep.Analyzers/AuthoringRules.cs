using Lockstep.Model.Rules;

namespace Lockstep.Analyzers;

/// <summary>What the analyzers report beside the rules: it is about C# and has no counterpart in SQL files.</summary>
internal static class AuthoringRules
{
    /// <summary>LS1003.</summary>
    public static RuleInfo VersionUsedTwice { get; } = new(
        "LS1003",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "Each migration has a version of its own",
        "Version {0} is used by '{1}' ({2}) too; give one of them a version of its own",
        "The version is a migration's place in the order and its key in the history. With one version for two migrations one of them would " +
        "never run. It happens when two branches are merged; the younger migration takes the higher version.");

    /// <summary>LS1004.</summary>
    public static RuleInfo NotAMigration { get; } = new(
        "LS1004",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "A class with [Migration] can be made and run",
        "'{0}' can't be a migration: {1}",
        "The generated registry makes each migration with 'new' and orders it by its version. A class for which that can't work is left out " +
        "of the registry, so it would never run.");

    /// <summary>LS1005.</summary>
    public static RuleInfo MigrationWithoutAttribute { get; } = new(
        "LS1005",
        RuleCategory.Authoring,
        RuleSeverity.Warning,
        "A migration has [Migration]",
        "'{0}' derives from Migration but has no [Migration], so it never runs; add [Migration(version, \"what it changes\")], or make it abstract",
        "Without the attribute a migration has no version, and the registry does not know it.");

    /// <summary>LS9001.</summary>
    public static RuleInfo RuleFailed { get; } = new(
        "LS9001",
        RuleCategory.Toolkit,
        RuleSeverity.Warning,
        "A rule of Lockstep failed",
        "Rule {0} failed on '{1}' ({2}), so it has checked nothing here; please report it with the migration's code",
        "An error in Lockstep itself. The other rules have run.");

    /// <summary>LS9002.</summary>
    public static RuleInfo SilencedWithoutReason { get; } = new(
        "LS9002",
        RuleCategory.Toolkit,
        RuleSeverity.Warning,
        "[SafeBecause] says why",
        "[SafeBecause(\"{0}\")] gives no reason, so it silences nothing; say why it is safe here",
        "Who reads the migration later must be able to tell whether the reason still holds.");

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<RuleInfo> All { get; } =
        [VersionUsedTwice, NotAMigration, MigrationWithoutAttribute, RuleFailed, SilencedWithoutReason];
}
