namespace Lockstep.Model.Rules.Authoring;

/// <summary>Rules about migrations as a whole: the way back, the order, the size, the documentation.</summary>
internal static class MigrationRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new DownRequired(),
        new DownReversesUp(),
        new VersionGap(),
        new MigrationTooLarge(),
        new MadeByLaterMigration(),
        new MigrationDocumented(),
        new OneTableAMigration(),
        new NamesAsAgreed(),
        new MigrationNamed(),
    ];
}
