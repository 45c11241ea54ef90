namespace Lockstep.Model.Rules.Design;

/// <summary>Rules about which constraints there are.</summary>
internal static class ConstraintDesignRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new ForeignKeyWithoutIndex(),
        new ForeignKeyTypeDiffers(),
        new UnnamedConstraint(),
        new ForeignKeyDeletes(),
        new ForeignKeyWithoutAction(),
        new AnyForeignKey(),
        new ConstraintNotEnforced(),
        new CheckChangesItsMind(),
        new KeyDropped(),
    ];
}
