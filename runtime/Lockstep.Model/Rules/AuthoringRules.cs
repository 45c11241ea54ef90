namespace Lockstep.Model.Rules;

/// <summary>What the analyzers report beside the rules: it is about how a migration is written, not about what it does.</summary>
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

    /// <summary>LS1006.</summary>
    public static RuleInfo FileName { get; } = new(
        "LS1006",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "An SQL migration's file name says its version and what it changes",
        "{0}",
        "The digits that the name starts with are the migration's place in the order and its key in the history. A file without them is left " +
        "out of the registry, so it would never run.");

    /// <summary>LS1007.</summary>
    public static RuleInfo Marker { get; } = new(
        "LS1007",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "An SQL migration has '-- up' and then '-- down', each once",
        "{0}",
        "The markers tell what makes the change from what takes it back. Where that is in doubt the file is left out of the registry.");

    /// <summary>LS1008.</summary>
    public static RuleInfo Header { get; } = new(
        "LS1008",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "The headers of an SQL migration are known and have a value",
        "{0}",
        "A header that is not understood is a comment: the migration would run without what it asks for.");

    /// <summary>LS1009.</summary>
    public static RuleInfo Unterminated { get; } = new(
        "LS1009",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "What is opened in an SQL migration is closed",
        "{0}",
        "A quote, a quoted name, a dollar quote or a comment without its end takes in all that follows, '-- down' included.");

    /// <summary>LS1019.</summary>
    public static RuleInfo CheckpointUsedTwice { get; } = new(
        "LS1019",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "A checkpoint's name stands behind one migration",
        "Checkpoint '{0}' stands behind '{1}' ({2}) too; give one of them another name",
        "A checkpoint is a place that a database can be brought to by its name. Behind two migrations it would be two places, so nothing is run.");

    /// <summary>LS9002.</summary>
    public static RuleInfo SilencedWithoutReason { get; } = new(
        "LS9002",
        RuleCategory.Toolkit,
        RuleSeverity.Warning,
        "A suppression says why",
        "{0} gives no reason, so it silences nothing; say why it is safe here",
        "Who reads the migration later must be able to tell whether the reason still holds.");

    /// <summary>LS9006.</summary>
    public static RuleInfo VerbUsedWrongly { get; } = new(
        "LS9006",
        RuleCategory.Toolkit,
        RuleSeverity.Error,
        "A verb of a migration is said to its end and as it is meant",
        "{0}",
        "The migration could not be planned: what it is to do is not said, or contradicts itself. Nothing of it would run.");

    /// <summary>LS9009.</summary>
    public static RuleInfo SilencesNothing { get; } = new(
        "LS9009",
        RuleCategory.Toolkit,
        RuleSeverity.Warning,
        "A suppression silences something",
        "'{0}' silences nothing: {1}",
        "A suppression that is not needed, or is not understood, misleads who reads it, and would silence what somebody adds later.");

    /// <summary>What is said about classes and attributes.</summary>
    public static IReadOnlyList<RuleInfo> OfAttributes { get; } =
        [VersionUsedTwice, CheckpointUsedTwice, NotAMigration, MigrationWithoutAttribute, SilencedWithoutReason];

    /// <summary>What is said about SQL files.</summary>
    public static IReadOnlyList<RuleInfo> OfSqlFiles { get; } =
        [VersionUsedTwice, CheckpointUsedTwice, FileName, Marker, Header, Unterminated, RuleRunner.RuleFailed, SilencedWithoutReason, VerbUsedWrongly, SilencesNothing];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RuleInfo> All { get; } = [.. OfAttributes.Union(OfSqlFiles)];
}
