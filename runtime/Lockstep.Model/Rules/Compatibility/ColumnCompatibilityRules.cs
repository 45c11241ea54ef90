namespace Lockstep.Model.Rules.Compatibility;

/// <summary>Rules about columns that change under running application versions.</summary>
internal static class ColumnCompatibilityRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [new JsonColumn(), new NotNullDropped(), new DefaultDropped(), new DefaultChanged(), new GenerationDropped(), new GeneratedAlways()];
}
